package io.forecastj.models.linear;

import io.forecastj.MessageText;
import io.forecastj.StateWriter;
import io.forecastj.models.regression.ExplainedModel;
import java.util.List;
import java.util.Map;

/**
 * Trained ridge regression.
 *
 * @param features the names of the inputs
 * @param intercept the mean label
 * @param means the inputs' training means
 * @param weights the inputs' weights in the inputs' units
 */
record RidgeModel(List<String> features, double intercept, double[] means, double[] weights) implements ExplainedModel {
    static final String KIND = "ridge";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public void identify(StateWriter out) {
        out.putTexts(features);
        out.putDouble(intercept);
        out.putDoubles(means);
        out.putDoubles(weights);
    }

    @Override
    public Map<String, Double> gainImportance() {
        return Map.of();
    }

    /** Explains a row: an input contributes its weight times its difference from the training mean. */
    @Override
    public void contributions(double[] row, double[] out) {
        checkRow(row);
        for (int j = 0; j < weights.length; j++) {
            out[j] = Double.isNaN(row[j]) ? 0 : weights[j] * (row[j] - means[j]);
        }
        out[weights.length] = intercept;
    }

    private void checkRow(double[] row) {
        if (row.length != weights.length) {
            throw new IllegalArgumentException("a row of " + row.length + " values; expected " + weights.length
                    + ", one for each of " + MessageText.list(features));
        }
    }

    @Override
    public double predict(double[] row) {
        checkRow(row);
        double sum = intercept;
        for (int j = 0; j < weights.length; j++) {
            // a missing value counts as the mean
            if (!Double.isNaN(row[j])) {
                sum += weights[j] * (row[j] - means[j]);
            }
        }
        return sum;
    }

    @Override
    public void predict(double[] row, double[] out, int at) {
        if (at < 0 || at >= out.length) {
            throw new IllegalArgumentException(
                    "1 output at " + at + " does not fit into an array of length " + out.length);
        }
        out[at] = predict(row);
    }
}
