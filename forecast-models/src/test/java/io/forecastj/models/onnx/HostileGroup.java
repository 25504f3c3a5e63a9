package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.attribute;
import static io.forecastj.models.onnx.OnnxModels.floats;
import static io.forecastj.models.onnx.OnnxModels.gemm;
import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.model;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.signature;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static io.forecastj.models.onnx.OnnxModels.weights;

import java.util.ArrayList;
import java.util.List;

/** Hostile models of one kind, and the parts that they are made of. */
abstract class HostileGroup {
    static final int TENSOR = 4;
    static final int GRAPH = 5;
    static final int TENSORS = 9;
    static final int GRAPHS = 10;

    private final List<HostileModels.Hostile> models = new ArrayList<>();

    /** Adds the group's models. */
    abstract void fill();

    List<HostileModels.Hostile> models() {
        fill();
        return models;
    }

    final void add(String name, Proto model, String reason) {
        models.add(new HostileModels.Hostile(name, model.toBytes(), reason));
    }

    final void addGraph(String name, Proto graph, String reason) {
        add(name, model(graph), reason);
    }

    // A second tensor beside those of the graph.
    static Proto weights2() {
        return tensor("w2", FLOAT, floats(1, 2, 3), 3, 1);
    }

    static Proto constant(Proto attribute) {
        return graph().message(1, node("Constant", "c").text(3, "constant").message(5, attribute));
    }

    static Proto inner(Proto content, int type, int field) {
        return graph().message(1, node("If", "c", "x").message(5, attribute("then_branch", type, field, content)));
    }

    static Proto nested(int depth, Proto content) {
        Proto graph = content;
        for (int i = 0; i < depth; i++) {
            graph = new Proto()
                    .message(1, node("If", "c" + i, "x").message(5, attribute("then_branch", GRAPH, 6, graph)));
        }
        return signature()
                .append(graph)
                .message(1, gemm())
                .message(5, weights())
                .message(5, bias());
    }

    static Proto bias() {
        return tensor("b", FLOAT, floats(0.5f), 1);
    }
}
