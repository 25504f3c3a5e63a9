package io.forecastj.models.regression;

import io.forecastj.Forecast;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.util.List;

/**
 * Quantity that the models of one step learn, and the conversion of their answers to values of the target columns.
 *
 * <p>Immutable. A response has one or more parts; for each part a separate model learns a separate label.
 */
sealed interface Response permits ColumnResponse, BarResponse {
    /** Returns the forecast columns; they come first in a session's row. */
    List<String> columns();

    /** Returns the index of the target column whose value at the base row is the start of all changes. */
    default int base() {
        return 0;
    }

    /** Returns the number of rows from the base of a step to the origin. */
    int baseLag(int step);

    /** Returns the names of the parts, each with a leading blank; a single part has an empty name. */
    List<String> parts();

    /** Returns the regressor of a part. */
    default Regressor regressor(Regressor given, int part) {
        return given;
    }

    /** Returns the number of outputs of each part's model. */
    default int outputs() {
        return 1;
    }

    /** Writes a part's answers, starting at index {@code part * outputs()}. */
    default void answer(RegressionModel model, double[] inputs, int part, double[] answers) {
        answers[part] = model.predict(inputs);
    }

    /** Returns the reason why a forecast cannot be used as the next row; an empty text if it can. */
    default String hindrance() {
        return "";
    }

    /** Returns the error in a row, which starts with the target columns; an empty text if the row is valid. */
    String flaw(double[] row);

    /** Returns the error in a target's value; an empty text if it is valid. */
    static String flaw(Target target, double value) {
        return target.accepts(value) ? "" : target + " needs positive values, found " + value;
    }

    /** Rejects a series that cannot be used for training. */
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
     * @param answers {@link #outputs} answers for each part; may be changed
     * @param values receives one value for each target column; NaN for a column without a value
     */
    void decode(double base, double[] answers, double[] values);

    /**
     * Moves a decoded forecast to another value of the base column; the other values and the answers move with it.
     *
     * @param point the other value
     * @param answers the answers as {@link #decode} has left them; may be changed
     * @param values the decoded values; changed
     */
    default void move(double point, double[] answers, double[] values) {
        values[base()] = point;
    }

    /** Returns whether there are values, which can be drawn towards a naive forecast. */
    default boolean shrinks() {
        return true;
    }

    /** Returns the levels of the forecast quantiles, increasing; empty if there are none. */
    default List<Double> levels() {
        return List.of();
    }

    /**
     * Returns how many of a step's answers, from the first, {@link #complete} needs in the form that {@link #decode}
     * leaves them in.
     */
    default int kept() {
        return 0;
    }

    /**
     * Adds the forecast's data beside points.
     *
     * @param steps the forecast steps
     * @param kept for each step from 1 the first {@link #kept} answers; NaN at a step that is not forecast
     */
    default void complete(Forecast.Builder forecast, List<Integer> steps, double[][] kept) {}

    /**
     * Describes the first point that is not finite; an empty text if all are finite or there are no points.
     *
     * @param points {@code [column][step]}, from step 1 to the horizon
     */
    default String notFinite(double[] points, List<Integer> steps) {
        List<String> columns = columns();
        int horizon = points.length / columns.size();
        for (int step : steps) {
            for (int c = 0; c < columns.size(); c++) {
                double point = points[c * horizon + step - 1];
                if (!Double.isFinite(point)) {
                    return "the forecast of " + (columns.size() == 1 ? "" : "'" + columns.get(c) + "' at ") + "step "
                            + step + " is " + point;
                }
            }
        }
        return "";
    }

    /**
     * Makes the response of one column.
     *
     * @param levels the levels of the quantiles to forecast; empty for none
     * @throws IllegalArgumentException if there are levels and the target has classes, or if {@link QuantileResponse}
     *     rejects the levels
     */
    static Response of(Target target, List<Double> levels) {
        if (target instanceof Target.Valued valued) {
            return levels.isEmpty() ? new TargetResponse(valued) : new QuantileResponse(valued, levels);
        }
        if (!levels.isEmpty()) {
            throw new IllegalArgumentException(target + " has classes, which have no quantiles");
        }
        return new ClassResponse((Target.Direction) target);
    }

    /** Reads a text written by the {@code toString()} of a response. */
    static Response parse(String text, List<Double> levels) {
        if (text.equals(BarResponse.TEXT) && levels.isEmpty()) {
            return new BarResponse();
        }
        return of(Target.parse(text), levels);
    }
}
