package io.forecastj.data;

import io.forecastj.Fill;
import io.forecastj.Gap;
import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Policy for absent rows and missing values of a series: {@code GapPolicy.carry(3).apply(series)}.
 *
 * <p>Immutable and thread-safe. Except for {@link #refuse}, a policy puts the series on the grid of its sampling by
 * {@link TimeSeries#onGrid()}, so that absent rows become rows of missing values, and then fills missing values of the
 * chosen columns. Declare the sampling of the series where it is known; else it is inferred from the rows.
 */
public final class GapPolicy {
    private final boolean refuses;
    private final int maxRows;
    private final @Nullable Instant trainingEnd;

    private GapPolicy(boolean refuses, int maxRows, @Nullable Instant trainingEnd) {
        this.refuses = refuses;
        this.maxRows = maxRows;
        this.trainingEnd = trainingEnd;
    }

    /**
     * Returns the policy that refuses a series with absent rows or missing values and returns others unchanged. Rows
     * are absent by {@link TimeSeries#gaps()}, which knows none where the spacing of the series is not known: declare
     * it.
     *
     * @return the policy
     */
    public static GapPolicy refuse() {
        return new GapPolicy(true, 0, null);
    }

    /**
     * Returns the policy that leaves missing values as they are.
     *
     * @return the policy
     */
    public static GapPolicy missing() {
        return new GapPolicy(false, 0, null);
    }

    /**
     * Returns the policy that repeats the last known value in at most a number of rows in a row. Later rows of a longer
     * gap, and those before the first value, stay missing. Causal: a filled value depends on earlier rows only.
     *
     * @param maxRows the largest number of filled rows of a gap, at least 1
     * @return the policy
     * @throws IllegalArgumentException if {@code maxRows < 1}
     */
    public static GapPolicy carry(int maxRows) {
        return new GapPolicy(false, requireRows(maxRows), null);
    }

    /**
     * Returns the policy that draws a straight line in time between the known values around a gap, within the training
     * rows only.
     *
     * <p>A line looks ahead: its values depend on the value after the gap. That is harmless in rows that a model is
     * trained on, as long as the value after the gap is a training row too, and wrong in rows that it is tested on or
     * forecasts from, where that value is not known yet. So values at or after the end, and those of a gap that reaches
     * it, stay missing, unless {@link #thenCarry} fills them. Give the end of the first training window of a backtest.
     *
     * @param trainingEnd the end of the training rows: the first time that is not one
     * @return the policy
     */
    public static GapPolicy interpolateBefore(Instant trainingEnd) {
        return new GapPolicy(false, 0, Objects.requireNonNull(trainingEnd, "trainingEnd"));
    }

    /**
     * Returns this policy with the values that it leaves missing carried, as by {@link #carry}.
     *
     * @param rows the largest number of filled rows of a gap, at least 1
     * @return the policy
     * @throws IllegalArgumentException if {@code rows < 1}
     * @throws IllegalStateException unless the policy is {@link #interpolateBefore}
     */
    public GapPolicy thenCarry(int rows) {
        if (trainingEnd == null) {
            throw new IllegalStateException("thenCarry completes interpolateBefore(...) only; use carry(rows)");
        }
        return new GapPolicy(false, requireRows(rows), trainingEnd);
    }

    private static int requireRows(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("the rows to carry a value over must be at least 1, found " + rows);
        }
        return rows;
    }

    /**
     * Completes a series. One with publication times is only looked at by {@link #refuse}, at its last published
     * values; the other policies refuse it, since a value that was published later would fill an earlier gap.
     *
     * @param series the series
     * @param columns the columns to fill or to look at; all if none is given
     * @return the series on its grid, filled; the same one if the policy refuses and it is complete
     * @throws InvalidSeriesException if the policy refuses and a row is absent or a value is missing: the message names
     *     the first one and the number; if it does not and the series has publication times; if no spacing of the
     *     series is known; or if there is no such column
     */
    public TimeSeries apply(TimeSeries series, String... columns) {
        List<String> chosen = columns.length == 0 ? series.columns() : List.of(columns);
        chosen.forEach(series::columnIndex);
        if (refuses) {
            return requireComplete(series, chosen);
        }
        TimeSeries filled = series.onGrid();
        if (trainingEnd != null) {
            filled = interpolated(filled, trainingEnd, chosen);
        }
        if (maxRows > 0) {
            for (String column : chosen) {
                filled = carried(filled, column);
            }
        }
        return filled;
    }

    private static TimeSeries requireComplete(TimeSeries series, List<String> columns) {
        List<Gap> gaps = series.gaps();
        if (!gaps.isEmpty()) {
            Gap gap = gaps.get(0);
            throw new InvalidSeriesException(series + " has " + gaps.size() + " gaps, the first between " + gap.after()
                    + " and " + gap.before() + "; choose a policy that completes it, such as GapPolicy.missing()");
        }
        for (String column : columns) {
            double[] values = series.values(column);
            int missing = 0;
            int first = 0;
            for (int row = values.length - 1; row >= 0; row--) {
                if (Double.isNaN(values[row])) {
                    missing++;
                    first = row;
                }
            }
            if (missing > 0) {
                throw new InvalidSeriesException(series + " has " + missing + " missing values of '" + column
                        + "', the first in row " + first + " at " + series.time(first)
                        + "; choose a policy that fills it, such as GapPolicy.carry(1)");
            }
        }
        return series;
    }

    private static TimeSeries interpolated(TimeSeries grid, Instant end, List<String> columns) {
        int rows = grid.rowAtOrBefore(end) + 1;
        if (rows > 0 && grid.time(rows - 1).equals(end)) {
            rows--;
        }
        TimeSeries training = grid.head(rows).fill(Fill.linear(), columns.toArray(String[]::new));
        TimeSeries result = grid;
        for (String column : columns) {
            double[] values = grid.values(column);
            System.arraycopy(training.values(column), 0, values, 0, rows);
            result = result.with(column, values);
        }
        return result;
    }

    private TimeSeries carried(TimeSeries grid, String column) {
        double[] values = grid.values(column);
        double last = Double.NaN;
        int filled = 0;
        for (int row = 0; row < values.length; row++) {
            if (!Double.isNaN(values[row])) {
                last = values[row];
                filled = 0;
            } else if (filled < maxRows) {
                values[row] = last;
                filled++;
            }
        }
        return grid.with(column, values);
    }

    @Override
    public String toString() {
        if (refuses) {
            return "refuse gaps";
        }
        String carry = maxRows == 0 ? "" : "carry values over at most " + maxRows + " rows";
        if (trainingEnd == null) {
            return carry.isEmpty() ? "leave values missing" : carry;
        }
        return "interpolate before " + trainingEnd + (carry.isEmpty() ? "" : ", then " + carry);
    }
}
