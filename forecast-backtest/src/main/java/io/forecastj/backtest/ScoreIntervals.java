package io.forecastj.backtest;

import io.forecastj.Interval;
import io.forecastj.backtest.significance.BlockBootstrap;

/**
 * Intervals of RMSE and skill over the same samples of origins as {@link ModelScores#interval}. Squared errors are
 * summed by origin first, so the time does not grow with the number of pairs.
 */
final class ScoreIntervals {
    static final double COVERAGE = 0.95;

    private final int[] counts;
    private final double[][] sums;
    private final int naive;
    private final BlockBootstrap bootstrap;

    /** @param naive the contender that skill is measured against */
    ScoreIntervals(Comparison comparison, int naive) {
        OriginLosses origins = comparison.origins();
        this.counts = origins.counts();
        this.naive = naive;
        this.sums = new double[comparison.contenders().size()][];
        for (int m = 0; m < sums.length; m++) {
            sums[m] = origins.sums(comparison.pairs().squaredErrors(m, 0));
        }
        this.bootstrap = origins.bootstrap();
    }

    Interval rmse(int model) {
        return bootstrap.interval(COVERAGE, sample -> rmse(model, sample));
    }

    Interval skill(int model) {
        return bootstrap.interval(COVERAGE, sample -> 1 - rmse(model, sample) / rmse(naive, sample));
    }

    private double rmse(int model, int[] sample) {
        double sum = 0;
        long pairs = 0;
        for (int time : sample) {
            sum += sums[model][time];
            pairs += counts[time];
        }
        return Math.sqrt(sum / pairs);
    }
}
