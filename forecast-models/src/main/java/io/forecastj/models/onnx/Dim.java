package io.forecastj.models.onnx;

/** Size of one axis of a tensor. */
sealed interface Dim {
    /**
     * A size that the model fixes.
     *
     * @param size at least 1
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
