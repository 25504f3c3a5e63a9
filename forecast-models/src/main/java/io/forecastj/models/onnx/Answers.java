package io.forecastj.models.onnx;

import io.forecastj.models.onnx.OutputSpec.Activation;
import java.util.Arrays;

/**
 * Converts a model's raw outputs to the numbers of one forecast: activations, means over draws, quantiles of draws.
 *
 * <p>Stateless and thread-safe.
 */
final class Answers {
    private Answers() {}

    /** Converts the numbers of one row to probabilities, in place. */
    static void activate(Activation activation, double[] values, int from, int length) {
        switch (activation) {
            case NONE -> {}
            case SIGMOID -> {
                for (int i = from; i < from + length; i++) {
                    values[i] = 1 / (1 + Math.exp(-values[i]));
                }
            }
            case SOFTMAX -> softmax(values, from, length);
        }
    }

    private static void softmax(double[] values, int from, int length) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + length; i++) {
            max = Math.max(max, values[i]);
        }
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            // minus the largest, so that no exponential is infinite
            values[i] = Math.exp(values[i] - max);
            sum += values[i];
        }
        for (int i = from; i < from + length; i++) {
            values[i] /= sum;
        }
    }

    /**
     * Writes the mean over all draws of each of the first {@code width} numbers; with one draw the numbers stay
     * unchanged.
     */
    static void mean(double[] draws, int width, double[] out) {
        System.arraycopy(draws, 0, out, 0, width);
        int count = draws.length / width;
        if (count > 1) {
            for (int i = 0; i < width; i++) {
                double sum = 0;
                for (int at = i; at < draws.length; at += width) {
                    sum += draws[at];
                }
                out[i] = sum / count;
            }
        }
    }

    /**
     * Returns the quantile of sorted values, linear between neighbours: type 7 of Hyndman and Fan, Sample Quantiles in
     * Statistical Packages, The American Statistician 50, 1996.
     */
    static double quantile(double[] sorted, double level) {
        double at = (sorted.length - 1) * level;
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Collects the draws of one number, sorted. */
    static void sorted(double[] draws, int width, int index, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = draws[i * width + index];
        }
        Arrays.sort(out);
    }
}
