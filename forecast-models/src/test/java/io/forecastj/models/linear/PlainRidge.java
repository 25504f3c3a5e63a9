package io.forecastj.models.linear;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Weighted ridge regression drawn to prior weights, by a decomposition of the rows themselves: every penalty is another
 * row, and no product of rows is formed.
 */
final class PlainRidge {
    private PlainRidge() {}

    /**
     * @param inputs the inputs of each row
     * @param labels the labels of each row
     * @param importance the weight of each row
     * @param relative the penalty, relative to the weighted average sum of squares of an input
     * @param prior {@code [input][label]}
     */
    static double[][] solve(
            List<double[]> inputs, List<double[]> labels, double[] importance, double relative, double[][] prior) {
        int width = prior.length;
        int steps = prior[0].length;
        double squares = 0;
        for (int row = 0; row < inputs.size(); row++) {
            for (double x : inputs.get(row)) {
                squares += importance[row] * x * x;
            }
        }
        double root = Math.sqrt(relative * squares / width);
        RealMatrix left = new Array2DRowRealMatrix(inputs.size() + width, width);
        RealMatrix right = new Array2DRowRealMatrix(inputs.size() + width, steps);
        for (int row = 0; row < inputs.size(); row++) {
            double factor = Math.sqrt(importance[row]);
            for (int i = 0; i < width; i++) {
                left.setEntry(row, i, factor * inputs.get(row)[i]);
            }
            for (int step = 0; step < steps; step++) {
                right.setEntry(row, step, factor * labels.get(row)[step]);
            }
        }
        for (int i = 0; i < width; i++) {
            left.setEntry(inputs.size() + i, i, root);
            for (int step = 0; step < steps; step++) {
                right.setEntry(inputs.size() + i, step, root * prior[i][step]);
            }
        }
        return new QRDecomposition(left).getSolver().solve(right).getData();
    }

    /** Returns 1 / max(mean absolute error, floor) of each row. */
    static double[] importance(List<double[]> inputs, List<double[]> labels, double[][] weights, double floor) {
        double[] importance = new double[inputs.size()];
        for (int row = 0; row < importance.length; row++) {
            double[] y = labels.get(row);
            double sum = 0;
            for (int step = 0; step < y.length; step++) {
                double error = y[step];
                for (int i = 0; i < weights.length; i++) {
                    error -= inputs.get(row)[i] * weights[i][step];
                }
                sum += Math.abs(error);
            }
            importance[row] = 1 / Math.max(sum / y.length, floor);
        }
        return importance;
    }

    static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
