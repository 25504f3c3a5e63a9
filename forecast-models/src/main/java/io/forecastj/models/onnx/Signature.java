package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * Tensors of a graph that a contract describes, with their resolved shapes.
 *
 * <p>Immutable and thread-safe.
 *
 * @param inputs in the order of {@link Contract#inputs()}
 * @param outputs in the order of {@link Contract#outputs()}
 * @param batch the rows of every run if the graph fixes them; 0 if a run chooses
 * @param otherLayouts the layouts that the tensors fit too, for messages
 */
record Signature(List<Port> inputs, List<Port> outputs, int batch, List<String> otherLayouts) {
    /** Maximum of numbers in a row of a tensor. */
    static final int MAX_ROW = 1 << 22;

    Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        otherLayouts = List.copyOf(otherLayouts);
    }

    /**
     * One tensor.
     *
     * @param name its name in the graph
     * @param type the type of its elements
     * @param form its shape
     */
    record Port(String name, ElementType type, Form form) {
        /** Returns the number of numbers in a row. */
        int width() {
            return product(form.row());
        }

        /** Returns the number of pieces of a row that lie apart in a tensor of several rows. */
        int pieces() {
            return product(form.row().subList(0, Math.max(0, form.batchAxis())));
        }

        private static int product(List<Long> sizes) {
            return (int) sizes.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        }

        /** Returns the shape of a tensor of {@code rows} rows. */
        long[] shape(int rows) {
            List<Long> shape = new ArrayList<>(form.row());
            if (form.batchAxis() != Form.NO_BATCH) {
                shape.add(form.batchAxis(), (long) rows);
            }
            return shape.stream().mapToLong(Long::longValue).toArray();
        }

        /** Returns the largest number that the type can hold, such that its negative fits too. */
        double limit() {
            return switch (type) {
                case FLOAT -> Float.MAX_VALUE;
                case FLOAT16 -> Half.MAX;
                case INT32 -> Integer.MAX_VALUE;
                case BOOL -> 1;
                // the largest double below 2^63
                case INT64 -> Math.nextDown(0x1p63);
                default -> Double.MAX_VALUE;
            };
        }

        @Override
        public String toString() {
            return name + " " + type + form;
        }
    }

    /** Checks a graph against a contract; messages name {@code source}. */
    static Signature of(OnnxScan graph, Contract contract, String source) {
        return new GraphCheck(graph, contract, source).check();
    }
}
