package io.forecastj.models.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * A tensor of some rows in memory outside the heap, which Java writes and reads in place.
 *
 * <p>Not thread-safe. The memory must have the machine's byte order: ONNX Runtime accepts any buffer and would read
 * another order as different numbers. Numbers are rounded to the nearest one of the tensor's type, ties to even.
 */
abstract sealed class Buffer implements AutoCloseable {
    final int width;
    final OnnxTensor tensor;
    private final int rows;
    /** Number of pieces of a row, which lie apart if the batch is not the first axis. */
    private final int pieces;

    private final int piece;

    private Buffer(Signature.Port port, int rows, OnnxTensor tensor) {
        this.width = port.width();
        this.tensor = tensor;
        this.rows = rows;
        this.pieces = port.pieces();
        this.piece = width / pieces;
    }

    /** Copies a row's numbers into the buffer. */
    final void put(int row, double[] values, int from) {
        for (int i = 0; i < pieces; i++) {
            write((i * rows + row) * piece, values, from + i * piece, piece);
        }
    }

    /** Copies a row's numbers out of the buffer. */
    final void get(int row, double[] out, int at) {
        for (int i = 0; i < pieces; i++) {
            read((i * rows + row) * piece, out, at + i * piece, piece);
        }
    }

    abstract void write(int at, double[] values, int from, int count);

    abstract void read(int at, double[] out, int to, int count);

    /** Sets all numbers of the rows to one value. */
    final void fill(double value) {
        double[] same = new double[width];
        Arrays.fill(same, value);
        for (int row = 0; row < rows; row++) {
            put(row, same, 0);
        }
    }

    @Override
    public void close() {
        tensor.close();
    }

    static Buffer of(OrtEnvironment environment, Signature.Port port, int rows) throws OrtException {
        int elements = Math.multiplyExact(rows, port.width());
        ByteBuffer memory = ByteBuffer.allocateDirect(
                        Math.multiplyExact(elements, port.type().bytes()))
                .order(ByteOrder.nativeOrder());
        return switch (port.type()) {
            case FLOAT -> new Floats(environment, port, rows, memory.asFloatBuffer());
            case DOUBLE -> new Doubles(environment, port, rows, memory.asDoubleBuffer());
            case FLOAT16 -> new Halves(environment, port, rows, memory.asShortBuffer());
            case INT32 -> new Ints(environment, port, rows, memory.asIntBuffer());
            case INT64 -> new Longs(environment, port, rows, memory.asLongBuffer());
            case BOOL -> new Flags(environment, port, rows, memory);
            default -> throw new IllegalArgumentException("no buffer for elements of the type " + port.type());
        };
    }

    /** A buffer of floats; numbers are converted in an array, which is faster than one by one. */
    private static final class Floats extends Buffer {
        private final FloatBuffer memory;
        private final float[] part;

        Floats(OrtEnvironment environment, Signature.Port port, int rows, FloatBuffer memory) throws OrtException {
            super(port, rows, OnnxTensor.createTensor(environment, memory, port.shape(rows)));
            this.memory = memory.duplicate();
            this.part = new float[width];
        }

        @Override
        void write(int at, double[] values, int from, int count) {
            for (int i = 0; i < count; i++) {
                part[i] = (float) values[from + i];
            }
            memory.put(at, part, 0, count);
        }

        @Override
        void read(int at, double[] out, int to, int count) {
            memory.get(at, part, 0, count);
            for (int i = 0; i < count; i++) {
                out[to + i] = part[i];
            }
        }
    }

    private static final class Doubles extends Buffer {
        private final DoubleBuffer memory;

        Doubles(OrtEnvironment environment, Signature.Port port, int rows, DoubleBuffer memory) throws OrtException {
            super(port, rows, OnnxTensor.createTensor(environment, memory, port.shape(rows)));
            this.memory = memory.duplicate();
        }

        @Override
        void write(int at, double[] values, int from, int count) {
            memory.put(at, values, from, count);
        }

        @Override
        void read(int at, double[] out, int to, int count) {
            memory.get(at, out, to, count);
        }
    }

    private static final class Halves extends Buffer {
        private final ShortBuffer memory;

        Halves(OrtEnvironment environment, Signature.Port port, int rows, ShortBuffer memory) throws OrtException {
            super(port, rows, OnnxTensor.createTensor(environment, memory, port.shape(rows), OnnxJavaType.FLOAT16));
            this.memory = memory.duplicate();
        }

        @Override
        void write(int at, double[] values, int from, int count) {
            for (int i = 0; i < count; i++) {
                memory.put(at + i, Half.of(values[from + i]));
            }
        }

        @Override
        void read(int at, double[] out, int to, int count) {
            for (int i = 0; i < count; i++) {
                out[to + i] = Half.toDouble(memory.get(at + i));
            }
        }
    }

    private static final class Ints extends Buffer {
        private final IntBuffer memory;

        Ints(OrtEnvironment environment, Signature.Port port, int rows, IntBuffer memory) throws OrtException {
            super(port, rows, OnnxTensor.createTensor(environment, memory, port.shape(rows)));
            this.memory = memory.duplicate();
        }

        @Override
        void write(int at, double[] values, int from, int count) {
            for (int i = 0; i < count; i++) {
                memory.put(at + i, (int) Math.rint(values[from + i]));
            }
        }

        @Override
        void read(int at, double[] out, int to, int count) {
            for (int i = 0; i < count; i++) {
                out[to + i] = memory.get(at + i);
            }
        }
    }

    /** A buffer of booleans; every number but 0 is true. */
    private static final class Flags extends Buffer {
        private final ByteBuffer memory;

        Flags(OrtEnvironment environment, Signature.Port port, int rows, ByteBuffer memory) throws OrtException {
            super(port, rows, OnnxTensor.createTensor(environment, memory, port.shape(rows), OnnxJavaType.BOOL));
            this.memory = memory.duplicate();
        }

        @Override
        void write(int at, double[] values, int from, int count) {
            for (int i = 0; i < count; i++) {
                memory.put(at + i, (byte) (values[from + i] == 0 ? 0 : 1));
            }
        }

        @Override
        void read(int at, double[] out, int to, int count) {
            for (int i = 0; i < count; i++) {
                out[to + i] = memory.get(at + i);
            }
        }
    }

    private static final class Longs extends Buffer {
        private final LongBuffer memory;

        Longs(OrtEnvironment environment, Signature.Port port, int rows, LongBuffer memory) throws OrtException {
            super(port, rows, OnnxTensor.createTensor(environment, memory, port.shape(rows)));
            this.memory = memory.duplicate();
        }

        @Override
        void write(int at, double[] values, int from, int count) {
            for (int i = 0; i < count; i++) {
                memory.put(at + i, (long) Math.rint(values[from + i]));
            }
        }

        @Override
        void read(int at, double[] out, int to, int count) {
            for (int i = 0; i < count; i++) {
                out[to + i] = memory.get(at + i);
            }
        }
    }
}
