package io.forecastj.training.export;

import io.forecastj.ModelLoadException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Floats that a graph stores under a name.
 *
 * @param shape the sizes of the axes
 * @param raw the numbers, the lowest byte first
 */
record StoredFloats(int[] shape, ByteBuffer raw) {
    /** Reads a {@code ModelProto}: its stored floats by their names; other types are passed over. */
    static Map<String, StoredFloats> read(byte[] model) {
        Map<String, StoredFloats> tensors = new LinkedHashMap<>();
        boolean graphs = false;
        ProtoReader fields = new ProtoReader(ByteBuffer.wrap(model));
        while (fields.next()) {
            if (fields.isBytes(7)) {
                graphs = true;
                ProtoReader graph = fields.message();
                while (graph.next()) {
                    if (graph.isBytes(5)) {
                        readTensor(graph.message(), tensors);
                    }
                }
            }
        }
        if (!graphs) {
            throw new ModelLoadException(
                    "expected a graph in the ONNX model, found none in " + model.length + " bytes");
        }
        return tensors;
    }

    private static void readTensor(ProtoReader tensor, Map<String, StoredFloats> tensors) {
        List<Integer> shape = new ArrayList<>();
        long type = 0;
        String name = "";
        ByteBuffer raw = ByteBuffer.allocate(0);
        while (tensor.next()) {
            if (tensor.isInteger(1)) {
                shape.add(size(tensor.integer()));
            } else if (tensor.isBytes(1)) {
                ProtoReader packed = tensor.message();
                while (packed.hasRemaining()) {
                    shape.add(size(packed.varint()));
                }
            } else if (tensor.isInteger(2)) {
                type = tensor.integer();
            } else if (tensor.isBytes(8)) {
                name = tensor.text();
            } else if (tensor.isBytes(9)) {
                raw = tensor.bytes();
            }
        }
        if (type == ExportTensor.FLOAT) {
            tensors.put(
                    name, new StoredFloats(shape.stream().mapToInt(size -> size).toArray(), raw));
        }
    }

    private static int size(long value) {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new ModelLoadException("expected the size of an axis in the ONNX model, found " + value);
        }
        return (int) value;
    }

    /** Returns a copy of the numbers of a name. */
    float[] numbers(String name) {
        long bytes = Float.BYTES;
        for (int size : shape) {
            // a product beyond what any array holds stays there
            bytes = Math.min(bytes * size, 1L << 32);
        }
        if (raw.remaining() != bytes) {
            throw new ModelLoadException("expected " + bytes + " bytes of '" + name + "' " + Arrays.toString(shape)
                    + " in the ONNX model, found " + raw.remaining());
        }
        float[] numbers = new float[raw.remaining() / Float.BYTES];
        raw.asReadOnlyBuffer().order(raw.order()).asFloatBuffer().get(numbers);
        return numbers;
    }
}
