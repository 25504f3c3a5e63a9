package io.forecastj.models.auto;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/** Quantiles of scaled errors, also of few. Stateless and thread-safe. */
final class PooledQuantiles {
    /** Number of independent errors from which their empirical quantiles are used. */
    private static final int MANY = 40;

    private PooledQuantiles() {}

    /**
     * Estimates quantiles.
     *
     * <p>From many errors they are the empirical ones, at the rank {@code l (n + 1)} as in split conformal prediction.
     * From few they are those of Student's t distribution with as many degrees of freedom as there are independent
     * errors, times the root of the mean square.
     *
     * @param errors the errors, sorted by this method
     * @param independent the number of those that do not depend on each other, at most their number
     * @param levels the levels, increasing between 0 and 1
     * @return the quantiles, none decreasing
     */
    static double[] of(double[] errors, int independent, double[] levels) {
        double[] quantiles = new double[levels.length];
        if (independent >= MANY) {
            Arrays.sort(errors);
            for (int i = 0; i < levels.length; i++) {
                quantiles[i] = empirical(errors, levels[i]);
            }
            return quantiles;
        }
        double square = 0;
        for (double error : errors) {
            square += error * error / errors.length;
        }
        TDistribution student = new TDistribution(null, Math.max(2, independent));
        for (int i = 0; i < levels.length; i++) {
            quantiles[i] = Math.sqrt(square) * student.inverseCumulativeProbability(levels[i]);
        }
        return quantiles;
    }

    private static double empirical(double[] sorted, double level) {
        double rank = level * (sorted.length + 1) - 1;
        if (rank <= 0) {
            return sorted[0];
        }
        if (rank >= sorted.length - 1) {
            return sorted[sorted.length - 1];
        }
        int below = (int) rank;
        return sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below]);
    }
}
