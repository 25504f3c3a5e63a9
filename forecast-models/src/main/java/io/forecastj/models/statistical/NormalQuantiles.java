package io.forecastj.models.statistical;

import org.apache.commons.math3.distribution.NormalDistribution;

/** Quantiles of normal errors around point forecasts. Stateless and thread-safe. */
final class NormalQuantiles {
    private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

    private NormalQuantiles() {}

    /**
     * Computes the quantiles of every step.
     *
     * @param points the means, one for each step
     * @param deviations the standard deviations, one for each step, NaN where there is no estimate
     * @param levels the levels, increasing between 0 and 1
     * @return {@code [step - 1][level]}
     */
    static double[][] of(double[] points, double[] deviations, double[] levels) {
        double[] normal = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            normal[i] = STANDARD.inverseCumulativeProbability(levels[i]);
        }
        double[][] quantiles = new double[points.length][levels.length];
        for (int step = 0; step < points.length; step++) {
            for (int i = 0; i < levels.length; i++) {
                quantiles[step][i] = points[step] + normal[i] * deviations[step];
            }
        }
        return quantiles;
    }
}
