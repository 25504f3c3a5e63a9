package io.forecastj.backtest.significance;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Tests of intervals, or of a quantile such as a value at risk: whether as many values lie outside as stated (Kupiec,
 * 1995), and whether a miss says nothing on the next row (Christoffersen, Evaluating Interval Forecasts, 1998). Each
 * statistic is a likelihood ratio.
 *
 * <p>Immutable and thread-safe. Misses are of forecasts one step ahead in the order of time: those of more steps
 * overlap and come in clusters without being wrong.
 *
 * @param misses the number of values outside
 * @param count the number of values
 * @param kupiec the statistic of the number of misses, chi-squared with 1 degree of freedom
 * @param kupiecP its p-value
 * @param independence the statistic of independence, chi-squared with 1 degree of freedom
 * @param independenceP its p-value
 * @param conditional the statistic of both together, chi-squared with 2 degrees of freedom
 * @param conditionalP its p-value
 */
public record CoverageTest(
        int misses,
        int count,
        double kupiec,
        double kupiecP,
        double independence,
        double independenceP,
        double conditional,
        double conditionalP) {
    /**
     * Tests.
     *
     * @param missed for each row whether the value lay outside
     * @param rate the stated share of misses, between 0 and 1: 1 - coverage
     * @return the result
     * @throws IllegalArgumentException if there are fewer than 2 rows, or the rate is out of its range
     */
    public static CoverageTest of(boolean[] missed, double rate) {
        Inputs.requireBetween0And1("rate", rate);
        if (missed.length < 2) {
            throw new IllegalArgumentException("missed should have at least 2 rows, found " + missed.length);
        }
        int misses = 0;
        int[][] from = new int[2][2];
        for (int i = 0; i < missed.length; i++) {
            misses += missed[i] ? 1 : 0;
            if (i > 0) {
                from[missed[i - 1] ? 1 : 0][missed[i] ? 1 : 0]++;
            }
        }
        int count = missed.length;
        double kupiec = ratio(
                logLikelihood(count - misses, misses, rate),
                logLikelihood(count - misses, misses, misses / (double) count));
        double after = (from[0][1] + from[1][1]) / (double) (count - 1);
        double independence = ratio(
                logLikelihood(from[0][0] + from[1][0], from[0][1] + from[1][1], after),
                logLikelihood(from[0][0], from[0][1], share(from[0]))
                        + logLikelihood(from[1][0], from[1][1], share(from[1])));
        double both = kupiec + independence;
        return new CoverageTest(
                misses, count, kupiec, p(kupiec, 1), independence, p(independence, 1), both, p(both, 2));
    }

    private static double share(int[] from) {
        int all = from[0] + from[1];
        return all == 0 ? 0 : from[1] / (double) all;
    }

    /** Returns the logarithm of the probability of the counts, where 0 log 0 is 0. */
    private static double logLikelihood(int hits, int misses, double rate) {
        return (hits == 0 ? 0 : hits * Math.log1p(-rate)) + (misses == 0 ? 0 : misses * Math.log(rate));
    }

    private static double ratio(double restricted, double free) {
        return Math.max(0, 2 * (free - restricted));
    }

    private static double p(double statistic, int degrees) {
        return 1 - new ChiSquaredDistribution(null, degrees).cumulativeProbability(statistic);
    }
}
