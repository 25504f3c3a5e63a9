package io.forecastj.models.linear;

import java.util.Arrays;

/**
 * Windows of one series without missing values: the inputs are the values of the lookback, the oldest first, and the
 * labels those of the steps after, all relative to the mean of the last rows of the lookback. Immutable and
 * thread-safe.
 */
final class Windows implements TrainingRows {
    private final double[] values;
    private final int lookback;
    private final int horizon;
    private final int centreRows;
    /** The row of the origin of each window. */
    private final int[] origins;

    /**
     * Finds the windows.
     *
     * @param values the series, NaN where a value is missing; not copied
     * @param lookback the number of inputs
     * @param horizon the number of labels
     * @param centreRows the number of last inputs whose mean is the centre, at most the lookback
     */
    Windows(double[] values, int lookback, int horizon, int centreRows) {
        this.values = values;
        this.lookback = lookback;
        this.horizon = horizon;
        this.centreRows = centreRows;
        int[] found = new int[values.length];
        int count = 0;
        int observed = 0;
        for (int row = 0; row < values.length; row++) {
            observed = Double.isNaN(values[row]) ? 0 : observed + 1;
            if (observed >= (long) lookback + horizon) {
                found[count++] = row - horizon;
            }
        }
        this.origins = Arrays.copyOf(found, count);
    }

    /**
     * Returns the mean of values.
     *
     * @param values the values
     * @param last the index of the last one
     * @param rows their number
     */
    static double centre(double[] values, int last, int rows) {
        double sum = 0;
        for (int i = last - rows + 1; i <= last; i++) {
            sum += values[i];
        }
        return sum / rows;
    }

    @Override
    public int count() {
        return origins.length;
    }

    @Override
    public void fill(int from, int count, double[][] inputs, double[][] labels) {
        for (int i = 0; i < count; i++) {
            int origin = origins[from + i];
            double centre = centre(values, origin, centreRows);
            double[] x = inputs[i];
            int oldest = origin - lookback + 1;
            for (int j = 0; j < lookback; j++) {
                x[j] = values[oldest + j] - centre;
            }
            double[] y = labels[i];
            for (int step = 0; step < horizon; step++) {
                y[step] = values[origin + 1 + step] - centre;
            }
        }
    }
}
