package io.forecastj.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Parts of tiny models as messages, to be put together right or wrong. The numbers of the fields are those of
 * onnx-ml.proto.
 */
final class OnnxModels {
    static final int FLOAT = 1;
    static final int INT64 = 7;

    private OnnxModels() {}

    /** y = x w + b, {@code x} of {@code [batch, 3]}. */
    static byte[] linear() {
        return model(graph()).toBytes();
    }

    /** A graph with one node {@code Gemm} and two stored tensors. */
    static Proto graph() {
        return signature().message(1, gemm()).message(5, weights()).message(5, tensor("b", FLOAT, floats(0.5f), 1));
    }

    /** Name, input and output of the graph without nodes and tensors. */
    static Proto signature() {
        return new Proto()
                .text(2, "main")
                .message(11, value("x", FLOAT, "batch", 3L))
                .message(12, value("y", FLOAT, "batch", 1L));
    }

    static Proto gemm() {
        return node("Gemm", "y", "x", "w", "b").text(3, "dense");
    }

    static Proto weights() {
        return tensor("w", FLOAT, floats(1, 2, 3), 3, 1);
    }

    static Proto model(Proto graph) {
        return header().message(7, graph);
    }

    /** A model's version, operators and property, without a graph. */
    static Proto header() {
        return new Proto()
                .varint(1, 8)
                .text(2, "test")
                .text(3, "1.0")
                .message(8, opset("", 15))
                .message(14, property("forecastj.version", "1"));
    }

    static Proto opset(String domain, long version) {
        return new Proto().text(1, domain).varint(2, version);
    }

    static Proto property(String key, String value) {
        return new Proto().text(1, key).text(2, value);
    }

    /** @param dims each a {@code Long} or the name of one */
    static Proto value(String name, int type, Object... dims) {
        return new Proto().text(1, name).message(2, new Proto().message(1, tensorType(type, dims)));
    }

    static Proto tensorType(int type, Object... dims) {
        Proto shape = new Proto();
        for (Object dim : dims) {
            shape.message(
                    1, dim instanceof Long size ? new Proto().varint(1, size) : new Proto().text(2, (String) dim));
        }
        return new Proto().varint(1, type).message(2, shape);
    }

    static Proto node(String operator, String output, String... inputs) {
        Proto node = new Proto();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }

    static Proto tensor(String name, int type, byte[] raw, long... dims) {
        return emptyTensor(name, type, dims).bytes(9, raw);
    }

    static Proto emptyTensor(String name, int type, long... dims) {
        Proto tensor = new Proto();
        for (long dim : dims) {
            tensor.varint(1, dim);
        }
        return tensor.varint(2, type).text(8, name);
    }

    /** A tensor that says its data stand in another file. */
    static Proto external(String name, String location) {
        return emptyTensor(name, FLOAT, 3, 1)
                .message(13, property("location", location))
                .varint(14, 1);
    }

    /** @param type a number of {@code AttributeType} */
    static Proto attribute(String name, int type, int field, Proto value) {
        return new Proto().text(1, name).message(field, value).varint(20, type);
    }

    static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }

    static byte[] longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            buffer.putLong(value);
        }
        return buffer.array();
    }
}
