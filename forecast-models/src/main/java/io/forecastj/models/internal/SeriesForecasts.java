package io.forecastj.models.internal;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;

/**
 * Out-of-fold forecasts of one series, with the actual values to compare them with.
 *
 * <p>{@link OutOfFold} fills it; after that it is only read, and then thread-safe. Rows are those of {@link #series()}.
 * The origins are the rows from {@link #firstOrigin()} to {@link #lastOrigin()}; some rows between two folds may have
 * no forecasts.
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
}
