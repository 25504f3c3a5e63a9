package io.forecastj.training.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Stored numbers of the graph.
 *
 * @param type the number of their type in {@code TensorProto}
 * @param shape the sizes of the axes
 * @param raw the numbers, the lowest byte first
 */
record ExportTensor(int type, List<Integer> shape, ByteBuffer raw) {
    static final int FLOAT = 1;
    private static final int INT64 = 7;

    static ExportTensor floats(float[] values, int... shape) {
        ByteBuffer raw = little(values.length * Float.BYTES);
        raw.asFloatBuffer().put(values);
        return new ExportTensor(FLOAT, Arrays.stream(shape).boxed().toList(), raw);
    }

    /** Returns a list of integers, as operators take for axes and shapes. */
    static ExportTensor integers(long... values) {
        ByteBuffer raw = little(values.length * Long.BYTES);
        raw.asLongBuffer().put(values);
        return new ExportTensor(INT64, List.of(values.length), raw);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the {@code TensorProto}. */
    ProtoWriter message(String name) {
        ProtoWriter message = new ProtoWriter();
        shape.forEach(size -> message.integer(1, size));
        return message.integer(2, type).text(8, name).bytes(9, raw.array());
    }
}
