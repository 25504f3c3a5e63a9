package io.forecastj.backtest;

import java.util.stream.IntStream;

/** Shares of actual values at or below the quantiles of one model. */
final class QuantileCalibration {
    private QuantileCalibration() {}

    /** Returns the share of actual values at or below the quantile of each level; NaN if none is known. */
    static double[] observed(Comparison comparison, Comparison.Contender contender) {
        Pairs pairs = comparison.pairs();
        double[] actual = pairs.actual(IntStream.range(0, pairs.index().count()).toArray());
        QuantilePlanes planes = contender.model().quantiles();
        int horizon = contender.model().horizon();
        double[] levels = planes.levels();
        double[] observed = new double[levels.length];
        for (int q = 0; q < levels.length; q++) {
            double[][] plane = planes.plane(levels[q], contender.target());
            long below = 0;
            long known = 0;
            for (int i = 0; i < actual.length; i++) {
                double quantile = plane[pairs.index().series(i)][
                        pairs.index().origin(i) * horizon + pairs.index().step(i) - 1];
                if (Double.isFinite(quantile)) {
                    known++;
                    below += actual[i] <= quantile ? 1 : 0;
                }
            }
            observed[q] = known == 0 ? Double.NaN : (double) below / known;
        }
        return observed;
    }
}
