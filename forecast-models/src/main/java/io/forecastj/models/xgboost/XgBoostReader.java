package io.forecastj.models.xgboost;

import io.forecastj.ModelLoadException;
import io.forecastj.models.trees.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads XGBoost's JSON and UBJSON files; rejects any other bytes.
 *
 * <p>The format is that of XGBoost's {@code doc/model.schema}. Time and memory are linear in the length of the file.
 */
final class XgBoostReader {
    private static final int MAX_FEATURES = 1 << 20;

    /** Bound of the memory that a few large categories take, 64 MiB. */
    private static final int MAX_SET_WORDS = 1 << 24;

    private XgBoostReader() {}

    /**
     * Reads a model.
     *
     * @param bytes the whole file
     * @return the content
     * @throws ModelLoadException if the bytes are not a well-formed model, or use an unsupported feature
     */
    static ModelContent read(byte[] bytes) {
        ModelFields file = ModelFields.of("the file", document(bytes));
        ModelFields learner = file.object("learner");
        ModelFields parameters = learner.object("learner_model_param");
        int features = parameters.count("num_feature", 1, MAX_FEATURES);
        int classes = parameters.has("num_class") ? parameters.count("num_class", 0, 1 << 20) : 0;
        int targets = parameters.has("num_target") ? parameters.count("num_target", 1, 1 << 20) : 1;
        int outputs = Math.max(1, Math.max(classes, targets));
        List<String> types = learner.texts("feature_types");
        boolean[] categorical = new boolean[features];
        for (int i = 0; i < Math.min(features, types.size()); i++) {
            categorical[i] = types.get(i).equals("c");
        }
        List<Tree> trees = trees(learner.object("gradient_booster"), features, outputs);
        LinkedOutput objective = LinkedOutput.of(learner.object("objective"), outputs);
        return new ModelContent(
                names(learner, features),
                outputs,
                objective,
                objective.margins(baseScore(parameters, outputs)),
                trees,
                categorical);
    }

    private static Object document(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        if (at == bytes.length || bytes[at] != '{') {
            throw new ModelLoadException(
                    "expected an XGBoost model in JSON or UBJSON, which begins with a brace, found "
                            + (at == bytes.length ? "an empty file" : "the byte " + (bytes[at] & 255) + " first")
                            + "; save it from XGBoost by save_model(\"model.json\")");
        }
        boolean binary = at == 0 && bytes.length > 1 && "iUIlL".indexOf(bytes[1]) >= 0;
        return binary ? BinaryValues.read(bytes) : JsonValues.read(bytes);
    }

    private static List<String> names(ModelFields learner, int features) {
        List<String> names = learner.texts("feature_names");
        if (names.isEmpty()) {
            return IntStream.range(0, features).mapToObj(i -> "f" + i).toList();
        }
        if (names.size() != features || new HashSet<>(names).size() != features || names.contains("")) {
            throw learner.refuse(
                    "expected " + features + " names of inputs that differ and are not empty, found " + names.size());
        }
        return names;
    }

    /** Returns the base score of each output; XGBoost 3.1 and later write an array. */
    private static float[] baseScore(ModelFields parameters, int outputs) {
        String text = parameters.text("base_score");
        boolean array = text.startsWith("[") && text.endsWith("]");
        String[] words = array ? text.substring(1, text.length() - 1).split(",", -1) : new String[] {text};
        float[] scores = new float[outputs];
        if (words.length != 1 && words.length != outputs) {
            throw parameters.refuse("expected 1 or " + outputs + " numbers as 'base_score', found " + words.length);
        }
        for (int i = 0; i < outputs; i++) {
            String word = words[words.length == 1 ? 0 : i];
            if (!word.matches("[-+]?[0-9]{1,20}(\\.[0-9]{0,20})?([eE][-+]?[0-9]{1,3})?")) {
                throw parameters.refuse("expected numbers as 'base_score', found " + ModelFields.shown(text));
            }
            scores[i] = Float.parseFloat(word);
            if (!Float.isFinite(scores[i])) {
                throw parameters.refuse("expected finite numbers as 'base_score', found " + ModelFields.shown(text));
            }
        }
        return scores;
    }

    private static List<Tree> trees(ModelFields booster, int features, int outputs) {
        String name = booster.text("name");
        if (!name.equals("gbtree") && !name.equals("dart")) {
            throw booster.refuse("expected trees, booster gbtree or dart, found " + ModelFields.shown(name)
                    + "; a linear booster has no trees: train a linear forecaster instead");
        }
        booster.only(Set.of("name", "model", "gbtree", "weight_drop"));
        ModelFields model = name.equals("dart") ? booster.object("gbtree").object("model") : booster.object("model");
        model.only(Set.of("cats", "gbtree_model_param", "iteration_indptr", "tree_info", "trees", "weight_drop"));
        float @Nullable [] weights = null;
        if (booster.has("weight_drop")) {
            weights = weights(booster);
        } else if (model.has("weight_drop")) { // later versions write it here
            weights = weights(model);
        } else if (name.equals("dart")) {
            throw booster.refuse("expected the weights of trees as 'weight_drop', found none");
        }
        checkCategories(model);
        List<?> values = model.list("trees");
        if (weights != null && weights.length != values.size()) {
            throw booster.refuse("expected a weight for each of " + values.size() + " trees, found " + weights.length);
        }
        int[] groups = model.integers("tree_info", values.size(), 0, outputs - 1);
        List<List<Tree>> byOutput = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            byOutput.add(new ArrayList<>());
        }
        long words = 0;
        for (int t = 0; t < groups.length; t++) {
            ModelFields tree = ModelFields.of("tree " + t, values.get(t));
            Tree read = TreeArrays.read(tree, features, weights == null ? 1 : weights[t]);
            words += read.setWords().length;
            if (words > MAX_SET_WORDS) {
                throw tree.refuse(
                        "expected category sets of at most " + MAX_SET_WORDS + " words of 32 categories in the"
                                + " whole model, found more; number the categories from 0 on without gaps");
            }
            byOutput.get(groups[t]).add(read);
        }
        return interleaved(model, byOutput);
    }

    private static float[] weights(ModelFields source) {
        double[] all = source.numbers("weight_drop");
        float[] weights = new float[all.length];
        for (int i = 0; i < all.length; i++) {
            weights[i] = (float) all[i];
            if (!Float.isFinite(weights[i])) {
                throw source.refuse("expected finite weights of trees as 'weight_drop', found " + all[i]);
            }
        }
        return weights;
    }

    /** Values that training replaced by codes must be replaced when the model is used; XGBoost 3.1 does that itself. */
    private static void checkCategories(ModelFields model) {
        if (model.has("cats")) {
            ModelFields categories = model.object("cats");
            if (categories.has("enc") && !categories.list("enc").isEmpty()) {
                throw model.refuse(
                        "expected categories that are their own codes, found a table of categories in 'cats',"
                                + " which XGBoost replaces by codes; train on columns of codes");
            }
        }
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
