package io.forecastj.models.onnx;

import java.util.List;

/** Description of one output of the graph in the contract. */
sealed interface OutputSpec {
    /** Names of all kinds in a contract. */
    List<String> KINDS = List.of(Point.KIND, Quantiles.KIND, Probabilities.KIND, Patterns.KIND);

    /** Returns the name of the kind. */
    String kind();

    /** Returns the output's name in the graph. */
    String tensor();

    /**
     * Conversion of the graph's numbers to target-encoded changes: {@code y * scale + offset}.
     *
     * @param scale positive
     */
    record Unscale(double offset, double scale) {
        double apply(double y) {
            return y * scale + offset;
        }
    }

    /** Conversion of the graph's numbers to probabilities. */
    enum Activation {
        /** No conversion: they are probabilities already. */
        NONE("none"),
        /** Softmax over one row; the sum is 1. */
        SOFTMAX("softmax"),
        /** Sigmoid of each number separately. */
        SIGMOID("sigmoid");

        private final String word;

        Activation(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** One change for each step. */
    record Point(String tensor, Unscale unscale) implements OutputSpec {
        static final String KIND = "point";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * Quantiles of the change of each step.
     *
     * @param levels increasing, between 0 and 1
     * @param levelsFirst true for {@code [batch, levels, steps]}, false for {@code [batch, steps, levels]}
     */
    record Quantiles(String tensor, double[] levels, boolean levelsFirst, Unscale unscale) implements OutputSpec {
        static final String KIND = "quantiles";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** Class probabilities of each step. */
    record Probabilities(String tensor, List<String> classes, Activation activation) implements OutputSpec {
        static final String KIND = "probabilities";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** A probability for each pattern. */
    record Patterns(String tensor, List<String> patterns, Activation activation) implements OutputSpec {
        static final String KIND = "patterns";

        @Override
        public String kind() {
            return KIND;
        }
    }
}
