package io.forecastj.models.regression;

import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.util.List;

/**
 * What the models of one step learn, and how their answers become the values of the target columns.
 *
 * <p>Immutable. A response has one or more parts, each learnt by a model of its own from a label of its own.
 */
sealed interface Response permits TargetResponse, QuantileResponse, BarResponse {
    /** The columns that are forecast; they come first in a session's row. */
    List<String> columns();

    /** The target column, by its index, whose value at the base row all changes start from. */
    default int base() {
        return 0;
    }

    /** How many rows before the origin the base of a step lies. */
    int baseLag(int step);

    /** What the parts are called, each with a blank before it; one empty name if there is one part. */
    List<String> parts();

    /** What learns a part. */
    default Regressor regressor(Regressor given, int part) {
        return given;
    }

    /** How many numbers a model gives; with more than one, they are probabilities and there are no values. */
    default int outputs() {
        return 1;
    }

    /** Says what is wrong with a row, which starts with the target columns; an empty text if nothing is. */
    String flaw(double[] row);

    /** The flaw of a target's value. */
    static String flaw(Target target, double value) {
        return target.accepts(value) ? "" : target + " needs positive values, found " + value;
    }

    /** Refuses a series that cannot be learnt from. */
    void check(TimeSeries series);

    /**
     * Computes the label of a part.
     *
     * @param part the part
     * @param columns the target columns' values
     * @param base the row where the change starts
     * @param row the row where it ends
     * @return the label; NaN if a value is missing
     */
    double label(int part, double[][] columns, int base, int row);

    /**
     * Turns the parts' answers into values.
     *
     * @param base the base column's value where the change starts
     * @param answers one for each part; may be changed
     * @param values takes one value for each target column
     */
    void decode(double base, double[] answers, double[] values);

    /** The levels of the quantiles that {@link #decode} leaves in {@code answers}; empty if it leaves none. */
    default List<Double> levels() {
        return List.of();
    }

    /** Reads what the {@code toString()} of a response has written. */
    static Response parse(String text, List<Double> levels) {
        if (text.equals(BarResponse.TEXT) && levels.isEmpty()) {
            return new BarResponse();
        }
        Target target = Target.parse(text);
        return levels.isEmpty() ? new TargetResponse(target) : new QuantileResponse(target, levels);
    }
}
