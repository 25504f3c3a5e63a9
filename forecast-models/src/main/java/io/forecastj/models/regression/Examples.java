package io.forecastj.models.regression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Training examples: rows of features, a label for each, and perhaps a weight.
 *
 * <p>The arrays are not copied and must not be changed.
 *
 * @param features the names of the columns
 * @param rows one array of as many values for each example, NaN for a missing one
 * @param labels one finite label for each example
 * @param weights one weight of at least 0 for each example, or null for equal ones
 */
public record Examples(List<String> features, double[][] rows, double[] labels, double @Nullable [] weights) {
    /**
     * Checks that the lengths agree.
     *
     * @param features the names of the columns
     * @param rows one array of as many values for each example
     * @param labels one finite label for each example
     * @param weights one weight of at least 0 for each example, or null for equal ones
     * @throws IllegalArgumentException if the numbers of rows, labels, weights and features do not agree, or if a label is
     *     not finite
     */
    // not a compact one, in whose class file javac leaves out @Nullable, so that callers could not pass null
    public Examples(List<String> features, double[][] rows, double[] labels, double @Nullable [] weights) {
        if (rows.length != labels.length || weights != null && weights.length != rows.length) {
            throw new IllegalArgumentException("expected one label and one weight for each of " + rows.length
                    + " rows, found " + labels.length + " labels"
                    + (weights == null ? "" : " and " + weights.length + " weights"));
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != features.size()) {
                throw new IllegalArgumentException("row " + i + " has " + rows[i].length + " values; expected "
                        + features.size() + ", one for each feature");
            }
            if (!Double.isFinite(labels[i])) {
                throw new IllegalArgumentException("row " + i + " has the label " + labels[i] + "; labels are finite");
            }
        }
        this.features = List.copyOf(features);
        this.rows = rows;
        this.labels = labels;
        this.weights = weights;
    }
}
