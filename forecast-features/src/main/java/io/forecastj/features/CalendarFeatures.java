package io.forecastj.features;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Features of the time of a row, in UTC or in a time zone: {@code hourOfDay()} or {@code hourOfDay("Europe/Berlin")}.
 * Immutable and thread-safe.
 *
 * <p>Features that depend only on the time need no column, are never NaN and are known for future rows; {@link
 * StepCalendar} is a list of them at the time of a forecast step. A number such
 * as the month suits trees; for linear models and neural networks use its {@link #cyclic cyclic} or {@link #oneHot
 * one-hot} encoding, or the {@link #fourier waves} of a period.
 */
public final class CalendarFeatures {
    static final CalendarFeatures GROUP = new CalendarFeatures(List.of());

    private static final int MOST_VALUES = 1_000;

    /** The input that names the zone; none for UTC. */
    private final List<Feature> zone;

    private CalendarFeatures(List<Feature> zone) {
        this.zone = zone;
    }

    static CalendarFeatures in(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC)
                ? GROUP
                : new CalendarFeatures(List.of(new ColumnFeature(zone.getId())));
    }

    /**
     * The hour, 0 to 23: {@code hourOfDay()}.
     *
     * @return the feature
     */
    public Feature hourOfDay() {
        return Calendar.HOUR_OF_DAY.create(zone, new double[0]);
    }

    /**
     * The day of the week, 1 for Monday to 7 for Sunday: {@code dayOfWeek()}.
     *
     * @return the feature
     */
    public Feature dayOfWeek() {
        return Calendar.DAY_OF_WEEK.create(zone, new double[0]);
    }

    /**
     * The day of the month, 1 to 31: {@code dayOfMonth()}.
     *
     * @return the feature
     */
    public Feature dayOfMonth() {
        return Calendar.DAY_OF_MONTH.create(zone, new double[0]);
    }

    /**
     * The day of the year, 1 to 366: {@code dayOfYear()}.
     *
     * @return the feature
     */
    public Feature dayOfYear() {
        return Calendar.DAY_OF_YEAR.create(zone, new double[0]);
    }

    /**
     * The month, 1 for January to 12 for December: {@code monthOfYear()}.
     *
     * @return the feature
     */
    public Feature monthOfYear() {
        return Calendar.MONTH_OF_YEAR.create(zone, new double[0]);
    }

    /**
     * A sine and a cosine of the time: {@code fourier(days,order)}, with the outputs {@code sin} and {@code cos} of 2
     * pi order t / days.
     *
     * @param days the period in days, such as 365.25 for the year or 7 for the week
     * @param order the number of waves in the period, 1 for the base wave
     * @return the feature
     * @throws IllegalArgumentException unless the period is between a second and a million days, and the order from 1
     *     to 1,000
     */
    public Feature fourier(double days, int order) {
        return Fourier.KIND.create(zone, new double[] {days, order});
    }

    /**
     * The waves of a period up to an order: {@code fourier(days,1)}, {@code fourier(days,2)} and so on.
     *
     * @param days the period in days, such as 365.25 for the year or 7 for the week
     * @param orders the number of orders; 1 for only the base wave
     * @return the features, unmodifiable, each with the outputs {@code sin} and {@code cos}
     * @throws IllegalArgumentException unless the period is between a second and a million days, and the orders from 1
     *     to 1,000
     */
    public List<Feature> fourierTerms(double days, int orders) {
        if (orders < 1) {
            throw new IllegalArgumentException("orders must be at least 1, found " + orders);
        }
        return IntStream.rangeClosed(1, orders)
                .mapToObj(order -> fourier(days, order))
                .toList();
    }

    /**
     * The quarter of the year, 1 to 4: {@code quarterOfYear()}.
     *
     * @return the feature
     */
    public Feature quarterOfYear() {
        return Calendar.QUARTER_OF_YEAR.create(zone, new double[0]);
    }

    /**
     * The week of the year by ISO 8601, 1 to 53: {@code weekOfYear()}. Weeks begin on Monday, and the first one has the
     * year's first Thursday.
     *
     * @return the feature
     */
    public Feature weekOfYear() {
        return Calendar.WEEK_OF_YEAR.create(zone, new double[0]);
    }

    /**
     * An indicator of a session: {@code session(from,to)}, 1 where the time of day is in it, else 0. For a session past
     * midnight, {@code to} is less than {@code from}; if both are equal, it is the whole day. In a time zone the hours
     * are those of its clocks, in summer too.
     *
     * @param from the hour of the beginning, such as 13.5 for 13:30
     * @param to the hour of the end, which is not in the session
     * @return the feature
     * @throws IllegalArgumentException unless both are from 0 to 24
     */
    public Feature session(double from, double to) {
        return Session.KIND.create(zone, new double[] {from, to});
    }

    /**
     * An indicator of holidays or other special days: {@code holiday(date,...)}, 1 on the dates, else 0. A date that is
     * not given is an ordinary day, so the dates must cover the training span and the time of all forecasts. The text
     * has each date as a number, such as 20251225; {@link Features#named} gives the column a shorter name.
     *
     * @param dates the dates, in the zone of this group, from 1 to 9,999 of the years 1 to 9999
     * @return the feature
     * @throws IllegalArgumentException if there is no date, or the number or a year is out of range
     */
    public Feature holiday(Collection<LocalDate> dates) {
        return Holidays.KIND.create(zone, Holidays.arguments(dates));
    }

    /**
     * The days until the next holiday: {@code daysToHoliday(most,date,...)}, 0 on a holiday and 1 on the day before.
     *
     * @param dates the dates, as in {@link #holiday}
     * @param most the largest value, also if no holiday follows; from 1 to 366
     * @return the feature
     * @throws IllegalArgumentException if there is no date, or the number, a year or {@code most} is out of range
     */
    public Feature daysToHoliday(Collection<LocalDate> dates, int most) {
        return Holidays.DAYS_TO.create(zone, Holidays.arguments(dates, most));
    }

    /**
     * The days since the last holiday: {@code daysSinceHoliday(most,date,...)}, 0 on a holiday and 1 on the day after.
     *
     * @param dates the dates, as in {@link #holiday}
     * @param most the largest value, also if there was no holiday before; from 1 to 366
     * @return the feature
     * @throws IllegalArgumentException if there is no date, or the number, a year or {@code most} is out of range
     */
    public Feature daysSinceHoliday(Collection<LocalDate> dates, int most) {
        return Holidays.DAYS_SINCE.create(zone, Holidays.arguments(dates, most));
    }

    /**
     * A periodic number as a point on a circle: {@code cyclic(x,period)}, with the outputs {@code sin} and {@code cos}
     * of 2 pi x / period. An example is {@code cyclic(calendar.monthOfYear(), 12)}.
     *
     * @param x a feature of one output
     * @param period the period of x: 24 for hours, 7 for days of the week, 12 for months
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1e-6 <= period <= 1e9}, or if the feature has several outputs
     */
    public Feature cyclic(Feature x, double period) {
        return Cyclic.KIND.of(x, period);
    }

    /**
     * A feature for each whole number of a range, 1 where x is that number and 0 elsewhere: {@code is(x,first)} to
     * {@code is(x,last)}. An example is {@code oneHot(calendar.dayOfWeek(), 1, 7)}.
     *
     * @param x a feature of one output
     * @param first the least number
     * @param last the greatest number
     * @return the features in the order of the numbers, unmodifiable
     * @throws IllegalArgumentException if {@code last < first}, there are more than 1,000 numbers, or the feature has
     *     several outputs
     */
    public List<Feature> oneHot(Feature x, int first, int last) {
        if (last < first || (long) last - first >= MOST_VALUES) {
            throw new IllegalArgumentException("a one-hot encoding has from 1 to " + MOST_VALUES
                    + " numbers; found those from " + first + " to " + last);
        }
        return IntStream.rangeClosed(first, last)
                .mapToObj(value -> OneHot.KIND.of(x, value))
                .toList();
    }

    /**
     * A column that is known ahead, such as a fixed price or a weather forecast, unchanged. To the pipeline it is a
     * column like any other; the forecaster must declare it as known ahead.
     *
     * @param column the column's name
     * @return the feature, whose text is the name
     * @throws IllegalArgumentException if the name is empty
     */
    public Feature knownFuture(String column) {
        return Features.column(column);
    }
}
