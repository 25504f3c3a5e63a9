package io.forecastj.models.onnx;

import java.util.List;

/** What the contract says of one input of the graph. */
sealed interface InputSpec {
    /** The words for all kinds. */
    List<String> KINDS = List.of(Past.KIND, KnownFuture.KIND, Static.KIND, Mask.KIND);

    /** The input's name in the graph. */
    String tensor();

    /** The order of a window's axes in memory. */
    enum Layout {
        /** {@code [batch, lookback, features]}. */
        BTF("btf"),
        /** {@code [batch, features, lookback]}. */
        BFT("bft"),
        /** {@code [batch, lookback * features]}, row after row. */
        BF("bf");

        private final String word;

        Layout(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** The window of feature rows up to the origin. */
    record Past(String tensor, Layout layout, InputScaling scaling) implements InputSpec {
        static final String KIND = "past";
    }

    /** Known values of each step up to the horizon. */
    record KnownFuture(String tensor, List<String> columns, InputScaling scaling) implements InputSpec {
        static final String KIND = "knownFuture";
    }

    /** Attributes of the whole series. */
    record Static(String tensor, List<String> columns, InputScaling scaling) implements InputSpec {
        static final String KIND = "static";
    }

    /**
     * A dropout mask: ones, or {@code 1 / (1 - rate)} at what is kept and 0 at what is dropped.
     *
     * @param shape without the batch
     * @param rate the probability of being dropped, at least 0 and below 1
     */
    record Mask(String tensor, List<Integer> shape, double rate) implements InputSpec {
        static final String KIND = "mask";
    }
}
