package io.forecastj.models.statistical;

/**
 * Measures of the strength of seasons and trend, from 0 to 1: the share of the variance of a component and the
 * remainder that is not the remainder's (Wang, Smith and Hyndman, Characteristic-Based Clustering for Time Series Data,
 * Data Mining and Knowledge Discovery, 2006). Stateless and thread-safe.
 */
final class SeasonalStrength {
    private SeasonalStrength() {}

    /**
     * Computes the strength of the season of a series by the default decomposition.
     *
     * @param values the values, all finite, more than two seasons
     * @param season the number of values of a season, at least 2
     * @return the strength, from 0 to 1; above 0.64 a seasonal difference is taken for differencing
     * @throws IllegalArgumentException if there are at most two seasons of values, or one is not finite
     */
    static double of(double[] values, int season) {
        return seasonal(Mstl.of(season).decompose(values))[0];
    }

    /**
     * Computes the strength of each season.
     *
     * @param parts the parts of a series
     * @return the strengths, from 0 to 1
     */
    static double[] seasonal(MstlParts parts) {
        double[] strengths = new double[parts.seasonal().length];
        for (int s = 0; s < strengths.length; s++) {
            strengths[s] = strength(parts.seasonal()[s], parts.remainder());
        }
        return strengths;
    }

    /**
     * Computes the strength of the trend.
     *
     * @param parts the parts of a series
     * @return the strength, from 0 to 1
     */
    static double trend(MstlParts parts) {
        return strength(parts.trend(), parts.remainder());
    }

    /** Returns the strength; 0 for a component and remainder without variance. */
    private static double strength(double[] component, double[] remainder) {
        double[] sum = new double[remainder.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = component[i] + remainder[i];
        }
        double all = squares(sum);
        return all > 0 ? Math.max(0, 1 - squares(remainder) / all) : 0;
    }

    /** Returns the sum of the squared distances from the mean. */
    private static double squares(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares;
    }
}
