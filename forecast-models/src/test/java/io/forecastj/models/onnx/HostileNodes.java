package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.INT64;
import static io.forecastj.models.onnx.OnnxModels.attribute;
import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.longs;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static io.forecastj.models.onnx.OnnxModels.value;
import static io.forecastj.models.onnx.OnnxModels.weights;

/** Models with wrong nodes and attributes. */
final class HostileNodes extends HostileGroup {
    @Override
    void fill() {
        nodes();
        attributes();
        ends();
    }

    private void nodes() {
        addGraph(
                "an input that nothing computes",
                graph().message(1, node("Relu", "z", "nowhere")),
                "which neither does");
        addGraph("a node that reads its own output", graph().message(1, node("Relu", "z", "z")), "which neither does");
        addGraph(
                "two nodes that read each other",
                graph().message(1, node("Relu", "p", "q")).message(1, node("Relu", "q", "p")),
                "which neither does");
        addGraph("a value computed twice", graph().message(1, node("Relu", "y", "x")), "each value computed once");
        addGraph(
                "a node that overwrites an input",
                graph().message(1, node("Relu", "x", "y")),
                "each value computed once");
        addGraph("a node without an operator", graph().message(1, new Proto().text(2, "z")), "a node with an operator");
        addGraph(
                "two operators",
                graph().message(1, node("Relu", "z", "x").text(4, "Exp")),
                "field 4 of NodeProto once");
        addGraph(
                "two domains",
                graph().message(1, node("Relu", "z", "x").text(7, "").text(7, "")),
                "field 7 of NodeProto once");
        addGraph(
                "a name that hides one around",
                nested(1, new Proto().message(1, node("Relu", "x", "x"))),
                "each value computed once");
        addGraph(
                "an operator that is no text",
                graph().message(1, node("Relu", "z", "x").bytes(3, new byte[] {-1})),
                "UTF-8");
        addGraph("a name with a zero byte", graph().message(1, node("Re\0lu", "z", "x")), "zero byte");
        addGraph(
                "a name of 2,000 letters",
                graph().message(1, node("Relu", "z".repeat(2_000), "x")),
                "at most 1024 bytes");
    }

    private void attributes() {
        attributeCase("no name", new Proto().varint(3, 1).varint(20, 2), "with a name");
        attributeCase("no type", new Proto().text(1, "a").varint(3, 1), "a known type");
        attributeCase("an unknown type", new Proto().text(1, "a").varint(3, 1).varint(20, 15), "type 15");
        attributeCase("another type", new Proto().text(1, "a").varint(3, 1).varint(20, 1), "in field 2");
        attributeCase(
                "a hidden tensor",
                new Proto().text(1, "a").varint(3, 1).message(5, weights()).varint(20, 2),
                "one kind of value");
        attributeCase("a graph without one", new Proto().text(1, "a").varint(20, GRAPH), "in field 6");
        attributeCase(
                "two tensors in one",
                new Proto()
                        .text(1, "a")
                        .message(5, weights())
                        .message(5, weights())
                        .varint(20, TENSOR),
                "once");
        attributeCase("a reference", new Proto().text(1, "a").text(21, "b").varint(20, 2), "of a function");
        attributeCase(
                "an absurd number", new Proto().text(1, "a").varint(3, 1L << 40).varint(20, 2), "shapes, axes");
        attributeCase(
                "an absurd list", new Proto().text(1, "a").varint(8, 1L << 40).varint(20, 7), "shapes, axes");
        attributeCase(
                "a broken list", new Proto().text(1, "a").bytes(7, new byte[3]).varint(20, 6), "numbers of 4 bytes");
        attributeCase(
                "an opaque type",
                new Proto()
                        .text(1, "a")
                        .message(14, new Proto().message(7, new Proto()))
                        .varint(20, 13),
                "plain tensors");
        addGraph(
                "the same attribute twice",
                graph().message(
                                1,
                                node("Relu", "z", "x")
                                        .message(
                                                5,
                                                new Proto()
                                                        .text(1, "a")
                                                        .varint(3, 1)
                                                        .varint(20, 2))
                                        .message(
                                                5,
                                                new Proto()
                                                        .text(1, "a")
                                                        .varint(3, 2)
                                                        .varint(20, 2))),
                "each attribute once");
    }

    private void attributeCase(String name, Proto attribute, String reason) {
        addGraph(
                "an attribute with " + name,
                graph().message(1, node("Relu", "z", "x").message(5, attribute)),
                reason);
    }

    // Trilu crashes on the least number, which slices need.
    private void ends() {
        Proto least = tensor("k", INT64, longs(Long.MIN_VALUE), 1);
        endCase(
                "as an input",
                graph().message(5, least).message(1, node("Trilu", "z", "x", "k")),
                "input 1 of 'Trilu'");
        Proto none = OnnxModels.emptyTensor("k", INT64, 0);
        addGraph(
                "an empty count",
                graph().message(5, none).message(1, node("Trilu", "z", "x", "k")),
                "'k', which has none");
        addGraph(
                "an empty count in a constant",
                graph().message(1, node("Constant", "k").message(5, attribute("value", TENSOR, 5, none)))
                        .message(1, node("OneHot", "z", "x", "k", "x")),
                "'k', which has none");
        addGraph(
                "an empty fill",
                graph().message(1, node("ConstantOfShape", "z", "x").message(5, attribute("value", TENSOR, 5, none))),
                "a tensor that has none");
        endCase(
                "in a constant",
                graph().message(1, node("Constant", "k").message(5, attribute("value", TENSOR, 5, least)))
                        .message(1, node("Trilu", "z", "x", "k")),
                "input 1 of 'Trilu'");
        endCase(
                "passed on",
                graph().message(5, least)
                        .message(1, node("Identity", "i", "k"))
                        .message(1, node("Concat", "c", "i", "i"))
                        .message(1, node("Trilu", "z", "x", "c")),
                "input 1 of 'Trilu'");
        endCase(
                "as axes of a slice",
                graph().message(5, least).message(1, node("Slice", "z", "x", "x", "x", "k")),
                "input 3 of 'Slice'");
        endCase(
                "as a shape",
                graph().message(5, least).message(1, node("Reshape", "z", "x", "k")),
                "input 1 of 'Reshape'");
        endCase(
                "as an attribute",
                graph().message(
                                1,
                                node("Softmax", "z", "x")
                                        .message(
                                                5,
                                                new Proto()
                                                        .text(1, "axis")
                                                        .varint(3, Long.MAX_VALUE)
                                                        .varint(20, 2))),
                "an attribute of 'Softmax'");
        endCase(
                "handed out by a graph in a node",
                nested(1, new Proto().message(5, least).message(12, value("k", INT64, 1L))),
                "the bound of a slice");
    }

    private void endCase(String name, Proto graph, String reason) {
        addGraph("the least number " + name, graph, reason);
    }
}
