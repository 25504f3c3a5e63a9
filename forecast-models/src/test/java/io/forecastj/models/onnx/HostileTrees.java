package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.model;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.opset;
import static io.forecastj.models.onnx.OnnxModels.value;

/** Tree ensembles that are no trees. */
final class HostileTrees extends HostileGroup {
    @Override
    void fill() {
        trees();
    }

    private static long[] ids(long... ids) {
        return ids;
    }

    private void treeCase(String name, long[] ids, long[] ifTrue, long[] ifFalse, String second, String reason) {
        addTrees(
                "trees with " + name,
                trees(ids, new long[ids.length], ifTrue, ifFalse, "BRANCH_LEQ", second, "LEAF"),
                reason);
    }

    private void addTrees(String name, Proto trees, String reason) {
        Proto model = new Proto().varint(1, 8).message(8, opset("", 15)).message(8, opset("ai.onnx.ml", 3));
        add(name, model.message(7, graph().message(1, trees)), reason);
    }

    private static Proto list(String name, long... values) {
        Proto list = new Proto().text(1, name).varint(20, 7);
        for (long value : values) {
            list.varint(8, value);
        }
        return list;
    }

    // 0 has the next nodes 1 and 2, which are leaves, unless the lists say otherwise
    private void trees() {
        treeCase("a circle", ids(0, 1, 2), ids(0, 0, 0), ids(2, 0, 0), "BRANCH_LEQ", "a circle");
        treeCase("two ways to a node", ids(0, 1, 2), ids(1, 0, 0), ids(1, 0, 0), "LEAF", "two ways");
        treeCase("a longer circle", ids(0, 1, 2), ids(1, 0, 0), ids(2, 2, 0), "BRANCH_LEQ", "a circle");
        treeCase(
                "a node that is not there", ids(0, 1, 2), ids(1, 0, 0), ids(9, 0, 0), "LEAF", "node 9, which it lacks");
        treeCase("a node twice", ids(0, 1, 1), ids(1, 0, 0), ids(2, 0, 0), "LEAF", "which it lacks");
        treeCase("a negative id", ids(0, 1, -2), ids(1, 0, 0), ids(-2, 0, 0), "LEAF", "found -2");
        treeCase(
                "an id that is too large",
                ids(0, 1, 1 << 21),
                ids(1, 0, 0),
                ids(1 << 21, 0, 0),
                "LEAF",
                "shapes, axes");
        treeCase("a list that is too short", ids(0, 1), ids(1, 0, 0), ids(2, 0, 0), "LEAF", "one length");
        treeCase("no nodes", ids(), ids(), ids(), "LEAF", "one length");
        treeCase("a lost node", ids(0, 1, 2, 3), ids(1, 0, 0, 0), ids(2, 0, 0, 0), "LEAF", "one length");
        Proto lost = trees(
                ids(0, 1, 2, 3), new long[4], ids(1, 0, 0, 0), ids(2, 0, 0, 0), "BRANCH_LEQ", "LEAF", "LEAF", "LEAF");
        addTrees("trees with a lost node", lost, "node 3 of tree 0, which does not");
        Proto mixed = trees(ids(0, 1, 0), ids(0, 0, 1), ids(0, 0, 0), ids(0, 0, 0), "LEAF", "LEAF", "LEAF");
        addTrees("trees with a node of its own", mixed, "node 1 of tree 0, which does not");
        Proto model = new Proto().varint(1, 8).message(8, opset("", 15)).message(8, opset("ai.onnx.ml", 5));
        add(
                "trees in the newest form",
                model.message(
                        7, graph().message(1, node("TreeEnsemble", "z", "x").text(7, "ai.onnx.ml"))),
                "version 3 of ai.onnx.ml");
    }

    static Proto trees(long[] ids, long[] trees, long[] ifTrue, long[] ifFalse, String... modes) {
        Proto texts = new Proto().text(1, "nodes_modes").varint(20, 8);
        for (String mode : modes) {
            texts.text(9, mode);
        }
        return node("TreeEnsembleRegressor", "z", "x")
                .text(7, "ai.onnx.ml")
                .message(5, list("nodes_nodeids", ids))
                .message(5, list("nodes_treeids", trees))
                .message(5, list("nodes_truenodeids", ifTrue))
                .message(5, list("nodes_falsenodeids", ifFalse))
                .message(5, texts);
    }
}
