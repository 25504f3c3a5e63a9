package io.forecastj.models.linear;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Normal equations of all steps of a linear forecaster, summed segment by segment.
 *
 * <p>With the differences {@code d(s) = y(s) - y(s-1)}, an input is {@code y(t-j) - y(t) = -(d(t) + ... + d(t-j+1))}
 * and a label is {@code y(t+h) - y(t) = d(t+1) + ... + d(t+h)}. So every entry of the equations is a sum of entries of
 * {@code D(k,m) = sum over t of d(t-k) d(t-m)}, where negative lags are rows after the window. Differences do not
 * contain the level, so no level has to be subtracted from large sums later, which is where sums of products of levels
 * lose their digits.
 *
 * <p>Along a diagonal of {@code D} the same products are summed over a range that moves by one row: each entry is the
 * entry before, plus one product, minus one product. A diagonal takes one pass over the rows instead of one for each
 * entry.
 */
final class NormalEquations {
    private final int lags;
    private final int steps;
    private final double[][] past;
    private final double[][] ahead;
    private long rows;

    /**
     * Creates equations without rows.
     *
     * @param lags the number of inputs
     * @param steps the number of labels
     */
    NormalEquations(int lags, int steps) {
        this.lags = lags;
        this.steps = steps;
        this.past = new double[lags][lags];
        this.ahead = new double[lags][steps];
    }

    /** Returns the number of window ends added so far. */
    long rows() {
        return rows;
    }

    /**
     * Adds the windows of a segment without missing values.
     *
     * @param values holds the segment
     * @param from its first row
     * @param to the row after its last one
     * @param scale the divisor of the values
     */
    void add(double[] values, int from, int to, double scale) {
        int length = to - from;
        int first = lags;
        int last = length - 1 - steps;
        if (last < first) {
            return;
        }
        double[] d = new double[length];
        for (int s = 1; s < length; s++) {
            d[s] = (values[from + s] - values[from + s - 1]) / scale;
        }
        for (int apart = 0; apart < lags + steps; apart++) {
            addDiagonal(d, first, last, apart);
        }
        rows += last - first + 1;
    }

    /**
     * Adds the entries of all pairs of lags that are {@code apart} rows apart; {@code lag} is the lag of the earlier
     * row.
     */
    private void addDiagonal(double[] d, int first, int last, int apart) {
        int lag = Math.max(0, apart - steps);
        double sum = 0;
        for (int s = first - lag; s <= last - lag; s++) {
            sum += d[s] * d[s + apart];
        }
        for (; lag < lags; lag++) {
            if (lag < apart) {
                ahead[lag][apart - lag - 1] += sum;
            } else {
                past[lag][lag - apart] += sum;
            }
            if (lag + 1 < lags) {
                sum += d[first - lag - 1] * d[first - lag - 1 + apart] - d[last - lag] * d[last - lag + apart];
            }
        }
    }

    /** Returns the sums of products of inputs, {@code [lag - 1][lag - 1]}. */
    double[][] gram() {
        double[][] gram = new double[lags][lags];
        for (int i = 0; i < lags; i++) {
            double sum = 0;
            for (int j = 0; j < lags; j++) {
                sum += i >= j ? past[i][j] : past[j][i];
                gram[i][j] = sum + (i == 0 ? 0 : gram[i - 1][j]);
            }
        }
        return symmetric(gram);
    }

    /** Makes a matrix symmetric: rounding may leave small differences, which a Cholesky decomposition would reject. */
    private static double[][] symmetric(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    /** Returns the sums of products of inputs and labels, {@code [lag - 1][step - 1]}. */
    double[][] products() {
        double[][] products = new double[lags][steps];
        for (int i = 0; i < lags; i++) {
            double sum = 0;
            for (int h = 0; h < steps; h++) {
                sum -= ahead[i][h];
                products[i][h] = sum + (i == 0 ? 0 : products[i - 1][h]);
            }
        }
        return products;
    }

    /**
     * Solves for the weights of every step; one decomposition serves all.
     *
     * @param ridge the penalty, greater than 0
     * @return the weights, {@code [step - 1][lag - 1]}
     * @throws IllegalArgumentException if the penalty is too small for the rounding errors of the sums
     */
    double[][] solve(double ridge) {
        double[][] gram = gram();
        for (int i = 0; i < lags; i++) {
            gram[i][i] += ridge;
        }
        try {
            return new CholeskyDecomposition(new Array2DRowRealMatrix(gram, false), 0, 0)
                    .getSolver()
                    .solve(new Array2DRowRealMatrix(products(), false))
                    .transpose()
                    .getData();
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new IllegalArgumentException(
                    "ridge " + ridge + " is too small for these series: the last values predict each other exactly, so"
                            + " the weights are not determined; use a larger ridge",
                    e);
        }
    }
}
