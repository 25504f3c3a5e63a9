package io.forecastj.models.internal;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Out-of-fold forecasts of one series, with the actual values to compare them with.
 *
 * <p>Filled once, by {@link OutOfFold} or by an ensemble; after that it is only read, and then thread-safe. Rows are
 * those of {@link #series()}. The origins are the rows from {@link #firstOrigin()} to {@link #lastOrigin()}; some
 * rows between two folds may have no forecasts.
 */
public final class SeriesForecasts {
    private final TimeSeries series;
    private final int[] columns;
    private final int horizon;
    private final int parts;
    private final int earliest;
    private final int first;
    private final int last;
    private final double[][] values;

    /**
     * Creates missing forecasts for all origins.
     *
     * @param index the series' index among the series of the folds
     */
    SeriesForecasts(
            TimeSeries series,
            int index,
            Folds folds,
            int members,
            List<String> targets,
            int horizon,
            double[] levels) {
        this.series = series;
        this.columns = targets.stream().mapToInt(series::columnIndex).toArray();
        this.horizon = horizon;
        this.parts = 1 + levels.length;
        this.earliest = folds.firstRow(index);
        this.first = firstRow(folds.folds().get(0));
        this.last = lastRow(folds.folds().get(folds.folds().size() - 1));
        this.values = new double[members][size(series, Math.max(0, last - first + 1))];
        for (double[] member : values) {
            Arrays.fill(member, Double.NaN);
        }
    }

    private SeriesForecasts(SeriesForecasts other) {
        this.series = other.series;
        this.columns = other.columns;
        this.horizon = other.horizon;
        this.parts = 1;
        this.earliest = other.earliest;
        this.first = other.first;
        this.last = other.last;
        this.values = new double[1][size(series, Math.max(0, last - first + 1))];
        Arrays.fill(values[0], Double.NaN);
    }

    /**
     * Creates the forecasts of a combination of these members, with all points missing.
     *
     * @return points of one member at the same origins
     */
    public SeriesForecasts combined() {
        return new SeriesForecasts(this);
    }

    private int size(TimeSeries of, int origins) {
        long size = (long) origins * columns.length * horizon * parts;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("out-of-fold forecasts at " + origins + " rows of " + of + " would be "
                    + size + " numbers of each member, more than an array holds; use windows with fewer test rows");
        }
        return (int) size;
    }

    /** Returns the first row that is an origin of a fold. */
    int firstRow(Folds.Fold fold) {
        return Math.max(earliest, series.rowAtOrBefore(fold.firstOrigin().minusMillis(1)) + 1);
    }

    /** Returns the last row that is an origin of a fold; before the first one if there is none. */
    int lastRow(Folds.Fold fold) {
        return Math.min(series.rowAtOrBefore(fold.lastOrigin()), series.length() - 2);
    }

    void put(int row, int member, int target, int step, int part, double value) {
        values[member][at(row, target, step, part)] = value;
    }

    /**
     * Sets all points of the first member at an origin.
     *
     * @param row the origin
     * @param points the forecasts, {@code [target][step]}
     */
    public void put(int row, double[] points) {
        for (int i = 0; i < points.length; i++) {
            put(row, 0, i / horizon, i % horizon + 1, 0, points[i]);
        }
    }

    /**
     * Removes the forecasts of all other steps. Only the maker of these forecasts may do so, before others read them.
     *
     * @param steps the steps to keep
     */
    public void keepSteps(List<Integer> steps) {
        if (steps.size() < horizon) {
            for (double[] member : values) {
                for (int i = 0; i < member.length; i++) {
                    if (!steps.contains(i / parts % horizon + 1)) {
                        member[i] = Double.NaN;
                    }
                }
            }
        }
    }

    /** Copies one member's points from forecasts of the same series, at the origins that both have. */
    void copy(SeriesForecasts from, int[] targets, int member) {
        for (int row = Math.max(first, from.first); row <= Math.min(last, from.last); row++) {
            for (int target = 0; target < targets.length; target++) {
                for (int step = 1; step <= horizon; step++) {
                    put(row, member, target, step, 0, from.point(row, 0, targets[target], step));
                }
            }
        }
    }

    private int at(int row, int target, int step, int part) {
        return (((row - first) * columns.length + target) * horizon + step - 1) * parts + part;
    }

    boolean answered(int member) {
        return Arrays.stream(values[member]).anyMatch(value -> !Double.isNaN(value));
    }

    /**
     * Returns the series.
     *
     * @return the whole training series
     */
    public TimeSeries series() {
        return series;
    }

    /**
     * Returns the first origin.
     *
     * @return its row
     */
    public int firstOrigin() {
        return first;
    }

    /**
     * Returns the first origin with a forecast of any member.
     *
     * @return its row; after {@link #lastOrigin()} if there is none
     */
    public int firstAnswer() {
        int width = columns.length * horizon * parts;
        return IntStream.rangeClosed(first, last)
                .filter(row -> Arrays.stream(values)
                        .anyMatch(member -> Arrays.stream(member, (row - first) * width, (row - first + 1) * width)
                                .anyMatch(value -> !Double.isNaN(value))))
                .findFirst()
                .orElse(Math.max(first, last + 1));
    }

    /**
     * Returns the last origin; at least one row follows it.
     *
     * @return its row; before {@link #firstOrigin()} if the series has no origin
     */
    public int lastOrigin() {
        return last;
    }

    /**
     * Returns a point forecast.
     *
     * @param row the origin
     * @param member the member's index
     * @param target the target's index
     * @param step the step, from 1
     * @return the forecast, NaN if it is missing
     */
    public double point(int row, int member, int target, int step) {
        return values[member][at(row, target, step, 0)];
    }

    /**
     * Writes all points of a member at an origin.
     *
     * @param row the origin
     * @param member the member's index
     * @param out takes the forecasts, {@code [target][step]}, NaN where they are missing
     */
    public void points(int row, int member, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = point(row, member, i / horizon, i % horizon + 1);
        }
    }

    /**
     * Returns a quantile.
     *
     * @param row the origin
     * @param member the member's index
     * @param target the target's index
     * @param step the step, from 1
     * @param level the index of its level among the collected levels
     * @return the quantile, NaN if it is missing
     */
    public double quantile(int row, int member, int target, int step, int level) {
        return values[member][at(row, target, step, 1 + level)];
    }

    /**
     * Returns a target's value in a row.
     *
     * @param row the row
     * @param target the target's index
     * @return the value, NaN if it is missing or after the end
     */
    public double value(int row, int target) {
        return row < series.length() ? series.value(row, columns[target]) : Double.NaN;
    }

    /**
     * Returns the actual value of a forecast.
     *
     * @param row the origin
     * @param target the target's index
     * @param step the step, from 1
     * @return the value at {@code row + step}, NaN if it is missing or after the end of the series
     */
    public double truth(int row, int target, int step) {
        return value(row + step, target);
    }

    /**
     * Returns the time at which the actual value of a forecast is known.
     *
     * @param row the origin
     * @param step the step, from 1
     * @return the time in milliseconds since the epoch; the greatest one after the end of the series
     */
    public long truthTime(int row, int step) {
        return row + step < series.length() ? series.timestamp(row + step) : Long.MAX_VALUE;
    }
}
