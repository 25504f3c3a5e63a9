package io.forecastj.models.regression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Training examples: rows of features, a label for each row, and optional weights.
 *
 * <p>Thread-safe as long as nobody changes the arrays: they are not copied and must not be changed.
 *
 * @param features the names of the columns
 * @param rows one array for each example, with one value for each feature; NaN means missing
 * @param labels one finite label for each example
 * @param weights one weight of at least 0 for each example, or null for equal weights
 */
public record Examples(List<String> features, double[][] rows, double[] labels, double @Nullable [] weights) {
    /**
     * Checks the lengths and the labels.
     *
     * @param features the names of the columns
     * @param rows one array for each example, with one value for each feature
     * @param labels one finite label for each example
     * @param weights one weight of at least 0 for each example, or null for equal weights
     * @throws IllegalArgumentException if the numbers of rows, labels and weights differ, if the length of a row is not
     *     the number of features, or if a label is NaN or infinite; the message names the numbers or the row
     */
    // not a compact constructor: javac leaves @Nullable out of its class file, so callers could not pass null
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
