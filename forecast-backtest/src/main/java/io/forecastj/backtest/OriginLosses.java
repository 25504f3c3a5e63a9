package io.forecastj.backtest;

import io.forecastj.Interval;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.significance.BlockBootstrap;
import io.forecastj.backtest.significance.DieboldMariano;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The pairs of one target by the time of their origin: what tests of significance need, whose rows are times. Losses of
 * all steps and series of one time are averaged first, since they depend on each other.
 */
final class OriginLosses {
    /** The least number of origins without common test rows that the test of two models needs. */
    private static final int LEAST = 4;

    private static final int SAMPLES = 1_000;
    private static final long SEED = 1;

    /** The time of each pair, as an index of the sorted times. */
    private final int[] timeOf;

    private final int times;
    private final int overlap;

    OriginLosses(PairIndex pairs, BacktestPlan plan) {
        long[] origins = new long[pairs.count()];
        long[] ends = new long[pairs.count()];
        for (int i = 0; i < origins.length; i++) {
            BacktestPlan.Origins of = plan.series().get(pairs.series(i));
            TimeSeries series = of.series();
            int row = of.rows()[pairs.origin(i)];
            origins[i] = series.timestamp(row);
            ends[i] = series.timestamp(row + pairs.step(i));
        }
        long[] sorted = Arrays.stream(origins).sorted().distinct().toArray();
        this.times = sorted.length;
        this.timeOf = Arrays.stream(origins)
                .mapToInt(origin -> Arrays.binarySearch(sorted, origin))
                .toArray();
        this.overlap = overlap(sorted, ends);
    }

    /** Returns the largest number of successive origins before the last time that the first of them forecasts. */
    private int overlap(long[] sorted, long[] ends) {
        int most = 1;
        for (int i = 0; i < ends.length; i++) {
            int end = Arrays.binarySearch(sorted, ends[i]);
            most = Math.max(most, (end < 0 ? -end - 1 : end) - timeOf[i]);
        }
        return most;
    }

    /** The number of distinct times of origins. */
    int times() {
        return times;
    }

    /** The number of successive origins whose forecasts have test rows in common. */
    int overlap() {
        return overlap;
    }

    /**
     * Returns the sum of the losses of each time, divided by the mean number of pairs of a time: so their mean is that
     * of all pairs, and a difference has the sign of the difference of the scores.
     */
    double[] losses(double[] lossOfPair) {
        double[] losses = sums(lossOfPair);
        for (int t = 0; t < times; t++) {
            losses[t] = losses[t] * times / timeOf.length;
        }
        return losses;
    }

    /** Returns the sum of the losses of each time. */
    double[] sums(double[] lossOfPair) {
        double[] sums = new double[times];
        for (int i = 0; i < timeOf.length; i++) {
            sums[timeOf[i]] += lossOfPair[i];
        }
        return sums;
    }

    /** Returns the number of pairs of each time. */
    int[] counts() {
        int[] counts = new int[times];
        for (int time : timeOf) {
            counts[time]++;
        }
        return counts;
    }

    /**
     * Tests two models by their losses of each time; empty if the origins are too few. Losses are taken to depend on
     * each other as far as forecasts overlap, and at least as far as the blocks of {@link #bootstrap()} reach.
     */
    Optional<DieboldMariano> test(double[] losses, double[] others) {
        return times < LEAST * overlap
                ? Optional.empty()
                : Optional.of(DieboldMariano.of(
                        losses, others, BlockBootstrap.usualBlock(times, overlap), DieboldMariano.Variance.COSINES));
    }

    /** Returns samples of the times, in blocks that keep overlapping forecasts together. */
    BlockBootstrap bootstrap() {
        return BlockBootstrap.of(times, BlockBootstrap.usualBlock(times, overlap), SAMPLES, SEED);
    }

    /** Returns the interval of a score of pairs over samples of the times. */
    Interval interval(double coverage, ToDoubleFunction<int[]> scoreOfPairs) {
        if (times == 0) {
            return new Interval(Double.NaN, Double.NaN, coverage);
        }
        int[][] pairsOf = new int[times][];
        int[] counts = new int[times];
        for (int time : timeOf) {
            counts[time]++;
        }
        Arrays.setAll(pairsOf, time -> new int[counts[time]]);
        Arrays.fill(counts, 0);
        for (int i = 0; i < timeOf.length; i++) {
            pairsOf[timeOf[i]][counts[timeOf[i]]++] = i;
        }
        return bootstrap().interval(coverage, sample -> {
            int[] drawn = Arrays.stream(sample)
                    .flatMap(time -> Arrays.stream(pairsOf[time]))
                    .toArray();
            Arrays.sort(drawn); // by series, as scores that average over series need it
            return scoreOfPairs.applyAsDouble(drawn);
        });
    }
}
