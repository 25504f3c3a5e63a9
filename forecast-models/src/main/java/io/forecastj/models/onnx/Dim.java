package io.forecastj.models.onnx;

/** Size of one axis of a tensor. */
sealed interface Dim {
    /** Returns true for a fixed size of 0, which some exporters write for an open batch. */
    default boolean isZero() {
        return this instanceof Fixed fixed && fixed.size() == 0;
    }

    /**
     * A size that the model fixes.
     *
     * @param size at least 0
     */
    record Fixed(long size) implements Dim {
        @Override
        public String toString() {
            return Long.toString(size);
        }
    }

    /**
     * A size that each run chooses, such as the batch.
     *
     * @param name axes with the same name have the same size; empty for no name
     */
    record Symbolic(String name) implements Dim {
        @Override
        public String toString() {
            return name.isEmpty() ? "?" : name;
        }
    }
}
