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

    /**
     * One change for each step.
     *
     * @param layout {@link #BATCH_FIRST} or {@link #STEPS_FIRST}
     */
    record Point(String tensor, String layout, Unscale unscale) implements OutputSpec {
        static final String KIND = "point";
        /** Layout {@code [batch, steps]}. */
        static final String BATCH_FIRST = "bs";
        /** Layout {@code [steps, batch]}. */
        static final String STEPS_FIRST = "sb";

        static final List<String> LAYOUTS = List.of(BATCH_FIRST, STEPS_FIRST);

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * Quantiles of the change of each step.
     *
     * @param levels increasing, between 0 and 1
     */
    record Quantiles(String tensor, double[] levels, Layout layout, Unscale unscale) implements OutputSpec {
        static final String KIND = "quantiles";

        /** Order of the axes. */
        enum Layout {
            /** {@code [batch, steps, levels]}. */
            BSQ("bsq"),
            /** {@code [batch, levels, steps]}. */
            BQS("bqs"),
            /** {@code [steps, batch, levels]}. */
            SBQ("sbq");

            private final String word;

            Layout(String word) {
                this.word = word;
            }

            String word() {
                return word;
            }
        }

        boolean levelsFirst() {
            return layout == Layout.BQS;
        }

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
