package io.forecastj.models.linear;

import java.util.Arrays;

/**
 * Rows of an autoregression of one series: the inputs are the values at the lags, and the label is the value, all
 * relative to a centre. Rows that need a missing value are left out. Immutable and thread-safe.
 */
final class LagRows implements TrainingRows {
    private final double[] values;
    private final int[] lags;
    private final double centre;
    private final int[] found;

    /**
     * Finds the rows.
     *
     * @param values the series, NaN where a value is missing; not copied
     * @param lags the lags, increasing
     * @param centre the number subtracted from every value
     */
    LagRows(double[] values, int[] lags, double centre) {
        this.values = values;
        this.lags = lags;
        this.centre = centre;
        int[] rows = new int[values.length];
        int count = 0;
        for (int row = lags[lags.length - 1]; row < values.length; row++) {
            if (complete(row)) {
                rows[count++] = row;
            }
        }
        this.found = Arrays.copyOf(rows, count);
    }

    private boolean complete(int row) {
        boolean complete = !Double.isNaN(values[row]);
        for (int i = 0; complete && i < lags.length; i++) {
            complete = !Double.isNaN(values[row - lags[i]]);
        }
        return complete;
    }

    @Override
    public int count() {
        return found.length;
    }

    @Override
    public void fill(int from, int count, double[][] inputs, double[][] labels) {
        for (int i = 0; i < count; i++) {
            int row = found[from + i];
            for (int j = 0; j < lags.length; j++) {
                inputs[i][j] = values[row - lags[j]] - centre;
            }
            labels[i][0] = values[row] - centre;
        }
    }
}
