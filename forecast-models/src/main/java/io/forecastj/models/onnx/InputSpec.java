package io.forecastj.models.onnx;

import io.forecastj.features.StepCalendar;
import java.util.List;

/** Description of one input of the graph in the contract. */
sealed interface InputSpec {
    /** Names of all kinds in a contract. */
    List<String> KINDS =
            List.of(Past.KIND, KnownFuture.KIND, Static.KIND, AttentionMask.KIND, State.KIND, GroupIds.KIND, Mask.KIND);

    /** Returns the input's name in the graph. */
    String tensor();

    /** Order of a window's axes in memory. */
    enum Layout {
        /** Rows first: {@code [batch, lookback, features]}. */
        BTF("btf"),
        /** Rows first and the batch second, as recurrent networks of PyTorch: {@code [lookback, batch, features]}. */
        TBF("tbf"),
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

        /** Returns the index of the batch among the tensor's axes. */
        int batchAxis() {
            return this == TBF ? 1 : 0;
        }
    }

    /** The window of feature rows up to the origin. */
    record Past(String tensor, Layout layout, InputScaling scaling) implements InputSpec {
        static final String KIND = "past";
    }

    /**
     * Known values of each step up to the horizon: those of columns, then the features of the step's time.
     *
     * @param layout {@link Layout#BTF} or {@link Layout#TBF}, with steps for rows
     */
    record KnownFuture(String tensor, Layout layout, List<String> columns, StepCalendar calendar, InputScaling scaling)
            implements InputSpec {
        static final String KIND = "knownFuture";
        static final List<Layout> LAYOUTS = List.of(Layout.BTF, Layout.TBF);

        /** Returns the number of values of a step. */
        int width() {
            return columns.size() + calendar.columns().size();
        }
    }

    /** Attributes of the whole series. */
    record Static(String tensor, List<String> columns, InputScaling scaling) implements InputSpec {
        static final String KIND = "static";
    }

    /**
     * Presence of the values of a raw context: 1 for a value, 0 for a missing one and for rows before the first one.
     *
     * @param perValue true for the axes of the window, false for [batch, lookback] with 0 where any value of a row is
     *     missing
     */
    record AttentionMask(String tensor, boolean perValue) implements InputSpec {
        static final String KIND = "attentionMask";
        /** Layout {@code [batch, lookback]}. */
        static final String ROWS = "bt";
        /** Layout {@code [batch, lookback, features]}. */
        static final String VALUES = "btf";

        static final List<String> LAYOUTS = List.of(ROWS, VALUES);
    }

    /**
     * The group of each series of a batch; series of one group may see each other.
     *
     * @param separate true if each row of a batch is a separate group, false if all have the number 0
     */
    record GroupIds(String tensor, boolean separate) implements InputSpec {
        static final String KIND = "groupIds";
        static final String SEPARATE = "separate";
        static final String ZERO = "zero";
    }

    /**
     * An initial state of a recurrent network, always zeros; its other sizes are those of the graph.
     *
     * @param layout one of {@link #LAYOUTS}
     */
    record State(String tensor, String layout) implements InputSpec {
        static final String KIND = "state";
        /** Layout {@code [layers, batch, units]}. */
        static final String LAYERS_FIRST = "lbu";
        /** Layout {@code [batch, layers, units]}. */
        static final String BATCH_FIRST = "blu";
        /** Layout {@code [batch, units]}. */
        static final String PLAIN = "bu";

        static final List<String> LAYOUTS = List.of(LAYERS_FIRST, BATCH_FIRST, PLAIN);
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
