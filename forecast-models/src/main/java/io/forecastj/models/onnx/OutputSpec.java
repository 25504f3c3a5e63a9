package io.forecastj.models.onnx;

import java.util.List;

/** What the contract says of one output of the graph. */
sealed interface OutputSpec {
    /** The words for the kinds, in the order of the records below. */
    List<String> KINDS = List.of("point", "quantiles", "probabilities", "patterns");

    /** The output's name in the graph. */
    String tensor();

    /**
     * From the graph's numbers to target-encoded changes: {@code y * scale + offset}.
     *
     * @param scale positive
     */
    record Unscale(double offset, double scale) {
        double apply(double y) {
            return y * scale + offset;
        }
    }

    /** What turns the graph's numbers into probabilities. */
    enum Activation {
        /** They are probabilities already. */
        NONE,
        /** Of one row, together 1. */
        SOFTMAX,
        /** Each for itself. */
        SIGMOID
    }

    /** One change for each step. */
    record Point(String tensor, Unscale unscale) implements OutputSpec {}

    /**
     * Quantiles of the change of each step.
     *
     * @param levels increasing, between 0 and 1
     * @param levelsFirst true for {@code [batch, levels, steps]}, false for {@code [batch, steps, levels]}
     */
    record Quantiles(String tensor, double[] levels, boolean levelsFirst, Unscale unscale) implements OutputSpec {}

    /** Class probabilities of each step. */
    record Probabilities(String tensor, List<String> classes, Activation activation) implements OutputSpec {}

    /** A probability for each pattern. */
    record Patterns(String tensor, List<String> patterns, Activation activation) implements OutputSpec {}
}
