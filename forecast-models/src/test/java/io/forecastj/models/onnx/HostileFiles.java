package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.attribute;
import static io.forecastj.models.onnx.OnnxModels.external;
import static io.forecastj.models.onnx.OnnxModels.gemm;
import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.model;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.property;
import static io.forecastj.models.onnx.OnnxModels.signature;

import java.util.List;

/** Models whose data stand in other files. */
final class HostileFiles extends HostileGroup {
    @Override
    void fill() {
        dataInOtherFiles();
    }

    private void dataInOtherFiles() {
        for (String location : List.of(
                "weights.bin",
                "../weights.bin",
                "../../../../etc/passwd",
                "/etc/passwd",
                "/proc/self/mem",
                "link",
                "sub/../../x",
                "C:\\weights.bin",
                "..\\weights.bin",
                "\\\\host\\share\\w",
                "file:///etc/passwd",
                "")) {
            Proto stored = external("w", location);
            String where = " at '" + location + "'";
            addGraph(
                    "data of a stored tensor" + where,
                    signature().message(1, gemm()).message(5, stored),
                    "another file");
            addGraph("data of a constant" + where, constant(attribute("value", TENSOR, 5, stored)), "another file");
            addGraph(
                    "data of a list of tensors" + where, constant(attribute("v", TENSORS, 10, stored)), "another file");
            addGraph(
                    "data in a graph in a node" + where,
                    inner(new Proto().message(5, stored), GRAPH, 6),
                    "another file");
            addGraph(
                    "data in graphs in a node" + where,
                    inner(new Proto().message(5, stored), GRAPHS, 11),
                    "another file");
            addGraph("data two graphs deep" + where, nested(2, new Proto().message(5, stored)), "another file");
            addGraph(
                    "data of a constant in a graph in a node" + where,
                    nested(
                            1,
                            new Proto()
                                    .message(
                                            1,
                                            node("Constant", "c").message(5, attribute("value", TENSOR, 5, stored)))),
                    "another file");
            Proto sparse = new Proto().message(1, stored).message(2, stored).varint(3, 3);
            addGraph("data of a sparse tensor" + where, graph().message(15, sparse), "a sparse one");
            addGraph(
                    "data of a sparse attribute" + where,
                    constant(attribute("sparse_value", 11, 22, sparse)),
                    "a sparse one");
            addGraph("data of sparse attributes" + where, constant(attribute("v", 12, 23, sparse)), "a sparse one");
            add(
                    "data in a function" + where,
                    model(graph())
                            .message(
                                    25,
                                    new Proto()
                                            .text(1, "f")
                                            .message(
                                                    7,
                                                    node("Constant", "c")
                                                            .message(5, attribute("value", TENSOR, 5, stored)))),
                    "a function");
            add(
                    "data in training information" + where,
                    model(graph()).message(20, new Proto().message(1, new Proto().message(5, stored))),
                    "training information");
        }
        addGraph(
                "a location without the flag",
                graph().message(5, weights2().message(13, property("location", "w"))),
                "another file");
        addGraph("the flag without a location", graph().message(5, weights2().varint(14, 1)), "another file");
        addGraph(
                "the flag after data",
                graph().message(5, weights2().varint(14, 0).varint(14, 1)),
                "field 14 of TensorProto once");
        addGraph(
                "the flag in the upper half of a long",
                graph().message(5, weights2().varint(14, 1L << 32 | 1)),
                "32 bits");
        addGraph("an unknown place", graph().message(5, weights2().varint(14, 2)), "another file");
    }
}
