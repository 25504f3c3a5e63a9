package io.forecastj.models.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Description of one output of the graph in the contract. */
sealed interface OutputSpec {
    /** Names of all kinds in a contract. */
    List<String> KINDS = List.of(Point.KIND, Quantiles.KIND, Probabilities.KIND, Patterns.KIND);

    /** Returns the name of the kind. */
    String kind();

    /** Returns the output's name in the graph. */
    String tensor();

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
     * @param layout one of {@link #LAYOUTS}
     */
    record Point(String tensor, String layout, OutputScaling scaling) implements OutputSpec {
        static final String KIND = "point";
        /** Layout {@code [batch, steps]}. */
        static final String BATCH_FIRST = "bs";
        /** Layout {@code [steps, batch]}. */
        static final String STEPS_FIRST = "sb";
        /** Layout {@code [batch, steps, channels]}, with the channels of a raw context. */
        static final String CHANNELS_LAST = "bsc";
        /** Layout {@code [batch, channels, steps]}. */
        static final String CHANNELS_FIRST = "bcs";

        static final List<String> LAYOUTS = List.of(BATCH_FIRST, STEPS_FIRST, CHANNELS_LAST, CHANNELS_FIRST);

        /** Returns whether there is a number for each channel of the window. */
        boolean channels() {
            return layout.equals(CHANNELS_LAST) || layout.equals(CHANNELS_FIRST);
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * Quantiles of the change of each step.
     *
     * @param levels increasing, between 0 and 1
     * @param forecastLevels the levels of the forecast, or null for those of the tensor
     */
    record Quantiles(
            String tensor, double[] levels, double @Nullable [] forecastLevels, Layout layout, OutputScaling scaling)
            implements OutputSpec {
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
