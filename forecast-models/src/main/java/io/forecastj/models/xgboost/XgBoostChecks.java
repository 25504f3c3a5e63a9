package io.forecastj.models.xgboost;

import io.forecastj.MessageText;
import io.forecastj.models.regression.Examples;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** Rejects examples that XGBoost would refuse, misread or overflow on. */
final class XgBoostChecks {
    /** Largest label of a loss without a scale of its own, so that sums stay within 32-bit floats. */
    private static final double MOST_LABEL = 1e12;

    private static final double MOST_SCALED_LABEL = 1e18;

    /** Length of the longest array that every JVM allows. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private static final int MOST_FEATURES = 1 << 20;

    private final XgBoostObjective objective;
    private final Examples examples;
    private final String name;

    private XgBoostChecks(XgBoostObjective objective, Examples examples, String name) {
        this.objective = objective;
        this.examples = examples;
        this.name = name;
    }

    /** Checks the examples of a training, and those for its validation if there are any. */
    static void check(XgBoostObjective objective, Examples training, @Nullable Examples validation) {
        if (validation != null && !validation.features().equals(training.features())) {
            throw new IllegalArgumentException("expected the validation examples to have the training examples'"
                    + " features " + MessageText.list(training.features()) + ", found "
                    + MessageText.list(validation.features()));
        }
        new XgBoostChecks(objective, training, "training").check();
        if (validation != null) {
            new XgBoostChecks(objective, validation, "validation").check();
        }
    }

    private void check() {
        checkSize();
        checkValues();
        checkLabels();
        checkWeights();
    }

    private void checkSize() {
        if (examples.rows().length == 0) {
            throw new IllegalArgumentException("expected at least one row of " + name + " examples, found none");
        }
        List<String> features = examples.features();
        if (features.isEmpty() || features.size() > MOST_FEATURES) {
            throw new IllegalArgumentException("expected 1 to " + MOST_FEATURES + " features in the " + name
                    + " examples, found " + features.size());
        }
        if ((long) examples.rows().length * features.size() > MOST_VALUES) {
            throw new IllegalArgumentException("expected " + name + " examples of at most " + MOST_VALUES
                    + " values, found " + examples.rows().length + " rows of " + features.size()
                    + " features; train on fewer rows or features");
        }
        Set<String> seen = new HashSet<>();
        for (String feature : features) {
            if (feature.isEmpty() || !seen.add(feature)) {
                throw new IllegalArgumentException(
                        "expected feature names that differ and are not empty, found '" + feature + "'");
            }
        }
    }

    private void checkValues() {
        double[][] rows = examples.rows();
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                if (Float.isInfinite((float) rows[i][j])) {
                    throw new IllegalArgumentException("row " + i + " of the " + name + " examples has the value "
                            + rows[i][j] + " in '" + examples.features().get(j)
                            + "'; XGBoost needs values that are finite as 32-bit floats, or NaN for a missing one");
                }
            }
        }
    }

    private void checkLabels() {
        if (objective instanceof XgBoostObjective.Binary) {
            requireLabels(label -> label == 0 || label == 1, "0 or 1");
        } else if (objective instanceof XgBoostObjective.Multiclass multiclass) {
            int classes = multiclass.classes();
            requireLabels(
                    label -> label >= 0 && label < classes && label == Math.rint(label),
                    "whole numbers from 0 to " + (classes - 1));
        } else if (objective instanceof XgBoostObjective.Poisson || objective instanceof XgBoostObjective.Tweedie) {
            requireLabels(label -> label >= 0, "at least 0");
        }
        boolean scaled = objective instanceof XgBoostObjective.SquaredError
                || objective instanceof XgBoostObjective.AbsoluteError;
        double most = scaled ? MOST_SCALED_LABEL : MOST_LABEL;
        requireLabels(label -> Math.abs(label) <= most, "at most " + most + " in magnitude");
    }

    private void requireLabels(DoublePredicate valid, String expected) {
        double[] labels = examples.labels();
        for (int i = 0; i < labels.length; i++) {
            if (!valid.test(labels[i])) {
                throw new IllegalArgumentException("row " + i + " of the " + name + " examples has the label "
                        + labels[i] + "; labels of " + objective + " are " + expected);
            }
        }
    }

    private void checkWeights() {
        double[] weights = examples.weights();
        if (weights == null) {
            return;
        }
        boolean positive = false;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("row " + i + " of the " + name + " examples has the weight "
                        + weights[i] + "; weights are at least 0 and finite as 32-bit floats");
            }
            positive |= (float) weights[i] > 0;
        }
        if (!positive) {
            throw new IllegalArgumentException("expected at least one weight above 0 in the " + name
                    + " examples, found none in " + weights.length + " rows");
        }
    }
}
