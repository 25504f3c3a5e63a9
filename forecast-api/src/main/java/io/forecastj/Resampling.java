package io.forecastj;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes one row of all rows in each slot of a sampling. Slots lie where the clock and the calendar have them: hours
 * start at full hours, days at midnight, weeks on Mondays, quarters in January, April, July and October.
 */
final class Resampling {
    /** 1970-01-05, the first Monday, in days and in milliseconds. */
    private static final int MONDAY = 4;

    private static final long MONDAY_MILLIS = MONDAY * LocalClock.DAY;

    private final TimeSeries series;
    private final Sampling sampling;

    private Resampling(TimeSeries series, Sampling sampling) {
        this.series = series;
        this.sampling = sampling;
    }

    static TimeSeries resample(TimeSeries series, Sampling sampling, Map<String, Aggregation> rules) {
        Objects.requireNonNull(sampling, "sampling");
        Vintages.refuse(series, "resampling");
        List<Aggregation> ordered = new ArrayList<>();
        for (String column : series.columns()) {
            Aggregation rule = rules.get(column);
            if (rule == null) {
                throw new IllegalArgumentException("no rule for the column '" + column + "'; there are rules for "
                        + MessageText.list(rules.keySet()) + ". Add one, or select(...) the other columns first");
            }
            ordered.add(rule);
        }
        return new Resampling(series, sampling).rows(ordered);
    }

    private TimeSeries rows(List<Aggregation> rules) {
        if (sampling instanceof Sampling.Irregular irregular
                && irregular.openSlots().isEmpty()) {
            throw new InvalidSeriesException("rows about " + irregular.slot()
                    + " apart without a pattern have no slots; give another spacing, such as Sampling.hourly()");
        }
        if (series.length() == 0) {
            return series.withRows(new long[0], new double[rules.size()][0], sampling);
        }
        requireFewSlots();
        TimeSeries.Builder rows = TimeSeries.builder(series.columns())
                .id(series.id())
                .zone(series.zone())
                .sampling(sampling);
        series.attributes().forEach(rows::attribute);
        double[] missing = new double[rules.size()];
        Arrays.fill(missing, Double.NaN);
        long before = number(series.timestamp(0)) - 1;
        int row = 0;
        while (row < series.length()) {
            long slot = number(series.timestamp(row));
            for (long absent = before + 1; absent < slot; absent++) {
                if (open(absent) && number(start(absent)) == absent) { // not one that the clocks skip
                    rows.add(start(absent), missing);
                }
            }
            requireOpen(slot, row);
            int end = row + 1;
            // where the clocks go back, a slot begins a second time; its rows stay in the slot before
            while (end < series.length() && number(series.timestamp(end)) <= slot) {
                end++;
            }
            rows.add(start(slot), values(rules, row, end));
            row = end;
            before = slot;
        }
        return rows.build();
    }

    private double[] values(List<Aggregation> rules, int from, int to) {
        double[] values = new double[rules.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = rules.get(c).of(series, c, from, to);
        }
        return values;
    }

    private void requireFewSlots() {
        long slots = number(series.timestamp(series.length() - 1)) - number(series.timestamp(0));
        if (slots > SeriesGrid.MAX_ROWS) {
            throw new InvalidSeriesException("in slots of " + Spacing.text(sampling) + ", " + series + " would have "
                    + slots + " rows, more than " + SeriesGrid.MAX_ROWS + "; give a longer spacing to resample");
        }
    }

    private void requireOpen(long slot, int row) {
        if (!open(slot)) {
            throw new InvalidSeriesException(series + " has a row at " + series.time(row)
                    + ", outside the open slots of " + Spacing.text(sampling)
                    + ". Leave the row out, or give another spacing to resample");
        }
    }

    /** Returns the number of the slot in which a time is. */
    private long number(long time) {
        if (sampling instanceof Sampling.Fixed fixed) {
            return Math.floorDiv(time - MONDAY_MILLIS, fixed.period().toMillis());
        }
        if (sampling instanceof Sampling.Days days) {
            return Math.floorDiv(day(LocalClock.local(time, days.zone())) - MONDAY, (long) days.days());
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            YearMonth month = YearMonth.from(LocalDate.ofEpochDay(day(LocalClock.local(time, calendar.zone()))));
            return Math.floorDiv(month.getYear() * 12L + month.getMonthValue() - 1, (long) calendar.months());
        }
        Sampling.Irregular irregular = (Sampling.Irregular) sampling;
        return Math.floorDiv(
                LocalClock.local(time, irregular.zone()), irregular.slot().toMillis());
    }

    /** Returns the time of a slot's row. */
    private long start(long number) {
        if (sampling instanceof Sampling.Fixed fixed) {
            return MONDAY_MILLIS + number * fixed.period().toMillis();
        }
        if (sampling instanceof Sampling.Days days) {
            return LocalClock.instant((MONDAY + number * days.days()) * LocalClock.DAY, days.zone());
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            long months = number * calendar.months();
            YearMonth month =
                    YearMonth.of(Math.toIntExact(Math.floorDiv(months, 12L)), (int) Math.floorMod(months, 12L) + 1);
            LocalDate date = month.atDay(Math.min(calendar.dayOfMonth(), month.lengthOfMonth()));
            return LocalClock.instant(date.toEpochDay() * LocalClock.DAY, calendar.zone());
        }
        Sampling.Irregular irregular = (Sampling.Irregular) sampling;
        return LocalClock.instant(number * irregular.slot().toMillis(), irregular.zone());
    }

    private boolean open(long number) {
        return !(sampling instanceof Sampling.Irregular irregular)
                || irregular.open(number * irregular.slot().toMillis());
    }

    private static long day(long local) {
        return Math.floorDiv(local, LocalClock.DAY);
    }
}
