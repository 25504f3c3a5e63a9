package io.forecastj.backtest;

import io.forecastj.metrics.ProbabilisticMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scores the quantiles of one model on the compared pairs. It reads the stored forecasts without a copy. */
final class QuantileScoring {
    private final Pairs pairs;
    private final PairIndex index;
    private final int horizon;
    private final double[] levels;
    /** {@code [level][series][origin * horizon + step - 1]}. */
    private final double[][][] quantiles;

    QuantileScoring(Comparison.Contender contender, Pairs pairs) {
        QuantilePlanes planes = contender.model().quantiles();
        this.pairs = pairs;
        this.index = pairs.index();
        this.horizon = contender.model().horizon();
        this.levels = planes.levels();
        this.quantiles = new double[levels.length][][];
        Arrays.setAll(quantiles, level -> planes.plane(levels[level], contender.target()));
    }

    QuantileScores score(int[] at) {
        int[] scored = Arrays.stream(at).filter(this::whole).toArray();
        double[] actual = pairs.actual(scored);
        double[][] values = new double[levels.length][];
        Map<Double, Double> pinball = new LinkedHashMap<>();
        double sum = 0;
        for (int i = 0; i < levels.length; i++) {
            values[i] = values(i, scored);
            double loss = scored.length == 0 ? Double.NaN : ProbabilisticMetrics.pinball(actual, values[i], levels[i]);
            pinball.put(levels[i], loss);
            sum += loss;
        }
        return new QuantileScores(scored.length, 2 * sum / levels.length, pinball, intervals(actual, values));
    }

    private boolean whole(int pair) {
        for (int level = 0; level < levels.length; level++) {
            if (!Double.isFinite(value(level, pair))) {
                return false;
            }
        }
        return true;
    }

    private double value(int level, int pair) {
        return quantiles[level][index.series(pair)][index.origin(pair) * horizon + index.step(pair) - 1];
    }

    private double[] values(int level, int[] at) {
        return Arrays.stream(at).mapToDouble(pair -> value(level, pair)).toArray();
    }

    /** The intervals, the narrowest first: from the levels next to the median outwards. */
    private List<IntervalScore> intervals(double[] actual, double[][] values) {
        List<IntervalScore> intervals = new ArrayList<>();
        for (int lower = levels.length - 1; lower >= 0; lower--) {
            int upper = Arrays.binarySearch(levels, QuantilePlanes.rounded(1 - levels[lower]));
            if (upper > lower) {
                double level = QuantilePlanes.rounded(levels[upper] - levels[lower]);
                intervals.add(
                        actual.length == 0
                                ? new IntervalScore(level, Double.NaN, Double.NaN, Double.NaN)
                                : new IntervalScore(
                                        level,
                                        ProbabilisticMetrics.coverage(actual, values[lower], values[upper]),
                                        ProbabilisticMetrics.meanWidth(values[lower], values[upper]),
                                        ProbabilisticMetrics.winkler(actual, values[lower], values[upper], level)));
            }
        }
        return intervals;
    }
}
