package io.forecastj.models.conformal;

import io.forecastj.metrics.PointMetrics;
import io.forecastj.models.internal.SeriesForecasts;
import java.util.Arrays;
import java.util.List;

/**
 * Usual size of the errors of one target: a spread for each series and a profile over the steps that all series share.
 *
 * <p>A series' errors are measured in units of its mean absolute change from row to row, so that series of any unit are
 * comparable. The profile is the median over the series at each step, smoothed over neighbouring steps. The errors of a
 * series relative to the profile are then shrunk towards those of all series: with n origins, their logarithm is
 * multiplied by {@code n / (n + 10)}.
 *
 * @param profile the usual error of each step in units of a spread
 * @param ofSeries the spread of each series; NaN for a series without errors
 */
record Spreads(double[] profile, double[] ofSeries) {
    /** Number of origins that weigh as much as all other series. */
    private static final double PRIOR = 10;

    static Spreads of(List<SeriesForecasts> forecasts, int target, int[] steps) {
        int count = forecasts.size();
        double[] changes = new double[count];
        double[][] relative = new double[count][];
        for (int s = 0; s < count; s++) {
            double[] errors = errors(forecasts.get(s), target, steps);
            changes[s] = change(forecasts.get(s), target, errors);
            double change = changes[s];
            relative[s] = Arrays.stream(errors).map(error -> error / change).toArray();
        }
        double[] profile = new double[steps.length];
        for (int i = 0; i < steps.length; i++) {
            int step = i;
            profile[i] = median(Arrays.stream(relative)
                    .mapToDouble(one -> one[step])
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray());
        }
        double[] smooth = smoothed(profile);
        double[] spreads = new double[count];
        for (int s = 0; s < count; s++) {
            spreads[s] = changes[s] * shrunk(relative[s], smooth, origins(forecasts.get(s)));
        }
        return new Spreads(smooth, spreads);
    }

    private static int origins(SeriesForecasts one) {
        return Math.max(0, one.lastOrigin() - one.firstOrigin() + 1);
    }

    /** Returns the mean absolute error of each step, NaN if there is none. */
    private static double[] errors(SeriesForecasts one, int target, int[] steps) {
        double[] errors = new double[steps.length];
        for (int i = 0; i < steps.length; i++) {
            double sum = 0;
            int found = 0;
            for (int row = one.firstOrigin(); row <= one.lastOrigin(); row++) {
                double error = Math.abs(one.truth(row, target, steps[i]) - one.point(row, 0, target, steps[i]));
                if (Double.isFinite(error)) {
                    sum += error;
                    found++;
                }
            }
            errors[i] = found == 0 ? Double.NaN : sum / found;
        }
        return errors;
    }

    /**
     * Returns the mean absolute change from row to row; without any change to measure, the mean error, so that series
     * stay comparable.
     */
    private static double change(SeriesForecasts one, int target, double[] errors) {
        double[] values = new double[one.series().length()];
        Arrays.setAll(values, row -> one.value(row, target));
        double change = PointMetrics.absoluteScale(values, 1);
        if (Double.isNaN(change)) {
            change = Arrays.stream(errors).filter(Double::isFinite).average().orElse(Double.NaN);
        }
        return change == 0 ? Double.MIN_NORMAL : change;
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return 1;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Smooths a profile: each step has twice the weight of each neighbour; the ends are their own neighbours. */
    private static double[] smoothed(double[] profile) {
        double[] smooth = new double[profile.length];
        for (int i = 0; i < profile.length; i++) {
            double before = profile[Math.max(0, i - 1)];
            double after = profile[Math.min(profile.length - 1, i + 1)];
            smooth[i] = (before + 2 * profile[i] + after) / 4;
        }
        return smooth;
    }

    private static double shrunk(double[] relative, double[] profile, int origins) {
        double sum = 0;
        int found = 0;
        for (int i = 0; i < profile.length; i++) {
            double ratio = relative[i] / profile[i];
            if (Double.isFinite(ratio)) {
                sum += ratio;
                found++;
            }
        }
        if (found == 0) {
            return Arrays.stream(relative).anyMatch(Double::isFinite) ? 1 : Double.NaN;
        }
        return sum == 0 ? 0 : StrictMath.exp(StrictMath.log(sum / found) * origins / (origins + PRIOR));
    }
}
