package io.forecastj.models.regression;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Target;
import io.forecastj.models.internal.ArgumentChecks;
import java.util.Arrays;
import java.util.List;

/**
 * Quantiles of the change of one column, each forecast by a separate model; the median is the point forecast.
 *
 * <p>Quantiles from separately trained models can cross. Sorting removes that and never increases their distance from
 * the true quantiles (Chernozhukov, Fernández-Val and Galichon, Quantile and Probability Curves Without Crossing,
 * Econometrica 78, 2010).
 *
 * @param levels the levels, increasing, 0.5 among them
 */
record QuantileResponse(Target.Valued target, List<Double> levels) implements ColumnResponse {
    QuantileResponse {
        levels = List.copyOf(levels);
        if (!ArgumentChecks.increaseBetween0And1(levels)) {
            throw new IllegalArgumentException(
                    "quantiles must have levels that increase between 0 and 1, found " + levels);
        }
        if (!levels.contains(0.5)) {
            throw new IllegalArgumentException(
                    "quantiles must contain the level 0.5, which is the point forecast, found " + levels);
        }
    }

    @Override
    public List<String> parts() {
        return levels.stream().map(level -> " quantile " + level).toList();
    }

    @Override
    public Regressor regressor(Regressor given, int part) {
        return given.quantile(levels.get(part));
    }

    @Override
    public String hindrance() {
        return "quantiles of one step do not add up to those of several steps";
    }

    @Override
    public void decode(double base, double[] answers, double[] values) {
        for (int i = 0; i < answers.length; i++) {
            answers[i] = target.decode(base, answers[i]);
        }
        Arrays.sort(answers);
        values[0] = answers[median()];
    }

    @Override
    public void move(double point, double[] answers, double[] values) {
        boolean relative = target instanceof Target.LogReturn;
        for (int i = 0; i < answers.length; i++) {
            answers[i] = relative ? answers[i] * (point / values[0]) : answers[i] + (point - values[0]);
        }
        values[0] = answers[median()];
    }

    private int median() {
        int at = 0;
        while (levels.get(at) != 0.5) {
            at++;
        }
        return at;
    }

    @Override
    public int kept() {
        return levels.size();
    }

    @Override
    public void complete(Forecast.Builder forecast, List<Integer> steps, double[][] kept) {
        for (int step : steps) {
            // sorting has moved missing quantiles to the end
            if (Double.isNaN(kept[step - 1][levels.size() - 1])) {
                forecast.status(ForecastStatus.DEGRADED, "the quantiles of step " + step + " are missing");
                return;
            }
        }
        forecast.quantiles(0, levels.stream().mapToDouble(Double::doubleValue).toArray(), kept);
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
