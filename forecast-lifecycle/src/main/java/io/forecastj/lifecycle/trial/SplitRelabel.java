package io.forecastj.lifecycle.trial;

import io.forecastj.Forecast;
import io.forecastj.PredictorInfo;
import java.util.Arrays;

/** Copies of an arm's forecast as one of the predictor around it, which {@link Forecast#info()} has to name. */
final class SplitRelabel {
    private SplitRelabel() {}

    /** Returns the same forecast with the description of another predictor of the same targets and steps. */
    static Forecast by(PredictorInfo info, Forecast from) {
        long[] times = new long[from.horizon()];
        for (int step = 1; step <= times.length; step++) {
            times[step - 1] = from.time(step).toEpochMilli();
        }
        Forecast.Builder copy = Forecast.builder(
                info, from.seriesId(), from.origin().toEpochMilli(), times, from.timesEstimated(), points(from));
        if (!from.classes().isEmpty()) {
            addProbabilities(copy, from);
        } else if (from.levels().length > 0) {
            addQuantiles(copy, from);
        }
        from.reasons().forEach(reason -> copy.status(from.status(), reason));
        return copy.build();
    }

    private static double[] points(Forecast from) {
        double[] points = new double[from.targets().size() * from.horizon()];
        Arrays.fill(points, Double.NaN);
        if (from.classes().isEmpty()) {
            for (int target = 0; target < from.targets().size(); target++) {
                double[] one = from.points(from.targets().get(target));
                System.arraycopy(one, 0, points, target * one.length, one.length);
            }
        }
        return points;
    }

    private static void addProbabilities(Forecast.Builder copy, Forecast from) {
        double[][] values = missing(from.horizon(), from.classes().size());
        for (int step : from.steps()) {
            values[step - 1] = from.probabilities(step).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
        copy.probabilities(from.classes(), values);
    }

    private static void addQuantiles(Forecast.Builder copy, Forecast from) {
        double[] levels = from.levels();
        for (int target = 0; target < from.targets().size(); target++) {
            String name = from.targets().get(target);
            double[][] values = missing(from.horizon(), levels.length);
            boolean present = true;
            for (int step : from.steps()) {
                for (int i = 0; i < levels.length; i++) {
                    values[step - 1][i] = from.quantile(name, step, levels[i]);
                    present &= !Double.isNaN(values[step - 1][i]);
                }
            }
            if (present) { // one target may have quantiles while another has none
                copy.quantiles(target, levels, values);
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
