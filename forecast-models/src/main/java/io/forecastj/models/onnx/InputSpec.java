package io.forecastj.models.onnx;

import java.util.List;

/** What the contract says of one input of the graph. */
sealed interface InputSpec {
    /** The words for the kinds, in the order of the records below. */
    List<String> KINDS = List.of("past", "knownFuture", "static", "mask");

    /** The input's name in the graph. */
    String tensor();

    /** The order of a window's axes in memory. */
    enum Layout {
        /** {@code [batch, lookback, features]}. */
        BTF,
        /** {@code [batch, features, lookback]}. */
        BFT,
        /** {@code [batch, lookback * features]}, row after row. */
        BF;

        static final List<String> WORDS = List.of("btf", "bft", "bf");
    }

    /** The window of feature rows up to the origin. */
    record Past(String tensor, Layout layout, InputScaling scaling) implements InputSpec {}

    /** Known values of each step up to the horizon. */
    record KnownFuture(String tensor, List<String> columns, InputScaling scaling) implements InputSpec {}

    /** Attributes of the whole series. */
    record Static(String tensor, List<String> columns, InputScaling scaling) implements InputSpec {}

    /**
     * A dropout mask: ones, or {@code 1 / (1 - rate)} at what is kept and 0 at what is dropped.
     *
     * @param shape without the batch
     * @param rate the probability of being dropped, at least 0 and below 1
     */
    record Mask(String tensor, List<Integer> shape, double rate) implements InputSpec {}
}
