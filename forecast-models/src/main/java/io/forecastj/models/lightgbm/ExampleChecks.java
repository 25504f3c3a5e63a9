package io.forecastj.models.lightgbm;

import io.forecastj.MessageText;
import io.forecastj.models.regression.Examples;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** Rejects examples on which LightGBM would crash, or which it would misread or silently change. */
final class ExampleChecks {
    /**
     * Largest code of a category. LightGBM stores category sets as bits up to the largest code, so a model's size grows
     * with it; codes should be consecutive.
     */
    static final int MAX_CATEGORY = 1_000_000;

    private final LightGbmParameters parameters;
    private final Examples examples;
    private final String name;

    private ExampleChecks(LightGbmParameters parameters, Examples examples, String name) {
        this.parameters = parameters;
        this.examples = examples;
        this.name = name;
    }

    /** Checks the examples of a training, and those for its validation if there are any. */
    static void check(LightGbmParameters parameters, Examples training, @Nullable Examples validation) {
        ExampleChecks.check(parameters, training, "training");
        if (validation != null) {
            if (!validation.features().equals(training.features())) {
                throw new IllegalArgumentException("expected the validation examples to have the training examples'"
                        + " features " + MessageText.list(training.features()) + ", found "
                        + MessageText.list(validation.features()));
            }
            ExampleChecks.check(parameters, validation, "validation");
        }
    }

    static void check(LightGbmParameters parameters, Examples examples, String name) {
        ExampleChecks checks = new ExampleChecks(parameters, examples, name);
        checks.checkFeatures();
        checks.checkLabels();
        checks.checkWeights();
        checks.checkCategories();
    }

    /**
     * Returns true if the objective has a log link and no label above 0 has a weight. LightGBM cannot start there,
     * since the logarithm of the mean is not finite.
     */
    static boolean nothingPositive(LightGbmParameters parameters, Examples examples) {
        if (!(parameters.objective() instanceof Objective.Poisson
                || parameters.objective() instanceof Objective.Tweedie)) {
            return false;
        }
        double[] weights = examples.weights();
        for (int i = 0; i < examples.labels().length; i++) {
            if ((float) examples.labels()[i] > 0 && (weights == null || (float) weights[i] > 0)) {
                return false;
            }
        }
        return true;
    }

    private void checkFeatures() {
        if (examples.rows().length == 0) {
            throw new IllegalArgumentException("expected at least one row of " + name + " examples, found none");
        }
        List<String> features = examples.features();
        if (features.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected at least one feature in the " + name + " examples, found none");
        }
        Set<String> seen = new HashSet<>();
        for (String feature : features) {
            if (feature.isEmpty() || !seen.add(feature)) {
                throw new IllegalArgumentException(
                        "expected feature names that differ and are not empty, found '" + feature + "'");
            }
        }
        requireKnown(parameters.categorical(), "categorical");
        requireKnown(parameters.monotone().keySet(), "monotone");
    }

    private void requireKnown(Iterable<String> names, String setting) {
        for (String feature : names) {
            if (!examples.features().contains(feature)) {
                throw new IllegalArgumentException("LightGBM setting '" + setting + "': expected one of the features "
                        + MessageText.list(examples.features()) + ", found '" + feature + "'");
            }
        }
    }

    private void checkLabels() {
        Objective objective = parameters.objective();
        if (objective instanceof Objective.Binary) {
            requireLabels(label -> label == 0 || label == 1, "0 or 1");
        } else if (objective instanceof Objective.Multiclass multiclass) {
            int classes = multiclass.classes();
            requireLabels(
                    label -> label >= 0 && label < classes && label == Math.rint(label),
                    "whole numbers from 0 to " + (classes - 1));
        } else if (objective instanceof Objective.Poisson || objective instanceof Objective.Tweedie) {
            requireLabels(label -> label >= 0, "at least 0");
        }
        requireLabels(label -> Math.abs(label) <= Float.MAX_VALUE, "finite as 32-bit floats");
    }

    private void requireLabels(DoublePredicate valid, String expected) {
        double[] labels = examples.labels();
        for (int i = 0; i < labels.length; i++) {
            if (!valid.test(labels[i])) {
                throw new IllegalArgumentException("row " + i + " of the " + name + " examples has the label "
                        + labels[i] + "; labels of " + parameters.objective() + " are " + expected);
            }
        }
    }

    private void checkWeights() {
        double[] weights = examples.weights();
        if (weights == null) {
            return;
        }
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("row " + i + " of the " + name + " examples has the weight "
                        + weights[i] + "; weights are at least 0 and finite as 32-bit floats");
            }
        }
        if (Arrays.stream(weights).noneMatch(weight -> (float) weight > 0)) {
            throw new IllegalArgumentException("expected at least one weight above 0 in the " + name
                    + " examples, found none in " + weights.length + " rows");
        }
    }

    private void checkCategories() {
        for (String feature : parameters.categorical()) {
            int column = examples.features().indexOf(feature);
            for (int i = 0; i < examples.rows().length; i++) {
                double value = examples.rows()[i][column];
                if (!Double.isNaN(value) && !(value >= 0 && value <= MAX_CATEGORY && value == Math.rint(value))) {
                    throw new IllegalArgumentException("row " + i + " of the " + name + " examples has the category "
                            + value + " in '" + feature + "'; categories are whole numbers from 0 to " + MAX_CATEGORY
                            + ", or NaN for a missing one");
                }
            }
        }
    }
}
