package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.INT64;
import static io.forecastj.models.onnx.OnnxModels.longs;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static io.forecastj.models.onnx.OnnxModels.value;

import java.util.ArrayList;
import java.util.List;

/**
 * Variations of one network for the contract of {@link SmallModels#linear()}: the window is flattened and multiplied by
 * the weights; nodes before and after change the order of axes and the types.
 */
final class DenseModel {
    static final int FLOAT16 = 10;
    private static final int WINDOW = SmallModels.LOOKBACK * 3;

    private final Proto parts = new Proto();
    private final List<Proto> before = new ArrayList<>();
    private final List<Proto> after = new ArrayList<>();
    private final Proto header = new Proto().varint(1, 8).text(2, "test").message(8, OnnxModels.opset("", 17));
    private int inputType = FLOAT;
    private int outputType = FLOAT;
    private Object[] input = {"batch", (long) SmallModels.LOOKBACK, 3L};
    private Object[] output = {"batch", (long) SmallModels.STEPS};
    private int columns = SmallModels.STEPS;
    private String last = "x";
    private String made = "m";

    /** @param dims each a {@code Long} or the name of an open axis */
    DenseModel input(Object... dims) {
        input = dims;
        return this;
    }

    DenseModel output(Object... dims) {
        output = dims;
        return this;
    }

    DenseModel types(int ofInput, int ofOutput) {
        inputType = ofInput;
        outputType = ofOutput;
        return this;
    }

    DenseModel columns(int count) {
        columns = count;
        return this;
    }

    /** Adds a node between the input and the network; its further inputs must be stored. */
    DenseModel before(String operator, Object... attributesAndInputs) {
        before.add(node(operator, last + "x", last, attributesAndInputs));
        last += "x";
        return this;
    }

    /** Adds a node between the network and the output. */
    DenseModel after(String operator, Object... attributesAndInputs) {
        after.add(node(operator, made + "m", made, attributesAndInputs));
        made += "m";
        return this;
    }

    private static Proto node(String operator, String output, String input, Object... attributesAndInputs) {
        List<String> inputs = new ArrayList<>(List.of(input));
        for (Object each : attributesAndInputs) {
            if (each instanceof String name) {
                inputs.add(name);
            }
        }
        Proto node = OnnxModels.node(operator, output, inputs.toArray(String[]::new));
        for (Object each : attributesAndInputs) {
            if (each instanceof Proto attribute) {
                node.message(5, attribute);
            }
        }
        return node;
    }

    /** Adds a node before the network as it is. */
    DenseModel node(Proto node) {
        before.add(node);
        return this;
    }

    /** Adds a node behind the network, whose result is "m". */
    DenseModel nodeAfter(Proto node) {
        after.add(node);
        return this;
    }

    /** Sets the value that becomes the output. */
    DenseModel made(String name) {
        made = name;
        return this;
    }

    /** Adds a stored list of integers. */
    DenseModel list(String name, long... values) {
        parts.message(5, tensor(name, INT64, longs(values), values.length));
        return this;
    }

    /** Adds a further field of the graph. */
    DenseModel part(int field, Proto part) {
        parts.message(field, part);
        return this;
    }

    /** Adds a further field of the model. */
    DenseModel header(int field, Proto part) {
        header.message(field, part);
        return this;
    }

    /** Lists that an attribute holds. */
    static Proto ints(String name, long... values) {
        Proto attribute = new Proto().text(1, name);
        for (long each : values) {
            attribute.varint(8, each);
        }
        return attribute.varint(20, 7);
    }

    static Proto number(String name, long value) {
        return new Proto().text(1, name).varint(3, value).varint(20, 2);
    }

    byte[] bytes() {
        float[] weights = new float[WINDOW * columns];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) SmallModels.weight(i / columns, i % columns, 0);
        }
        Proto graph = new Proto()
                .text(2, "main")
                .message(11, value("x", inputType, input))
                .message(12, value("y", outputType, output))
                .append(parts)
                .message(5, tensor("w", FLOAT, OnnxModels.floats(weights), WINDOW, columns))
                .message(5, tensor("flatShape", INT64, longs(-1, WINDOW), 2));
        before.forEach(node -> graph.message(1, node));
        graph.message(1, OnnxModels.node("Reshape", "flat", last, "flatShape"))
                .message(1, OnnxModels.node("MatMul", "m", "flat", "w"));
        after.forEach(node -> graph.message(1, node));
        graph.message(1, OnnxModels.node("Identity", "y", made));
        return header.message(7, graph).toBytes();
    }
}
