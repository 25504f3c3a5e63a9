package io.forecastj;

/** The distribution function given by quantiles: linear between them, and unknown beyond the outermost ones. */
final class QuantileCurve {
    private QuantileCurve() {}

    /**
     * The probability of a value up to {@code value}, or below it.
     *
     * @param levels the levels, increasing
     * @param quantiles the quantiles, not decreasing
     * @param included whether a value equal to {@code value} counts; it matters where quantiles are equal
     * @return the probability, never below the lowest level or above the highest
     */
    static double probability(double[] levels, double[] quantiles, double value, boolean included) {
        int below = 0;
        while (below < quantiles.length && (included ? quantiles[below] <= value : quantiles[below] < value)) {
            below++;
        }
        if (below == 0) {
            return levels[0];
        }
        if (below == quantiles.length) {
            return levels[below - 1];
        }
        double width = quantiles[below] - quantiles[below - 1];
        double share = (value - quantiles[below - 1]) / width;
        // with an infinite quantile, the position between the levels is unknown
        return levels[below - 1] + (share > 0 ? Math.min(1, share) : 0) * (levels[below] - levels[below - 1]);
    }
}
