package io.forecastj.models.xgboost;

import io.forecastj.ModelLoadException;
import io.forecastj.models.trees.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trees of a booster.
 *
 * @param byOutput the trees, one for each output, then those of the next round, and so on
 * @param splits the trees whose splits count, all but the copies of one that was for several outputs
 */
record BoosterTrees(List<Tree> byOutput, List<Tree> splits) {
    /** Bound of the memory that a few large categories take, 64 MiB. */
    private static final int MAX_SET_WORDS = 1 << 24;

    /**
     * Reads a booster.
     *
     * @param booster the booster's object
     * @param names the names of the inputs
     * @param outputs the number of sums for each row
     * @throws ModelLoadException if it is not well-formed, or has no trees
     */
    static BoosterTrees read(ModelFields booster, List<String> names, int outputs) {
        String name = booster.text("name");
        if (!name.equals("gbtree") && !name.equals("dart")) {
            throw booster.refuse("expected trees, booster gbtree or dart, found " + ModelFields.shown(name)
                    + "; a linear booster has no trees: train a linear forecaster instead");
        }
        booster.only(Set.of("name", "model", "gbtree", "weight_drop"));
        ModelFields model = name.equals("dart") ? booster.object("gbtree").object("model") : booster.object("model");
        model.only(Set.of("cats", "gbtree_model_param", "iteration_indptr", "tree_info", "trees", "weight_drop"));
        if (model.has("cats")) {
            CategoryTables.check(model.object("cats"), names);
        }
        List<?> values = model.list("trees");
        int declared = model.object("gbtree_model_param").count("num_trees", 0, Integer.MAX_VALUE);
        if (declared != values.size() || declared == 0) {
            throw model.refuse(
                    "expected at least one tree, and as many as 'num_trees', " + declared + ", found " + values.size());
        }
        float @Nullable [] weights = weights(booster, model, name.equals("dart"), values.size());
        int[] groups = model.integers("tree_info", values.size(), 0, outputs - 1);
        List<List<Tree>> byOutput = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            byOutput.add(new ArrayList<>());
        }
        List<Tree> splits = new ArrayList<>();
        long words = 0;
        for (int t = 0; t < groups.length; t++) {
            ModelFields tree = ModelFields.of("tree " + t, values.get(t));
            int id = tree.integer("id", 0, Integer.MAX_VALUE);
            if (id != t) {
                throw tree.refuse("expected trees in the order of their 'id', found " + id);
            }
            List<Tree> read = TreeArrays.read(tree, names.size(), weights == null ? 1 : weights[t]);
            splits.add(read.get(0));
            words += (long) read.get(0).setWords().length * read.size();
            if (words > MAX_SET_WORDS) {
                throw tree.refuse(
                        "expected category sets of at most " + MAX_SET_WORDS + " words of 32 categories in the"
                                + " whole model, found more; number the categories from 0 on without gaps");
            }
            add(tree, read, groups[t], byOutput);
        }
        return new BoosterTrees(interleaved(model, byOutput), splits);
    }

    private static void add(ModelFields tree, List<Tree> read, int group, List<List<Tree>> byOutput) {
        if (read.size() == 1) {
            byOutput.get(group).add(read.get(0));
            return;
        }
        if (read.size() != byOutput.size() || group != 0) {
            throw tree.refuse("expected 'size_leaf_vector' to be the number of outputs, " + byOutput.size()
                    + ", and 'tree_info' 0, found " + read.size() + " and " + group);
        }
        for (int k = 0; k < read.size(); k++) {
            byOutput.get(k).add(read.get(k));
        }
    }

    /** Returns the trees' factors, which are in the booster before XGBoost 3.4, then in its model. */
    private static float @Nullable [] weights(ModelFields booster, ModelFields model, boolean dart, int trees) {
        ModelFields source = booster.has("weight_drop") ? booster : model;
        if (!dart && !source.has("weight_drop")) {
            return null;
        }
        double[] all = source.numbers("weight_drop", trees);
        float[] weights = new float[all.length];
        for (int i = 0; i < all.length; i++) {
            weights[i] = (float) all[i];
            if (!Float.isFinite(weights[i])) {
                throw source.refuse("expected finite weights of trees as 'weight_drop', found " + all[i]);
            }
        }
        return weights;
    }

    private static List<Tree> interleaved(ModelFields model, List<List<Tree>> byOutput) {
        int rounds = byOutput.get(0).size();
        Tree[] trees = new Tree[rounds * byOutput.size()];
        for (int k = 0; k < byOutput.size(); k++) {
            if (byOutput.get(k).size() != rounds || rounds == 0) {
                throw model.refuse("expected at least one tree and equally many for each of " + byOutput.size()
                        + " outputs, found " + byOutput.get(k).size() + " for output " + k);
            }
            for (int t = 0; t < rounds; t++) {
                trees[t * byOutput.size() + k] = byOutput.get(k).get(t);
            }
        }
        return Arrays.asList(trees);
    }
}
