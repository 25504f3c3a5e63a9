package io.forecastj.models.statistical;

/**
 * Effects of errors on later rows in models whose forecasts are linear in their state (Hyndman, Koehler, Ord and
 * Snyder, Forecasting with Exponential Smoothing, 2008, section 6.1).
 *
 * <p>Stateless and thread-safe.
 */
final class LinearEffects {
    private LinearEffects() {}

    /**
     * Computes the standard deviations of forecast errors. At step {@code h} they are {@code sigma} times the root of
     * the sum of squares of what an error adds to its own row, which is 1, and to the {@code h - 1} rows after it.
     *
     * @param effects what an error of 1 adds to the rows after it, one number for each step
     * @param deviation the standard deviation {@code sigma} of the errors one step ahead
     * @return one deviation for each step
     */
    static double[] deviations(double[] effects, double deviation) {
        double[] deviations = new double[effects.length];
        double sum = 1;
        for (int step = 0; step < effects.length; step++) {
            deviations[step] = deviation * Math.sqrt(sum);
            sum += effects[step] * effects[step];
        }
        return deviations;
    }
}
