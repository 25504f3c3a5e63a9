package io.forecastj.models.catboost;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.JsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Inputs of a model, and the splits that its trees choose from: the borders of all inputs, one after the other.
 *
 * <p>Thread-safe as long as nobody changes the arrays, which are not copied.
 *
 * @param names the names of the inputs in order
 * @param numbers by split, the number that the file gives to its input among the numeric ones
 * @param inputs by split, the input that is compared
 * @param borders by split, the value that an input must exceed
 * @param missingAbove by split, whether a missing value counts as one above the border
 */
record NumericInputs(List<String> names, int[] numbers, int[] inputs, float[] borders, boolean[] missingAbove) {
    private static final int MAX_INPUTS = 1 << 20;

    private static final Set<String> FIELDS = Set.of(
            "borders",
            "feature_id",
            "feature_index",
            "feature_name",
            "flat_feature_index",
            "has_nans",
            "nan_value_treatment");

    /**
     * Reads the inputs.
     *
     * @param info the object {@code features_info}
     * @throws ModelLoadException if an input is not numeric, or the description is not well-formed
     */
    static NumericInputs read(JsonFields info) {
        for (String other : List.of("categorical_features", "ctrs", "text_features", "embedding_features")) {
            if (CatBoostReader.isFilled(info.node(other))) {
                throw new ModelLoadException(info.where() + ": expected numeric features only, found '" + other
                        + "'; train with numbers, for example one column of 0 and 1 for each category");
            }
        }
        JsonNode list = info.node("float_features");
        if (!list.isArray() || list.isEmpty()) {
            throw info.fail("float_features", "a list of at least one feature", list);
        }
        Splits splits = new Splits();
        List<String> names = new ArrayList<>();
        int before = -1;
        for (int i = 0; i < list.size(); i++) {
            JsonFields feature = CatBoostReader.known(list.get(i), info.where() + ", float feature " + i, FIELDS);
            int input = feature.integer("flat_feature_index", names.size(), MAX_INPUTS - 1);
            int number = feature.integer("feature_index", before + 1, input);
            before = number;
            while (names.size() < input) { // dropped by drop_unused_features()
                names.add(String.valueOf(names.size()));
            }
            names.add(name(feature, input));
            splits.add(feature, number, input);
        }
        if (new HashSet<>(names).size() != names.size()) {
            throw new ModelLoadException(info.where() + ": expected different names of the float features, found one"
                    + " twice; give each input its own name in the training");
        }
        return new NumericInputs(
                List.copyOf(names),
                Arrays.copyOf(splits.numbers, splits.count),
                Arrays.copyOf(splits.inputs, splits.count),
                Arrays.copyOf(splits.borders, splits.count),
                Arrays.copyOf(splits.missingAbove, splits.count));
    }

    private static String name(JsonFields feature, int input) {
        for (String key : List.of("feature_id", "feature_name")) {
            if (feature.has(key) && !feature.anyText(key).isEmpty()) {
                return feature.anyText(key);
            }
        }
        return String.valueOf(input);
    }

    /** Splits while they are read. */
    private static final class Splits {
        int[] numbers = new int[64];
        int[] inputs = new int[64];
        float[] borders = new float[64];
        boolean[] missingAbove = new boolean[64];
        int count;

        void add(JsonFields feature, int number, int input) {
            String treatment = feature.choice("nan_value_treatment", List.of("AsIs", "AsFalse", "AsTrue"));
            boolean above = treatment.equals("AsTrue") && feature.has("has_nans") && feature.flag("has_nans");
            double[] found = feature.node("borders").isNull() ? new double[0] : feature.decimals("borders");
            if (count + found.length > borders.length) {
                int size = Math.max(2 * borders.length, count + found.length);
                numbers = Arrays.copyOf(numbers, size);
                inputs = Arrays.copyOf(inputs, size);
                borders = Arrays.copyOf(borders, size);
                missingAbove = Arrays.copyOf(missingAbove, size);
            }
            for (int i = 0; i < found.length; i++) {
                float border = (float) found[i];
                if (!Float.isFinite(border) || i > 0 && border < borders[count - 1]) {
                    throw feature.fail("borders", "finite 32-bit floats in ascending order", found[i] + " at " + i);
                }
                numbers[count] = number;
                inputs[count] = input;
                borders[count] = border;
                missingAbove[count++] = above;
            }
        }
    }
}
