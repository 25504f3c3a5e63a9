package io.forecastj.models.statistical;

import java.util.Arrays;
import java.util.Random;

/**
 * Quantiles of the forecasts of models whose variances have no formula, from 5,000 simulated continuations of the
 * series with normal errors. They are the same at every call, since the random numbers begin with the same seed.
 * Stateless and thread-safe.
 */
final class EtsSimulation {
    private static final int PATHS = 5_000;
    private static final long SEED = 1;

    private EtsSimulation() {}

    /** Returns the quantiles, {@code [step - 1][level]}. */
    static double[][] quantiles(EtsModel model, double[] state, int steps, double[] levels) {
        double[][] values = new double[steps][PATHS];
        Random random = new Random(SEED);
        double[] moving = new double[state.length];
        double[] row = new double[1];
        double[] mean = new double[1];
        for (int path = 0; path < PATHS; path++) {
            System.arraycopy(state, 0, moving, 0, state.length);
            for (int step = 0; step < steps; step++) {
                // simulated forms do not need scratch, since their forecasts have no formula for products
                model.forecast(moving, mean, LocalModel.Regressors.NONE, mean);
                double error = model.deviation() * random.nextGaussian();
                row[0] = mean[0] + (model.components().multiplicativeError() ? mean[0] * error : error);
                values[step][path] = row[0];
                model.update(moving, row);
            }
        }
        double[][] quantiles = new double[steps][levels.length];
        for (int step = 0; step < steps; step++) {
            Arrays.sort(values[step]);
            for (int i = 0; i < levels.length; i++) {
                quantiles[step][i] = quantile(values[step], levels[i]);
            }
        }
        return quantiles;
    }

    /** Interpolates between the sorted values; the quantile of level p is at the place p (n - 1), counted from 0. */
    private static double quantile(double[] sorted, double level) {
        double at = level * (sorted.length - 1);
        int below = (int) at;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (at - below) * (above - sorted[below]);
    }
}
