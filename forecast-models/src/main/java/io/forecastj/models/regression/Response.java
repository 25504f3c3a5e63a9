package io.forecastj.models.regression;

import io.forecastj.Forecast;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.util.List;

/**
 * What the models of one step learn, and how their answers become the values of the target columns.
 *
 * <p>Immutable. A response has one or more parts, each learnt by a model of its own from a label of its own.
 */
sealed interface Response permits TargetResponse, QuantileResponse, BarResponse, ClassResponse {
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

    /** The number of outputs of each part's model. */
    default int outputs() {
        return 1;
    }

    /** Writes a part's answers from {@code part * outputs()} on. */
    default void answer(RegressionModel model, double[] inputs, int part, double[] answers) {
        answers[part] = model.predict(inputs);
    }

    /** Says why a forecast cannot be fed back as the next row; an empty text if it can. */
    default String hindrance() {
        return "";
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
     * @param answers {@link #outputs} for each part; may be changed
     * @param values takes one value for each target column, NaN where a forecast has none
     */
    void decode(double base, double[] answers, double[] values);

    /** The levels of the quantiles that are forecast, increasing; empty if there are none. */
    default List<Double> levels() {
        return List.of();
    }

    /** The number of answers of a step, from the first on, that {@link #complete} needs as {@link #decode} leaves them. */
    default int kept() {
        return 0;
    }

    /**
     * Adds what a forecast holds beside points.
     *
     * @param steps the steps that are forecast
     * @param kept for each step from 1 the answers, {@link #kept} of them; NaN at a step that is not forecast
     */
    default void complete(Forecast.Builder forecast, List<Integer> steps, double[][] kept) {}

    /**
     * Says which point is no finite number; an empty text if none is, or if there are no points.
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
     * @param levels the levels of quantiles to forecast; empty for none
     * @throws IllegalArgumentException if quantiles are asked of classes, or for other levels than {@link
     *     QuantileResponse} takes
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

    /** Reads what the {@code toString()} of a response has written. */
    static Response parse(String text, List<Double> levels) {
        if (text.equals(BarResponse.TEXT) && levels.isEmpty()) {
            return new BarResponse();
        }
        return of(Target.parse(text), levels);
    }
}
