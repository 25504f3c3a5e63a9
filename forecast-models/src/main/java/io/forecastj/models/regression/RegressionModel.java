package io.forecastj.models.regression;

import io.forecastj.StateWriter;
import java.util.List;

/**
 * Trained function from a row of features to one or more numbers.
 *
 * <p>Immutable and thread-safe; evaluating a row allocates nothing. Models evaluated in Java hold no native memory, and
 * closing them does nothing.
 */
public interface RegressionModel extends AutoCloseable {
    /**
     * Returns the short name of the kind of model, such as {@code "lightgbm"}.
     *
     * @return the kind
     */
    String kind();

    /**
     * Returns the names of the inputs in order.
     *
     * @return the names, unmodifiable
     */
    List<String> features();

    /**
     * Returns the number of outputs for each row: 1, or the number of classes.
     *
     * @return the number of outputs, at least 1
     */
    int outputs();

    /**
     * Evaluates one row of a model with one output.
     *
     * @param row the inputs in the order of {@link #features()}, NaN for a missing one
     * @return the output
     * @throws IllegalArgumentException if the row has another length or the model has several outputs
     * @throws io.forecastj.PredictorClosedException if a native model is closed
     */
    double predict(double[] row);

    /**
     * Evaluates one row.
     *
     * @param row the inputs in the order of {@link #features()}, NaN for a missing one
     * @param out receives {@link #outputs()} values
     * @param at the index of the first value in {@code out}
     * @throws IllegalArgumentException if the row has another length or the outputs do not fit
     * @throws io.forecastj.PredictorClosedException if a native model is closed
     */
    void predict(double[] row, double[] out, int at);

    /**
     * Evaluates many rows. The default implementation evaluates row by row; models that are faster for many rows
     * together override it.
     *
     * @param rows the rows, each with the inputs in the order of {@link #features()}
     * @param out receives {@link #outputs()} values for each row, row after row
     * @throws IllegalArgumentException if a row has another length or the outputs do not fit
     * @throws io.forecastj.PredictorClosedException if a native model is closed
     */
    default void predictAll(double[][] rows, double[] out) {
        int outputs = outputs();
        if (out.length < (long) rows.length * outputs) {
            throw new IllegalArgumentException(
                    "expected room for " + (long) rows.length * outputs + " outputs, found an array of " + out.length);
        }
        for (int i = 0; i < rows.length; i++) {
            predict(rows[i], out, i * outputs);
        }
    }

    /**
     * Describes what is wrong with a row that the model answers all the same, such as a category that its training has
     * not seen. A forecast from such a row is {@link io.forecastj.ForecastStatus#DEGRADED} for this reason. Called for
     * each row of a forecast: allocates nothing unless it finds something. The default implementation finds nothing.
     *
     * @param row the inputs in the order of {@link #features()}, NaN for a missing one, which is not wrong
     * @return a readable sentence that names the input and its value; empty if nothing is wrong
     */
    default String flaw(double[] row) {
        return "";
    }

    /**
     * Writes data that distinguish this model from every other one of its kind, or a hash of such data. Snapshots of
     * sessions are bound to it. A model that was saved and loaded writes the same as before.
     *
     * @param out receives the values
     */
    void identify(StateWriter out);

    /** Frees native memory, if there is any, when the last running call ends. Idempotent. */
    @Override
    default void close() {}
}
