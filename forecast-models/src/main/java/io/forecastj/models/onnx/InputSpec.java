package io.forecastj.models.onnx;

import java.util.List;

/** Description of one input of the graph in the contract. */
sealed interface InputSpec {
    /** Names of all kinds in a contract. */
    List<String> KINDS = List.of(Past.KIND, KnownFuture.KIND, Static.KIND, Mask.KIND);

    /** Returns the input's name in the graph. */
    String tensor();

    /** Order of a window's axes in memory. */
    enum Layout {
        /** Rows first: {@code [batch, lookback, features]}. */
        BTF("btf"),
        /** Features first: {@code [batch, features, lookback]}. */
        BFT("bft"),
        /** Flat, row by row: {@code [batch, lookback * features]}. */
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
     * A dropout mask: ones, or {@code 1 / (1 - rate)} for what is kept and 0 for what is dropped.
     *
     * @param shape the shape without the batch
     * @param rate the probability of a drop, at least 0 and below 1
     */
    record Mask(String tensor, List<Integer> shape, double rate) implements InputSpec {
        static final String KIND = "mask";
    }
}
