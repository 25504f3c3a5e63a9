package io.forecastj.models.internal;

import io.forecastj.Forecast;
import io.forecastj.PredictorInfo;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Copies of a member's forecast as forecasts of the predictor around it. Stateless and thread-safe. */
public final class ForecastCopy {
    private ForecastCopy() {}

    /**
     * Starts a copy without status and reasons.
     *
     * @param info the description of the predictor that returns the copy
     * @param answer the member's forecast, of the same targets and steps
     * @param change the change of its points and quantiles, which never decreases as its argument increases;
     *     probabilities stay as they are
     * @return a builder
     */
    public static Forecast.Builder start(PredictorInfo info, Forecast answer, DoubleUnaryOperator change) {
        int horizon = answer.horizon();
        long[] times = new long[horizon];
        for (int step = 1; step <= horizon; step++) {
            times[step - 1] = answer.time(step).toEpochMilli();
        }
        double[] points = points(answer);
        for (int i = 0; i < points.length; i++) {
            points[i] = change.applyAsDouble(points[i]);
        }
        Forecast.Builder forecast = Forecast.builder(
                info, answer.seriesId(), answer.origin().toEpochMilli(), times, answer.timesEstimated(), points);
        if (!answer.classes().isEmpty()) {
            addProbabilities(forecast, answer);
        } else if (answer.levels().length > 0) {
            addQuantiles(forecast, answer, change);
        }
        return forecast;
    }

    /**
     * Adds the status and the reasons of the member's forecast.
     *
     * @param to the copy
     * @param from the member's forecast
     */
    public static void addReasons(Forecast.Builder to, Forecast from) {
        from.reasons().forEach(reason -> to.status(from.status(), reason));
    }

    /**
     * Returns the points in the layout {@code [target][step]}.
     *
     * @param forecast a forecast
     * @return a new array; NaN everywhere for classes
     */
    public static double[] points(Forecast forecast) {
        double[] points = new double[forecast.targets().size() * forecast.horizon()];
        if (!forecast.classes().isEmpty()) {
            Arrays.fill(points, Double.NaN);
            return points;
        }
        int at = 0;
        for (String target : forecast.targets()) {
            System.arraycopy(forecast.points(target), 0, points, at, forecast.horizon());
            at += forecast.horizon();
        }
        return points;
    }

    private static void addProbabilities(Forecast.Builder to, Forecast from) {
        double[][] values = missing(from.horizon(), from.classes().size());
        for (int step : from.steps()) {
            values[step - 1] = from.probabilities(step).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
        to.probabilities(from.classes(), values);
    }

    private static void addQuantiles(Forecast.Builder to, Forecast from, DoubleUnaryOperator change) {
        double[] levels = from.levels();
        for (int target = 0; target < from.targets().size(); target++) {
            double[][] values = missing(from.horizon(), levels.length);
            boolean present = true;
            for (int step : from.steps()) {
                for (int i = 0; i < levels.length; i++) {
                    double quantile = from.quantile(from.targets().get(target), step, levels[i]);
                    values[step - 1][i] = change.applyAsDouble(quantile);
                    present &= !Double.isNaN(quantile);
                }
            }
            if (present) { // one target may have quantiles while another has none
                to.quantiles(target, levels, values);
            }
        }
    }

    private static double[][] missing(int steps, int width) {
        double[][] values = new double[steps][width];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        return values;
    }
}
