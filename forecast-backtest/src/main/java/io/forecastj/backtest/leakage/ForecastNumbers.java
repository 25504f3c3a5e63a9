package io.forecastj.backtest.leakage;

import io.forecastj.Forecast;
import java.util.ArrayList;
import java.util.List;

/**
 * All numbers of a forecast with their places: points and quantiles, or probabilities.
 *
 * @param places the places in words, such as "step 1"
 * @param values the numbers
 */
record ForecastNumbers(List<String> places, double[] values) {
    static ForecastNumbers of(Forecast forecast) {
        List<String> places = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        boolean classes = !forecast.classes().isEmpty();
        for (int step : forecast.steps()) {
            if (classes) {
                forecast.probabilities(step).forEach((name, value) -> {
                    places.add("probability of " + name + " at step " + step);
                    values.add(value);
                });
                continue;
            }
            for (String target : forecast.targets()) {
                String where = (forecast.targets().size() == 1 ? "" : target + " at ") + "step " + step;
                places.add(where);
                values.add(forecast.point(target, step));
                for (double level : forecast.levels()) {
                    places.add("quantile " + level + " of " + where);
                    values.add(forecast.quantile(target, step, level));
                }
            }
        }
        return new ForecastNumbers(
                places, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** A number that differs. */
    record Change(String place, double before, double after) {
        @Override
        public String toString() {
            return place + " changes from " + before + " to " + after;
        }
    }

    /** Returns the first number that differs from another forecast's by more than rounding; null if there is none. */
    @org.jspecify.annotations.Nullable
    Change firstChange(ForecastNumbers other, double tolerance) {
        int count = Math.min(values.length, other.values.length);
        for (int i = 0; i < count; i++) {
            if (!Rounding.same(values[i], other.values[i], 0, tolerance)) {
                return new Change(places.get(i), values[i], other.values[i]);
            }
        }
        return values.length == other.values.length
                ? null
                : new Change("the number of steps and quantiles", values.length, other.values.length);
    }
}
