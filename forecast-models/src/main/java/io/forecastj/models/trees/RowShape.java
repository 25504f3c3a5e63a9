package io.forecastj.models.trees;

/**
 * Sizes of a model's rows and answers, and checks that a caller's arrays fit them.
 *
 * <p>Immutable and thread-safe. Messages name both sizes.
 *
 * @param model the name of the model's library, for messages
 * @param features the number of values in a row
 * @param outputs the number of answers for a row
 */
public record RowShape(String model, int features, int outputs) {
    /**
     * Requires a value for each feature.
     *
     * @param row the row
     * @throws IllegalArgumentException if it has another length
     */
    public void requireRow(double[] row) {
        if (row.length != features) {
            throw new IllegalArgumentException("expected a row of " + features + " values, one for each feature of the "
                    + model + " model, found " + row.length);
        }
    }

    /**
     * Requires rows with a value for each feature, and room for the answers of all.
     *
     * @param rows the rows
     * @param out the room
     * @throws IllegalArgumentException if a row has another length, or the room is too small
     */
    public void requireRows(double[][] rows, double[] out) {
        if (out.length < (long) rows.length * outputs) {
            throw new IllegalArgumentException(
                    "expected room for " + (long) rows.length * outputs + " outputs, found an array of " + out.length);
        }
        for (double[] row : rows) {
            requireRow(row);
        }
    }

    /**
     * Requires a model of one answer.
     *
     * @throws IllegalArgumentException if it has several
     */
    public void requireOneOutput() {
        if (outputs != 1) {
            throw new IllegalArgumentException(
                    "the " + model + " model has " + outputs + " outputs; use predict(row, out, at)");
        }
    }

    /**
     * Requires room for the answers of one row.
     *
     * @param out the room
     * @param at the index of the first answer
     * @throws IllegalArgumentException if the index is negative, or the room from there on too small
     */
    public void requireRoom(double[] out, int at) {
        if (at < 0 || at > out.length - outputs) {
            throw new IllegalArgumentException(
                    "expected room for " + outputs + " outputs from " + at + " on, found an array of " + out.length);
        }
    }

    /**
     * Returns the number of contributions for a row: of each feature and the expected value, for each answer.
     *
     * @return the number
     */
    public int contributions() {
        return outputs * (features + 1);
    }
}
