package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.INT64;
import static io.forecastj.models.onnx.OnnxModels.emptyTensor;
import static io.forecastj.models.onnx.OnnxModels.floats;
import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.longs;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static io.forecastj.models.onnx.OnnxModels.tensorType;
import static io.forecastj.models.onnx.OnnxModels.value;

import java.util.Arrays;

/** Models with wrong stored tensors and absurd shapes. */
final class HostileTensors extends HostileGroup {
    @Override
    void fill() {
        tensors();
        shapes();
    }

    private void tensors() {
        stored("a tensor of complex numbers", tensor("t", 14, floats(1, 2), 1), "type 14");
        stored("a tensor of 4 bit numbers", tensor("t", 22, new byte[1], 2), "type 22");
        stored("a tensor of no type", emptyTensor("t", 0), "type 0");
        stored("a tensor of texts", emptyTensor("t", 8, 1).text(6, "a"), "stored texts");
        stored("a tensor without a name", tensor("", FLOAT, floats(1), 1), "with names");
        stored("a part of a tensor", tensor("t", FLOAT, floats(1), 1).message(3, new Proto()), "segment");
        stored("two tensors of one name", bias(), "each stored tensor once");
        stored("too few bytes", tensor("t", FLOAT, floats(1, 2), 3), "3 elements of FLOAT in 12 bytes, found 8");
        stored("too many bytes", tensor("t", FLOAT, floats(1, 2, 3, 4), 3), "found 16");
        stored("no data", emptyTensor("t", FLOAT, 3), "found 0 numbers");
        stored("data for an empty tensor", tensor("t", FLOAT, floats(1), 0), "0 elements");
        stored("an empty table", emptyTensor("t", FLOAT, 3, 0), "2 axes");
        stored("data twice", tensor("t", FLOAT, floats(1), 1).bytes(4, floats(1)), "in one field");
        stored("numbers of another type", emptyTensor("t", FLOAT, 1).varint(7, 1), "elements of FLOAT in field 4");
        stored("a broken float", emptyTensor("t", FLOAT, 1).bytes(4, new byte[] {1, 2, 3}), "numbers of 4 bytes");
        stored("a byte of 300", emptyTensor("t", 2, 1).varint(5, 300), "elements of UINT8");
        stored("a signed byte of 200", emptyTensor("t", 3, 1).varint(5, 200), "elements of INT8");
        stored("an int of 64 bits", emptyTensor("t", 6, 1).varint(5, 1L << 40), "elements of INT32");
        stored("a boolean of 2", tensor("t", 9, new byte[] {2}, 1), "booleans of 0 or 1");
        stored("a shape with a flipped bit", tensor("t", INT64, longs(2 + (1L << 31)), 1), "shapes, axes and indices");
        stored(
                "a packed shape that is absurd",
                emptyTensor("t", INT64, 1).varint(7, 1L << 50),
                "shapes, axes and indices");
    }

    private void stored(String name, Proto tensor, String reason) {
        addGraph(name, graph().message(5, tensor), reason);
    }

    private void shapes() {
        for (long size : new long[] {-1, -2, Long.MIN_VALUE}) {
            addGraph("an axis of " + size, graph().message(11, value("z", FLOAT, size)), "at least 0");
            stored("a stored axis of " + size, tensor("t", FLOAT, floats(1), size), "at least 0");
        }
        for (long size : new long[] {(1L << 28) + 1, 1L << 32, 1L << 62, Long.MAX_VALUE}) {
            addGraph("an axis of " + size, graph().message(11, value("z", FLOAT, size)), "tensor of at most");
            stored("a stored axis of " + size, tensor("t", FLOAT, floats(1), size), "tensor of at most");
            stored("an absurd axis beside an empty one", tensor("t", FLOAT, new byte[0], 0, size), "tensor of at most");
        }
        addGraph(
                "a product that overflows to 0",
                graph().message(11, value("z", FLOAT, 1L << 32, 1L << 32)),
                "tensor of at most");
        stored(
                "a stored product that overflows to 1",
                tensor("t", FLOAT, floats(1), 3, 0xAAAAAAAAAAAAAAABL),
                "at least 0");
        stored(
                "a stored product that overflows to 0",
                tensor("t", FLOAT, new byte[0], 1 << 20, 1 << 20, 1 << 24),
                "tensor of at most");
        stored(
                "absurd axes after an empty one",
                tensor("t", FLOAT, new byte[0], 0, 1 << 20, 1 << 20),
                "tensor of at most");
        Object[] axes = new Object[17];
        Arrays.fill(axes, 1L);
        addGraph("17 axes", graph().message(11, value("z", FLOAT, axes)), "at most 16 axes");
        stored("17 stored axes", tensor("t", FLOAT, floats(1), new long[17]), "at most 16 axes");
        addGraph(
                "an axis with a size and a name",
                graph().message(
                                11,
                                typed(new Proto()
                                        .varint(1, FLOAT)
                                        .message(
                                                2,
                                                new Proto()
                                                        .message(
                                                                1,
                                                                new Proto()
                                                                        .varint(1, 3)
                                                                        .text(2, "n"))))),
                "found both");
    }

    private static Proto typed(Proto tensorType) {
        return new Proto().text(1, "z").message(2, new Proto().message(1, tensorType));
    }
}
