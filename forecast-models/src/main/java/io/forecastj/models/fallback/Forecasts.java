package io.forecastj.models.fallback;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import java.util.Arrays;
import java.util.List;

/** Converts a member's forecast to one of the predictor with fallbacks. */
final class Forecasts {
    private Forecasts() {}

    /** Returns the same forecast as one of another predictor, with the reasons of the members before this one. */
    static Forecast by(PredictorInfo info, Forecast answer, List<String> reasons) {
        int horizon = answer.horizon();
        long[] times = new long[horizon];
        for (int step = 1; step <= horizon; step++) {
            times[step - 1] = answer.time(step).toEpochMilli();
        }
        Forecast.Builder forecast = Forecast.builder(
                info,
                answer.seriesId(),
                answer.origin().toEpochMilli(),
                times,
                answer.timesEstimated(),
                points(answer));
        if (!answer.classes().isEmpty()) {
            addProbabilities(forecast, answer);
        } else if (answer.levels().length > 0) {
            addQuantiles(forecast, answer);
        }
        if (!reasons.isEmpty()) {
            reasons.forEach(reason -> forecast.status(ForecastStatus.FALLBACK, reason));
            forecast.status(ForecastStatus.FALLBACK, "'" + answer.info().name() + "' answered");
        }
        answer.reasons().forEach(reason -> forecast.status(answer.status(), reason));
        return forecast.build();
    }

    /** Returns the points in the layout {@code [target][step]}; NaN for classes. */
    static double[] points(Forecast forecast) {
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

    private static void addQuantiles(Forecast.Builder to, Forecast from) {
        double[] levels = from.levels();
        for (int target = 0; target < from.targets().size(); target++) {
            double[][] values = missing(from.horizon(), levels.length);
            boolean present = true;
            for (int step : from.steps()) {
                for (int i = 0; i < levels.length; i++) {
                    double quantile = from.quantile(from.targets().get(target), step, levels[i]);
                    values[step - 1][i] = quantile;
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
