package io.forecastj.models.onnx;

/** The extent of one axis of a tensor. */
sealed interface Dim {
    /**
     * An extent that the model fixes.
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
     * An extent that each run chooses, such as the batch.
     *
     * @param name axes of one name have one extent; an empty text stands for none
     */
    record Symbolic(String name) implements Dim {
        @Override
        public String toString() {
            return name.isEmpty() ? "?" : name;
        }
    }
}
