package io.forecastj.backtest.significance;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Pesaran-Timmermann test of direction: whether rises and falls are forecast more often than by forecasts that know
 * only how frequent they are (A Simple Nonparametric Test of Predictive Performance, 1992).
 *
 * <p>Immutable and thread-safe. Rows whose actual value does not change are left out. It supposes that rows are
 * independent: take every h-th forecast of h steps ahead.
 *
 * @param statistic standard normal if there is no skill; NaN if all actual or all forecast changes have one direction
 * @param pValue the probability of a statistic as large without skill; NaN with the statistic
 * @param hits the share of directions that were right
 * @param expected the share that chance alone would have right
 * @param count the number of rows that count
 */
public record PesaranTimmermann(double statistic, double pValue, double hits, double expected, int count) {
    /**
     * Tests.
     *
     * @param actual the actual changes
     * @param forecast the forecast changes of the same rows; 0 counts as a fall
     * @return the result
     * @throws IllegalArgumentException if the lengths differ, a number is not finite, or no actual value changes
     */
    public static PesaranTimmermann of(double[] actual, double[] forecast) {
        Inputs.requireSameLength("actual", actual.length, "forecast", forecast.length);
        Inputs.requireFinite("actual", actual, 1);
        Inputs.requireFinite("forecast", forecast, 1);
        int count = 0;
        double rises = 0;
        double forecastRises = 0;
        double right = 0;
        for (int i = 0; i < actual.length; i++) {
            if (actual[i] != 0) {
                count++;
                rises += actual[i] > 0 ? 1 : 0;
                forecastRises += forecast[i] > 0 ? 1 : 0;
                right += actual[i] > 0 == forecast[i] > 0 ? 1 : 0;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("actual should have changes other than 0, found none");
        }
        double y = rises / count;
        double x = forecastRises / count;
        double hits = right / count;
        double expected = y * x + (1 - y) * (1 - x);
        double ofHits = expected * (1 - expected) / count;
        double ofExpected = (2 * y - 1) * (2 * y - 1) * x * (1 - x) / count
                + (2 * x - 1) * (2 * x - 1) * y * (1 - y) / count
                + 4 * y * x * (1 - y) * (1 - x) / ((double) count * count);
        double variance = ofHits - ofExpected;
        boolean bothWays = rises > 0 && rises < count && forecastRises > 0 && forecastRises < count && variance > 0;
        double statistic = bothWays ? (hits - expected) / Math.sqrt(variance) : Double.NaN;
        double pValue = bothWays ? new NormalDistribution(null, 0, 1).cumulativeProbability(-statistic) : Double.NaN;
        return new PesaranTimmermann(statistic, pValue, hits, expected, count);
    }
}
