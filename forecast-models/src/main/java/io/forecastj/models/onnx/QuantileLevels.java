package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles at other levels than those that a model was trained for: linear between two of them, and the outermost
 * one outside.
 *
 * <p>Immutable and thread-safe.
 */
final class QuantileLevels {
    private final double[] trained;
    private final double[] wanted;
    /** Index of the trained level at or below each wanted one, and the part of the way to the next. */
    private final int[] below;

    private final double[] part;
    private final String clamped;

    private QuantileLevels(double[] trained, double[] wanted) {
        this.trained = trained;
        this.wanted = wanted;
        this.below = new int[wanted.length];
        this.part = new double[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            int at = 0;
            while (at + 1 < trained.length && trained[at + 1] <= wanted[i]) {
                at++;
            }
            below[i] = at;
            boolean between = at + 1 < trained.length && wanted[i] > trained[at];
            part[i] = between ? (wanted[i] - trained[at]) / (trained[at + 1] - trained[at]) : 0;
        }
        this.clamped = clamped(trained, wanted);
    }

    private static String clamped(double[] trained, double[] wanted) {
        List<String> outside = new ArrayList<>();
        for (double level : wanted) {
            double outermost = Math.min(Math.max(level, trained[0]), trained[trained.length - 1]);
            if (outermost != level) {
                outside.add(level + " as " + outermost);
            }
        }
        return String.join(", ", outside);
    }

    /** Creates the conversion for an output, which changes nothing unless its contract asks for other levels. */
    static QuantileLevels of(OutputSpec.Quantiles output) {
        double @Nullable [] wanted = output.forecastLevels();
        return new QuantileLevels(output.levels(), wanted == null ? output.levels() : wanted);
    }

    /** Returns the levels of the forecast; not to be changed. */
    double[] wanted() {
        return wanted;
    }

    /** Converts the sorted quantiles of a step. */
    void convert(double[] sorted, double[] out) {
        for (int i = 0; i < wanted.length; i++) {
            double value = sorted[below[i]];
            out[i] = part[i] == 0 ? value : value + part[i] * (sorted[below[i] + 1] - value);
        }
    }

    /** Describes the levels outside those of the training, such as {@code 0.05 as 0.1}; empty if there are none. */
    String clamped() {
        return clamped;
    }

    /** Returns the reason for which forecasts at these levels are degraded; empty if there is none. */
    String flaw() {
        return clamped.isEmpty()
                ? ""
                : "the model was trained for quantiles from " + trained[0] + " to " + trained[trained.length - 1]
                        + "; beyond them the outermost one is given: " + clamped;
    }
}
