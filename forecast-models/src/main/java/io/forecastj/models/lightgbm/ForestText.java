package io.forecastj.models.lightgbm;

import io.forecastj.models.regression.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rewrites the texts of forests that LightGBM has trained.
 *
 * <p>A text is the header, the trees and the end. A header's {@code tree_sizes} are the lengths of the trees' parts.
 */
final class ForestText {
    private static final String TREE = "Tree=";
    private static final String END = "end of trees\n";
    private static final String SHARES = "forecastj_class_shares=1";
    private static final String UNSPLIT = "num_leaves=1\n";

    private final String header;
    /** The parts without their first lines, {@code Tree=number}. */
    private final List<String> trees = new ArrayList<>();

    private final String end;

    private ForestText(String text) {
        int from = text.indexOf("\n" + TREE) + 1;
        int to = text.indexOf("\n" + END) + 1;
        this.header = text.substring(0, from);
        this.end = text.substring(to);
        for (int at = from; at < to; ) {
            int next = text.indexOf("\n" + TREE, at) + 1;
            int until = next > 0 && next < to ? next : to;
            trees.add(text.substring(text.indexOf('\n', at) + 1, until));
            at = until;
        }
    }

    /** Returns whether a text's outputs are shares of classes that add up to 1. */
    static boolean hasShares(String text) {
        return text.contains("\n" + SHARES + "\n");
    }

    /**
     * Gives trees without a split the answer that the loss has at the prior. LightGBM's forests leave 0 in them
     * ({@code RF::TrainOneIter}), also if labels are far from 0: a bag that allows no split, or labels that are all
     * equal, would draw the mean of the trees towards 0.
     *
     * @param model a forest
     * @param objective the loss of its training
     * @param training the examples of its training
     */
    static ModelText withUnsplit(ModelText model, Objective objective, Examples training) {
        if (model.trees().stream().allMatch(tree -> tree.leaf().length > 1)) {
            return model;
        }
        ForestText text = new ForestText(model.text());
        int outputs = model.outputs();
        double[] scores = IntStream.range(0, outputs)
                .mapToDouble(k -> PriorScore.of(objective, training, k))
                .toArray();
        for (int i = 0; i < text.trees.size(); i++) {
            String tree = text.trees.get(i);
            if (tree.startsWith(UNSPLIT)) {
                String value = Double.toString(scores[i % outputs]).replace('E', 'e');
                text.trees.set(i, tree.replace("\nleaf_value=0\n", "\nleaf_value=" + value + "\n"));
            }
        }
        return LightGbmText.parse(write(text.header, text.trees, text.end));
    }

    /**
     * Joins forests of one output to a forest of their outputs, which are shares of classes.
     *
     * @param forests at least two, with equal features and numbers of trees
     */
    static ModelText shares(List<ModelText> forests) {
        List<ForestText> texts =
                forests.stream().map(one -> new ForestText(one.text())).toList();
        ForestText first = texts.get(0);
        int outputs = texts.size();
        List<String> trees = new ArrayList<>();
        for (int i = 0; i < first.trees.size(); i++) {
            for (ForestText text : texts) {
                trees.add(text.trees.get(i));
            }
        }
        // without an objective LightGBM answers with the mean of the trees
        String header = first.header
                .replace("\nnum_class=1\n", "\nnum_class=" + outputs + "\n")
                .replace("\nnum_tree_per_iteration=1\n", "\nnum_tree_per_iteration=" + outputs + "\n")
                .replaceFirst("\nobjective=[^\n]*\n", "\n");
        int from = first.end.indexOf("feature_importances:\n");
        int to = first.end.indexOf("parameters:\n");
        String end = from < 0 ? first.end : first.end.substring(0, from) + first.end.substring(to);
        int parametersEnd = end.indexOf("end of parameters\n") + "end of parameters\n".length();
        return LightGbmText.parse(write(header, trees, end.substring(0, parametersEnd) + "\n" + SHARES + "\n"));
    }

    private static String write(String header, List<String> trees, String end) {
        List<String> parts = IntStream.range(0, trees.size())
                .mapToObj(i -> TREE + i + "\n" + trees.get(i))
                .toList();
        String sizes = String.join(
                " ", parts.stream().map(part -> String.valueOf(part.length())).toList());
        return header.replaceFirst("\ntree_sizes=[^\n]*\n", "\ntree_sizes=" + sizes + "\n")
                + String.join("", parts)
                + end;
    }
}
