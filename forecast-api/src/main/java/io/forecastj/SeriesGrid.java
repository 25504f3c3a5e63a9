package io.forecastj;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the gaps of a series, and puts its rows on a grid. */
final class SeriesGrid {
    /** More rows than this would be a mistake in the spacing; a century of minutes is half of it. */
    static final int MAX_ROWS = 100_000_000;

    private static final int FIRST_SLOTS = 1024;

    private final TimeSeries series;
    private final Sampling sampling;

    SeriesGrid(TimeSeries series, Sampling sampling) {
        this.series = series;
        this.sampling = sampling;
    }

    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        RowSteps rows = new RowSteps();
        for (int row = 0; row < series.length(); row++) {
            long steps = rows.next(sampling, series.timestamp(row));
            if (steps > 1 || steps == Spacing.NONE) {
                gaps.add(new Gap(series.time(row - 1), series.time(row), Math.max(0, steps - 1)));
            }
        }
        return List.copyOf(gaps);
    }

    /**
     * Returns the series with one row for each slot, NaN where there was none.
     *
     * @param rule the rule for several rows in a slot, or null to refuse them
     */
    TimeSeries onGrid(@Nullable Aggregation rule) {
        Vintages.refuse(series, "putting rows on a grid");
        if (sampling instanceof Sampling.Irregular irregular
                && irregular.openSlots().isEmpty()) {
            throw new InvalidSeriesException("the spacing of " + series + " is not known: its rows are about "
                    + irregular.slot() + " apart without a pattern; give one to onGrid, such as Sampling.hourly()");
        }
        TimeSeries.Builder grid = TimeSeries.builder(series.columns())
                .id(series.id())
                .sampling(sampling)
                .zone(series.zone());
        series.attributes().forEach(grid::attribute);
        if (series.length() > 0) {
            fill(grid, rule);
        }
        return grid.build();
    }

    private void fill(TimeSeries.Builder grid, @Nullable Aggregation rule) {
        double[] missing = new double[series.columns().size()];
        Arrays.fill(missing, Double.NaN);
        Slots slots = Slots.of(series, sampling, rule == null);
        long start = slots.start();
        requireFewSlots(start);
        long[] ahead = sampling.after(start, FIRST_SLOTS);
        int at = 0;
        long slot = start;
        int row = 0;
        while (row < series.length()) {
            if (at == ahead.length) {
                // from the start again, since a slot that the clocks skip would move all that are counted from it
                ahead = sampling.after(start, 2 * at);
            }
            long next = ahead[at++];
            int end = row;
            while (end < series.length() && slots.number(series.timestamp(end)) < slots.number(next)) {
                end++;
            }
            requireOpen(row, end, slot, slots);
            grid.add(slot, end == row ? missing : values(row, end, slot, rule));
            row = end;
            slot = next;
        }
    }

    private void requireOpen(int from, int to, long slot, Slots slots) {
        for (int row = from; row < to; row++) {
            if (slots.number(series.timestamp(row)) != slots.number(slot)) {
                throw new InvalidSeriesException(series + " has a row at " + series.time(row)
                        + ", outside the open slots of " + Spacing.text(sampling)
                        + ". Leave the row out, or give another spacing to onGrid");
            }
        }
    }

    private void requireFewSlots(long start) {
        long slots = (series.timestamp(series.length() - 1) - start) / Spacing.length(sampling);
        if (slots > MAX_ROWS) {
            throw new InvalidSeriesException("on the grid of " + Spacing.text(sampling) + ", " + series + " would have "
                    + slots + " rows, more than " + MAX_ROWS + "; give a longer spacing to onGrid");
        }
    }

    private double[] values(int from, int to, long slot, @Nullable Aggregation rule) {
        if (to - from > 1 && rule == null) {
            throw new InvalidSeriesException((to - from) + " rows of " + series + " are in the slot at "
                    + Instant.ofEpochMilli(slot) + ", from " + series.time(from) + " to " + series.time(to - 1)
                    + "; the spacing is " + Spacing.text(sampling)
                    + ". Give a rule to onGrid, such as Aggregation.LAST, or another spacing");
        }
        double[] values = new double[series.columns().size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = to - from == 1 || rule == null ? series.value(from, c) : rule.of(series, c, from, to);
        }
        return values;
    }
}
