package io.forecastj.models.catboost;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.JsonFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the names of a model's classes. Stateless and thread-safe. */
final class ClassLabels {
    private ClassLabels() {}

    /**
     * Reads the names of the classes, in the order of the outputs.
     *
     * @param params the object {@code class_params}, or {@code multiclass_params} of older versions
     * @param outputs the number of outputs
     * @return the names; empty if the file has none
     * @throws ModelLoadException if CatBoost would answer with other classes than those of the outputs
     */
    static List<String> read(JsonFields params, int outputs) {
        List<String> names = texts(params, "class_names");
        List<String> labels = texts(params, "class_to_label");
        int declared = params.has("classes_count") ? params.integer("classes_count", 0, Integer.MAX_VALUE) : 0;
        int specified = Math.max(declared, names.size());
        int expected = outputs == 1 ? 2 : outputs;
        if (specified == 0) { // the labels of the training are the names
            if (!labels.isEmpty() && labels.size() != expected) {
                throw params.fail("class_to_label", expected + " labels", labels.size() + "");
            }
            return labels;
        }
        if (specified != expected) {
            throw new ModelLoadException(params.where() + ": expected " + expected + " classes, found " + specified
                    + "; train on rows of every class, and declare no other");
        }
        for (int i = 0; i < labels.size(); i++) {
            if (labels.size() != expected || !isNumber(labels.get(i), i)) {
                throw new ModelLoadException(params.where() + ": expected the outputs to be the classes 0 to "
                        + (expected - 1) + " in order, found 'class_to_label' " + shortened(labels)
                        + "; train on rows of every class");
            }
        }
        return names;
    }

    private static List<String> texts(JsonFields params, String key) {
        JsonNode list = params.node(key);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw params.fail(key, "a list of texts or numbers", list);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list) {
            if (!each.isTextual() && !each.isNumber() && !each.isBoolean()) {
                throw params.fail(key, "a list of texts or numbers", each);
            }
            texts.add(each.asText());
        }
        return List.copyOf(texts);
    }

    private static boolean isNumber(String text, int number) {
        Double value = value(text);
        return value != null && value == number;
    }

    private static @Nullable Double value(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Throws unless classes have the wanted names or are ascending numbers.
     *
     * @param found the names of a model's classes, empty if they are not known
     * @param wanted the wanted names
     * @throws IllegalArgumentException if the order of the classes may be another one
     */
    static void requireOrder(List<String> found, List<String> wanted) {
        boolean ascending = true;
        double before = Double.NEGATIVE_INFINITY;
        for (String name : found) {
            Double value = value(name);
            ascending &= value != null && value > before;
            before = value == null ? before : value;
        }
        if (!ascending && !found.equals(wanted)) {
            throw new IllegalArgumentException("the model's classes should be ascending numbers or " + wanted
                    + ", found " + shortened(found) + "; train with the labels 0, 1 and 2 for " + wanted);
        }
    }

    private static String shortened(List<String> names) {
        String text = names.toString();
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }
}
