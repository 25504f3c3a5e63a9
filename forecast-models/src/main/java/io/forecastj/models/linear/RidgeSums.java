package io.forecastj.models.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sums of weighted products of inputs and labels, from which the weights of a ridge regression are solved. Not
 * thread-safe.
 *
 * <p>Weights of rows follow from their errors, as iteratively re-weighted least squares for the mean absolute error
 * does (Schlossmacher, An Iterative Technique for Absolute Deviations Curve Fitting, Journal of the American
 * Statistical Association 68, 1973), here with one weight for all labels of a row.
 */
final class RidgeSums {
    /** Rows that are multiplied together; their inputs should fit into the fastest cache. */
    private static final int BLOCK = 16;
    /** Inputs whose weights are multiplied with all rows of a block before the next ones. */
    private static final int TILE = 8;

    private final int inputs;
    private final int labels;
    /** The upper triangle. */
    private final double[][] gram;

    private final double[][] products;
    private double weight;
    private long rows;

    RidgeSums(int inputs, int labels) {
        this.inputs = inputs;
        this.labels = labels;
        this.gram = new double[inputs][inputs];
        this.products = new double[inputs][labels];
    }

    /**
     * Adds rows, each with the weight {@code 1 / max(mean absolute error, floor)}.
     *
     * @param added the rows
     * @param weights the weights {@code [input][label]} whose errors count; null if every row has the weight 1
     * @param floor the least error, above 0
     */
    void add(TrainingRows added, double @Nullable [][] weights, double floor) {
        double[][] x = new double[BLOCK][inputs];
        double[][] y = new double[BLOCK][labels];
        double[][] errors = new double[weights == null ? 0 : BLOCK][labels];
        double[] importance = new double[BLOCK];
        double[] scaled = new double[BLOCK];
        for (int from = 0; from < added.count(); from += BLOCK) {
            int count = Math.min(BLOCK, added.count() - from);
            added.fill(from, count, x, y);
            Arrays.fill(importance, 0, count, 1);
            if (weights != null) {
                importance(x, y, weights, errors, floor, count, importance);
            }
            for (int row = 0; row < count; row++) {
                weight += importance[row];
            }
            rows += count;
            for (int i = 0; i < inputs; i++) {
                for (int row = 0; row < count; row++) {
                    scaled[row] = importance[row] * x[row][i];
                }
                ScaledRows.add(gram[i], i, scaled, x, 0, count);
                ScaledRows.add(products[i], 0, scaled, y, 0, count);
            }
        }
    }

    private void importance(
            double[][] x,
            double[][] y,
            double[][] weights,
            double[][] errors,
            double floor,
            int count,
            double[] importance) {
        for (int row = 0; row < count; row++) {
            Arrays.fill(errors[row], 0);
        }
        for (int tile = 0; tile < inputs; tile += TILE) {
            int to = Math.min(inputs, tile + TILE);
            for (int row = 0; row < count; row++) {
                ScaledRows.add(errors[row], 0, x[row], weights, tile, to);
            }
        }
        for (int row = 0; row < count; row++) {
            double sum = 0;
            for (int label = 0; label < labels; label++) {
                sum += Math.abs(y[row][label] - errors[row][label]);
            }
            importance[row] = 1 / Math.max(sum / labels, floor);
        }
    }

    /** Adds the sums of other rows. */
    void add(RidgeSums others) {
        weight += others.weight;
        rows += others.rows;
        for (int i = 0; i < inputs; i++) {
            for (int j = i; j < inputs; j++) {
                gram[i][j] += others.gram[i][j];
            }
            for (int label = 0; label < labels; label++) {
                products[i][label] += others.products[i][label];
            }
        }
    }

    /** Returns the mean weight of a row; at least one must have been added. */
    double meanWeight() {
        return weight / rows;
    }

    /** Returns the weighted sum of squares of an input, on average over the inputs. */
    double squares() {
        double trace = 0;
        for (int i = 0; i < inputs; i++) {
            trace += gram[i][i];
        }
        return trace / inputs;
    }

    /**
     * Solves for the weights that minimise the weighted sum of squared errors plus a penalty times the sum of squared
     * differences from prior weights (Hoerl and Kennard, Ridge Regression, Technometrics 12, 1970, with another
     * centre).
     *
     * @param penalty the penalty, above 0 unless all inputs are 0
     * @param prior the weights {@code [input][label]} that the solution is drawn to
     * @return the weights, {@code [input][label]}, a new array
     * @throws IllegalArgumentException if the penalty is too small for the rounding errors of the sums
     */
    double[][] solve(double penalty, double[][] prior) {
        double[][] solution = new double[inputs][labels];
        if (squares() == 0) {
            for (int i = 0; i < inputs; i++) {
                solution[i] = prior[i].clone();
            }
            return solution;
        }
        double[][] factor = new double[inputs][inputs];
        for (int i = 0; i < inputs; i++) {
            factor[i] = gram[i].clone();
            factor[i][i] += penalty;
            for (int label = 0; label < labels; label++) {
                solution[i][label] = products[i][label] + penalty * prior[i][label];
            }
        }
        if (!solve(factor, solution)) {
            throw new IllegalArgumentException("a ridge penalty of " + penalty + " is too small for these series: the"
                    + " last values predict each other exactly, so the weights are not determined; use a larger ridge");
        }
        return solution;
    }

    /**
     * Solves by a Cholesky decomposition (Golub and Van Loan, Matrix Computations, 4th edition, 2013, section 4.2).
     *
     * @param factor the upper triangle of the matrix, replaced by its root
     * @param right the right-hand sides, replaced by the solutions
     * @return whether the matrix is positive definite
     */
    private static boolean solve(double[][] factor, double[][] right) {
        int size = factor.length;
        double[] column = new double[size];
        for (int i = 0; i < size; i++) {
            for (int above = 0; above < i; above++) {
                column[above] = -factor[above][i];
            }
            ScaledRows.add(factor[i], i, column, factor, 0, i);
            ScaledRows.add(right[i], 0, column, right, 0, i);
            if (!(factor[i][i] > 0)) {
                return false;
            }
            double root = Math.sqrt(factor[i][i]);
            divide(factor[i], i, root);
            divide(right[i], 0, root);
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int below = i + 1; below < size; below++) {
                column[below] = -factor[i][below];
            }
            ScaledRows.add(right[i], 0, column, right, i + 1, size);
            divide(right[i], 0, factor[i][i]);
        }
        return true;
    }

    private static void divide(double[] values, int from, double divisor) {
        for (int i = from; i < values.length; i++) {
            values[i] /= divisor;
        }
    }
}
