package io.forecastj.benchmarks;

import io.forecastj.models.lightgbm.LightGbmModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a LightGBM model as ONNX: one TreeEnsembleRegressor of the domain ai.onnx.ml, {@code rows [batch, features]}
 * to {@code scores [batch, 1]}.
 *
 * <p>Thresholds are rounded down to floats, so that a float goes the same way as in LightGBM. For models of one output
 * without categories and missing values.
 */
final class TreeEnsembleWriter {
    // types of attributes, and of tensor elements
    private static final int FLOATS = 6;
    private static final int INTS = 7;
    private static final int STRINGS = 8;
    private static final int INT = 2;
    private static final int FLOAT_ELEMENTS = 1;

    private final List<Integer> tree = new ArrayList<>();
    private final List<Integer> node = new ArrayList<>();
    private final List<Integer> feature = new ArrayList<>();
    private final List<String> mode = new ArrayList<>();
    private final List<Float> threshold = new ArrayList<>();
    private final List<Integer> below = new ArrayList<>();
    private final List<Integer> above = new ArrayList<>();
    private final List<Integer> leafTree = new ArrayList<>();
    private final List<Integer> leafNode = new ArrayList<>();
    private final List<Float> leafValue = new ArrayList<>();

    private TreeEnsembleWriter() {}

    static byte[] write(LightGbmModel model) {
        TreeEnsembleWriter writer = new TreeEnsembleWriter();
        String[] trees = model.text().split("\nTree=");
        for (int i = 1; i < trees.length; i++) {
            writer.add(i - 1, trees[i]);
        }
        return writer.model(model.features().size());
    }

    private void add(int number, String text) {
        String[] thresholds = words(text, "threshold");
        String[] features = words(text, "split_feature");
        String[] left = words(text, "left_child");
        String[] right = words(text, "right_child");
        String[] leaves = words(text, "leaf_value");
        int inner = thresholds.length;
        for (String decision : words(text, "decision_type")) {
            if ((Integer.parseInt(decision) & 1) != 0) {
                throw new IllegalArgumentException("expected numbers, found a split by categories");
            }
        }
        for (int i = 0; i < inner; i++) {
            addNode(number, i, "BRANCH_LEQ", Integer.parseInt(features[i]), roundDown(thresholds[i]));
            below.add(child(left[i], inner));
            above.add(child(right[i], inner));
        }
        for (int i = 0; i < leaves.length; i++) {
            addNode(number, inner + i, "LEAF", 0, 0);
            below.add(0);
            above.add(0);
            leafTree.add(number);
            leafNode.add(inner + i);
            leafValue.add((float) Double.parseDouble(leaves[i]));
        }
    }

    private void addNode(int number, int id, String kind, int input, float value) {
        tree.add(number);
        node.add(id);
        mode.add(kind);
        feature.add(input);
        threshold.add(value);
    }

    private static String[] words(String tree, String key) {
        int from = tree.indexOf("\n" + key + "=") + key.length() + 2;
        return tree.substring(from, tree.indexOf('\n', from)).split(" ");
    }

    private static int child(String word, int inner) {
        int child = Integer.parseInt(word);
        return child >= 0 ? child : inner + ~child;
    }

    private static float roundDown(String threshold) {
        double value = Double.parseDouble(threshold);
        float rounded = (float) value;
        return rounded > value ? Math.nextDown(rounded) : rounded;
    }

    private byte[] model(int features) {
        ProtoMessage ensemble = new ProtoMessage()
                .text(1, "rows")
                .text(2, "scores")
                .text(4, "TreeEnsembleRegressor")
                .message(5, attribute("n_targets", INT).number(3, 1))
                .message(5, ints("nodes_treeids", tree))
                .message(5, ints("nodes_nodeids", node))
                .message(5, ints("nodes_featureids", feature))
                .message(5, strings("nodes_modes", mode))
                .message(5, floats("nodes_values", threshold))
                .message(5, ints("nodes_truenodeids", below))
                .message(5, ints("nodes_falsenodeids", above))
                .message(5, ints("target_treeids", leafTree))
                .message(5, ints("target_nodeids", leafNode))
                .message(5, ints("target_ids", leafNode.stream().map(leaf -> 0).toList()))
                .message(5, floats("target_weights", leafValue))
                .text(7, "ai.onnx.ml");
        ProtoMessage graph = new ProtoMessage()
                .message(1, ensemble)
                .text(2, "trees")
                .message(11, tensor("rows", features))
                .message(12, tensor("scores", 1));
        return new ProtoMessage()
                .number(1, 8)
                .message(7, graph)
                .message(8, new ProtoMessage().text(1, "").number(2, 15))
                .message(8, new ProtoMessage().text(1, "ai.onnx.ml").number(2, 1))
                .toBytes();
    }

    private static ProtoMessage attribute(String name, int type) {
        return new ProtoMessage().text(1, name).number(20, type);
    }

    private static ProtoMessage ints(String name, List<Integer> values) {
        return attribute(name, INTS).numbers(8, values);
    }

    private static ProtoMessage floats(String name, List<Float> values) {
        return attribute(name, FLOATS).floats(7, values);
    }

    private static ProtoMessage strings(String name, List<String> values) {
        ProtoMessage attribute = attribute(name, STRINGS);
        values.forEach(value -> attribute.text(9, value));
        return attribute;
    }

    private static ProtoMessage tensor(String name, int width) {
        ProtoMessage shape = new ProtoMessage()
                .message(1, new ProtoMessage().text(2, "batch"))
                .message(1, new ProtoMessage().number(1, width));
        ProtoMessage type = new ProtoMessage().number(1, FLOAT_ELEMENTS).message(2, shape);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, type));
    }
}
