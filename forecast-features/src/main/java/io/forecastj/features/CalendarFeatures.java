package io.forecastj.features;

import java.util.List;

/**
 * Features of the time of a row, in UTC. Immutable and thread-safe.
 *
 * <p>They need no column and are never NaN.
 */
public final class CalendarFeatures {
    static final CalendarFeatures GROUP = new CalendarFeatures();

    private CalendarFeatures() {}

    /**
     * The hour, 0 to 23: {@code hourOfDay()}.
     *
     * @return the feature
     */
    public Feature hourOfDay() {
        return Calendar.HOUR_OF_DAY.create(List.of(), new double[0]);
    }

    /**
     * The day of the week, 1 for Monday to 7 for Sunday: {@code dayOfWeek()}.
     *
     * @return the feature
     */
    public Feature dayOfWeek() {
        return Calendar.DAY_OF_WEEK.create(List.of(), new double[0]);
    }

    /**
     * The day of the month, 1 to 31: {@code dayOfMonth()}.
     *
     * @return the feature
     */
    public Feature dayOfMonth() {
        return Calendar.DAY_OF_MONTH.create(List.of(), new double[0]);
    }

    /**
     * The day of the year, 1 to 366: {@code dayOfYear()}.
     *
     * @return the feature
     */
    public Feature dayOfYear() {
        return Calendar.DAY_OF_YEAR.create(List.of(), new double[0]);
    }

    /**
     * The month, 1 for January to 12 for December: {@code monthOfYear()}.
     *
     * @return the feature
     */
    public Feature monthOfYear() {
        return Calendar.MONTH_OF_YEAR.create(List.of(), new double[0]);
    }

    /**
     * A sine and a cosine of the time: {@code fourier(days,order)}, with the outputs {@code sin} and {@code cos} of 2
     * pi order t / days.
     *
     * @param days the period in days, such as 365.25 for the year or 7 for the week
     * @param order how many waves the period has, 1 for the base wave
     * @return the feature
     * @throws IllegalArgumentException unless the period is between a second and a million days, and the order from
     *     1 to 1,000
     */
    public Feature fourier(double days, int order) {
        return Fourier.KIND.create(List.of(), new double[] {days, order});
    }
}
