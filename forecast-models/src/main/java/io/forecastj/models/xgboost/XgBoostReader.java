package io.forecastj.models.xgboost;

import io.forecastj.ModelLoadException;
import io.forecastj.models.trees.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads XGBoost's JSON and UBJSON files; rejects any other bytes.
 *
 * <p>The format is that of XGBoost's {@code doc/model.schema}. Time and memory are linear in the length of the file.
 */
final class XgBoostReader {
    private static final int MAX_FEATURES = 1 << 20;

    private static final int MAX_OUTPUTS = 1 << 16;

    private static final Set<String> LEARNER = Set.of(
            "attributes", "feature_names", "feature_types", "gradient_booster", "learner_model_param", "objective");

    private static final Set<String> PARAMETERS =
            Set.of("base_score", "boost_from_average", "num_class", "num_feature", "num_target");

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
        if (!file.has("learner") && (file.has("Model") || file.has("Config"))) {
            throw file.refuse("expected a model, found a snapshot of memory, which pickle keeps; save the model by"
                    + " save_model(\"model.json\")");
        }
        file.only(Set.of("learner", "version"));
        int[] version = version(file);
        ModelFields learner = file.object("learner");
        learner.only(LEARNER);
        ModelFields parameters = learner.object("learner_model_param");
        parameters.only(PARAMETERS);
        int features = parameters.count("num_feature", 1, MAX_FEATURES);
        int outputs = outputs(parameters);
        List<String> names = names(learner, features);
        BoosterTrees trees = BoosterTrees.read(learner.object("gradient_booster"), names, outputs);
        LinkedOutput objective = LinkedOutput.of(learner.object("objective"), outputs, version);
        return new ModelContent(
                names,
                outputs,
                objective,
                objective.margins(parameters, baseScore(parameters, outputs), version),
                trees.byOutput(),
                trees.splits(),
                categorical(learner, features, trees.splits()));
    }

    private static int[] version(ModelFields file) {
        int[] version = file.integers("version", 3, 0, Short.MAX_VALUE);
        if (version[0] < 1 || version[0] > 3) {
            throw file.refuse("expected a 'version' of XGBoost from 1 to 3, found " + version[0] + "." + version[1]
                    + "; load the model in one of these and save it again");
        }
        return version;
    }

    private static int outputs(ModelFields parameters) {
        int classes = parameters.has("num_class") ? parameters.count("num_class", 0, MAX_OUTPUTS) : 0;
        int targets = parameters.has("num_target") ? parameters.count("num_target", 1, MAX_OUTPUTS) : 1;
        if (classes > 1 && targets > 1) {
            throw parameters.refuse("expected several classes or several targets, found 'num_class' " + classes
                    + " and 'num_target' " + targets + "; train a model for each target");
        }
        return Math.max(1, Math.max(classes, targets));
    }

    private static boolean[] categorical(ModelFields learner, int features, List<Tree> trees) {
        List<String> types = learner.texts("feature_types");
        if (!types.isEmpty() && types.size() != features) {
            throw learner.refuse("expected " + features + " types as 'feature_types', found " + types.size());
        }
        boolean[] categorical = new boolean[features];
        for (int i = 0; i < types.size(); i++) {
            categorical[i] = types.get(i).equals("c");
        }
        for (Tree tree : trees) {
            for (int node = 0; node < tree.feature().length; node++) {
                categorical[tree.feature()[node]] |= tree.categorical(node);
            }
        }
        return categorical;
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
                            + "; the old binary format is not read: load the file in XGBoost and save it by"
                            + " save_model(\"model.json\")");
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
}
