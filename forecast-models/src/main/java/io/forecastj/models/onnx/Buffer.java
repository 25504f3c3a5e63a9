package io.forecastj.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A tensor of some rows in memory outside the heap, which Java writes and reads in place.
 *
 * <p>Not thread-safe. The memory must have the machine's byte order: ONNX Runtime accepts any buffer and would read
 * another order as different numbers.
 */
abstract sealed class Buffer implements AutoCloseable {
    final int width;
    final OnnxTensor tensor;

    private Buffer(int width, OnnxTensor tensor) {
        this.width = width;
        this.tensor = tensor;
    }

    /** Copies a row's numbers into the buffer. */
    abstract void put(int row, double[] values, int from);

    /** Copies a row's numbers out of the buffer. */
    abstract void get(int row, double[] out, int at);

    @Override
    public void close() {
        tensor.close();
    }

    static Buffer of(OrtEnvironment environment, Signature.Port port, int rows) throws OrtException {
        int elements = Math.multiplyExact(rows, port.width());
        ByteBuffer memory = ByteBuffer.allocateDirect(
                        Math.multiplyExact(elements, port.type().bytes()))
                .order(ByteOrder.nativeOrder());
        return port.type() == ElementType.FLOAT
                ? new Floats(environment, port, rows, memory.asFloatBuffer())
                : new Doubles(environment, port, rows, memory.asDoubleBuffer());
    }

    /** A buffer of floats; a row is converted in an array, which is faster than number by number. */
    private static final class Floats extends Buffer {
        private final FloatBuffer memory;
        private final float[] row;

        Floats(OrtEnvironment environment, Signature.Port port, int rows, FloatBuffer memory) throws OrtException {
            super(port.width(), OnnxTensor.createTensor(environment, memory, port.shape(rows)));
            this.memory = memory.duplicate();
            this.row = new float[width];
        }

        @Override
        void put(int at, double[] values, int from) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) values[from + i];
            }
            memory.put(at * width, row);
        }

        @Override
        void get(int at, double[] out, int to) {
            memory.get(at * width, row);
            for (int i = 0; i < row.length; i++) {
                out[to + i] = row[i];
            }
        }
    }

    private static final class Doubles extends Buffer {
        private final DoubleBuffer memory;

        Doubles(OrtEnvironment environment, Signature.Port port, int rows, DoubleBuffer memory) throws OrtException {
            super(port.width(), OnnxTensor.createTensor(environment, memory, port.shape(rows)));
            this.memory = memory.duplicate();
        }

        @Override
        void put(int at, double[] values, int from) {
            memory.put(at * width, values, from, width);
        }

        @Override
        void get(int at, double[] out, int to) {
            memory.get(at * width, out, to, width);
        }
    }

    /** Sets all numbers of the rows to one value. */
    final void fill(int rows, double value) {
        double[] same = new double[width];
        Arrays.fill(same, value);
        for (int row = 0; row < rows; row++) {
            put(row, same, 0);
        }
    }
}
