package io.forecastj.models.catboost;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Reads CatBoost's JSON files; rejects any other bytes.
 *
 * <p>The format is that of CatBoost's {@code model_export/json_model_helpers.cpp}. There, a split is a number into the
 * borders of all inputs, and the input and the border beside it are for readers; here they must be the same. Time and
 * memory are linear in the length of the file. Stateless and thread-safe.
 */
final class CatBoostReader {
    /** Largest depth of CatBoost's trees. */
    static final int MAX_SPLITS = 16;

    /** Bound of the memory that a file takes while it is read, some 800 MB; a model of 3 million leaves has fewer. */
    private static final int MAX_VALUES = 1 << 23;

    /** Bound of the memory that small trees take, which is many times that of their text. */
    private static final int MAX_TREES = 1 << 20;

    private static final String FILE = "CatBoost model";

    private static final Set<String> FIELDS =
            Set.of("ctr_data", "features_info", "model_info", "oblivious_trees", "scale_and_bias");
    private static final Set<String> INFO_FIELDS = Set.of(
            "cat_features_hash",
            "categorical_features",
            "ctrs",
            "embedding_features",
            "float_features",
            "text_features");
    private static final Set<String> TREE_FIELDS = Set.of("leaf_values", "leaf_weights", "splits");
    private static final Set<String> SPLIT_FIELDS =
            Set.of("border", "float_feature_index", "split_index", "split_type");

    private CatBoostReader() {}

    /**
     * Reads a model.
     *
     * @param bytes the whole file
     * @return the content
     * @throws ModelLoadException if the bytes are not a well-formed model, or use an unsupported feature
     */
    static CatBoostContent read(byte[] bytes) {
        JsonNode root = document(bytes);
        if (root.has("trees")) {
            throw new ModelLoadException(FILE + ": expected 'oblivious_trees', found 'trees' that are not symmetric;"
                    + " train with grow_policy='SymmetricTree', the default");
        }
        JsonFields file = known(root, FILE, FIELDS);
        if (isFilled(file.node("ctr_data"))) {
            throw new ModelLoadException(FILE + ": expected numeric features only, found statistics of categories in"
                    + " 'ctr_data'; train with numbers, for example one column of 0 and 1 for each category");
        }
        NumericInputs inputs = NumericInputs.read(known(file.node("features_info"), FILE + ", features", INFO_FIELDS));
        List<ObliviousTree> trees = trees(file, inputs);
        ObliviousTree last = trees.get(trees.size() - 1);
        int outputs = last.values().length >> last.splits().length;
        JsonFields info = file.object("model_info");
        LossOutput loss = LossOutput.of(loss(info), outputs);
        List<String> classes = loss.ofClasses() ? classes(info, outputs) : List.of();
        return new CatBoostContent(inputs, outputs, trees, linear(file, outputs), loss, classes);
    }

    private static JsonNode document(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        if (at == bytes.length || bytes[at] != '{') {
            throw new ModelLoadException("expected a CatBoost model in JSON, which begins with a brace, found "
                    + (at == bytes.length ? "an empty file" : "the byte " + (bytes[at] & 255) + " first")
                    + "; save it from CatBoost by save_model(\"model.json\", format=\"json\")");
        }
        int values = 1; // at most, since texts may have these characters too
        for (byte each : bytes) {
            values += each == ',' || each == '{' || each == '[' ? 1 : 0;
        }
        if (values > MAX_VALUES) {
            throw new ModelLoadException(
                    FILE + ": expected at most " + MAX_VALUES + " values, found more; train fewer or shallower trees");
        }
        return Json.tree(new String(bytes, StandardCharsets.UTF_8), "the CatBoost model");
    }

    /** Starts to read an object; refuses fields that are not known, since they may change the answers. */
    static JsonFields known(JsonNode object, String where, Set<String> known) {
        JsonFields fields = JsonFields.of(object, where);
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new ModelLoadException(where + ": expected the fields of CatBoost 1.0 to 1.2, found '"
                        + name.substring(0, Math.min(40, name.length())).replaceAll("\\p{Cntrl}", "?")
                        + "'; the model may be of a later version");
            }
        }
        return fields;
    }

    /** Returns whether a value is there and is not null, an empty list or an empty object. */
    static boolean isFilled(JsonNode node) {
        return !node.isMissingNode() && !node.isNull() && !(node.isContainerNode() && node.isEmpty());
    }

    private static List<ObliviousTree> trees(JsonFields file, NumericInputs inputs) {
        JsonNode list = file.node("oblivious_trees");
        if (!list.isArray() || list.isEmpty()) {
            throw file.fail("oblivious_trees", "a list of at least one tree", list);
        }
        List<ObliviousTree> trees = new ArrayList<>();
        int outputs = 0;
        for (JsonNode each : list) {
            JsonFields tree = known(each, FILE + ", tree " + trees.size(), TREE_FIELDS);
            int[] splits = splits(tree, inputs);
            double[] values = tree.decimals("leaf_values");
            int leaves = 1 << splits.length;
            if (values.length == 0 || values.length % leaves != 0) {
                throw tree.fail("leaf_values", "numbers for " + leaves + " leaves", values.length + " numbers");
            }
            if (trees.isEmpty()) {
                outputs = values.length / leaves;
                if ((long) outputs * list.size() > MAX_TREES) {
                    throw new ModelLoadException(FILE + ": expected at most " + MAX_TREES
                            + " trees, counted for each output, found " + list.size() + " trees of " + outputs
                            + " outputs");
                }
            }
            if (values.length != (long) outputs * leaves) {
                throw tree.fail(
                        "leaf_values",
                        (long) outputs * leaves + " numbers, as many for a leaf as in tree 0",
                        values.length + " numbers");
            }
            trees.add(new ObliviousTree(splits, values, weights(tree, leaves)));
        }
        return List.copyOf(trees);
    }

    private static int[] splits(JsonFields tree, NumericInputs inputs) {
        JsonNode list = tree.node("splits");
        if (list.isNull()) { // a tree of one leaf
            return new int[0];
        }
        if (!list.isArray() || list.size() > MAX_SPLITS) {
            throw tree.fail(
                    "splits",
                    "a list of at most " + MAX_SPLITS + " splits",
                    list.isArray() ? list.size() + "" : JsonFields.shown(list));
        }
        int[] splits = new int[list.size()];
        for (int i = 0; i < splits.length; i++) {
            String where = tree.where() + ", split " + i;
            JsonFields split = JsonFields.of(list.get(i), where);
            String type = split.text("split_type");
            if (!type.equals("FloatFeature")) {
                throw split.fail(
                        "split_type",
                        "'FloatFeature'",
                        split.node("split_type") + "; train with numbers, for example one column of 0 and 1 for each"
                                + " category");
            }
            known(list.get(i), where, SPLIT_FIELDS);
            splits[i] = split.integer("split_index", 0, inputs.borders().length - 1);
            int number = split.integer("float_feature_index", 0, Integer.MAX_VALUE);
            float border = (float) split.decimal("border");
            if (number != inputs.numbers()[splits[i]] || border != inputs.borders()[splits[i]]) {
                throw new ModelLoadException(where + ": expected the feature " + inputs.numbers()[splits[i]]
                        + " and the border " + inputs.borders()[splits[i]] + " of 'split_index' " + splits[i]
                        + ", found the feature " + number + " and the border " + border
                        + "; save the model again, and change its numbers in CatBoost only");
            }
        }
        return splits;
    }

    private static double[] weights(JsonFields tree, int leaves) {
        if (!isFilled(tree.node("leaf_weights"))) {
            return new double[0];
        }
        double[] weights = tree.decimals("leaf_weights", leaves);
        for (double weight : weights) {
            if (weight < 0) {
                throw tree.fail("leaf_weights", "weights of at least 0", weight + "");
            }
        }
        return weights;
    }

    private static ScaleAndBias linear(JsonFields file, int outputs) {
        if (!file.has("scale_and_bias")) { // CatBoost 0.24 and before
            return new ScaleAndBias(1, new double[outputs]);
        }
        JsonNode pair = file.node("scale_and_bias");
        String expected = "a finite number and a list of " + outputs + " finite numbers";
        if (!pair.isArray() || pair.size() != 2 || !isFinite(pair.get(0))) {
            throw file.fail("scale_and_bias", expected, pair);
        }
        double scale = pair.get(0).doubleValue();
        JsonNode list = pair.get(1);
        if (!isFilled(list)) {
            return new ScaleAndBias(scale, new double[outputs]);
        }
        double[] bias = new double[outputs];
        if (list.isNumber() && outputs == 1) { // CatBoost 0.25
            bias[0] = finite(list, file, expected);
        } else if (list.isArray() && list.size() == outputs) {
            for (int i = 0; i < outputs; i++) {
                bias[i] = finite(list.get(i), file, expected);
            }
        } else {
            throw file.fail("scale_and_bias", expected, pair);
        }
        return new ScaleAndBias(scale, bias);
    }

    private static boolean isFinite(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue());
    }

    private static double finite(JsonNode node, JsonFields file, String expected) {
        if (!isFinite(node)) {
            throw file.fail("scale_and_bias", expected, node);
        }
        return node.doubleValue();
    }

    /** Returns the name of the loss function, from the two places where CatBoost looks for it. */
    private static String loss(JsonFields info) {
        if (info.has("loss_function")) {
            return parsed(info, "loss_function").text("type");
        }
        if (info.has("params")) {
            JsonFields params = parsed(info, "params");
            if (params.has("loss_function")) {
                return parsed(params, "loss_function").text("type");
            }
        }
        throw new ModelLoadException(info.where() + ": expected 'loss_function' or 'params' with one, since the answers"
                + " depend on it, found none; before the model is saved, name it in Python by"
                + " model.get_metadata()['loss_function'] = '{\"type\":\"RMSE\",\"params\":{}}'");
    }

    private static List<String> classes(JsonFields info, int outputs) {
        for (String key : List.of("class_params", "multiclass_params")) {
            if (isFilled(info.node(key))) {
                return ClassLabels.read(parsed(info, key), outputs);
            }
        }
        return List.of();
    }

    /** Reads an object, which may be written as a text of JSON. */
    private static JsonFields parsed(JsonFields from, String key) {
        JsonNode node = from.node(key);
        String where = from.where() + ": '" + key + "'";
        return JsonFields.of(node.isTextual() ? Json.tree(node.textValue(), where) : node, where);
    }
}
