package io.forecastj.backtest.significance;

import io.forecastj.Interval;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Resampling of rows in blocks, so that neighbours stay together: the circular block bootstrap (Politis and Romano,
 * 1992). It tells how much a score would scatter over other samples of the same kind.
 *
 * <p>Immutable and thread-safe: the same seed gives the same samples.
 */
public final class BlockBootstrap {
    /** For each sample the first rows of its blocks. */
    private final int[][] starts;

    private final int rows;
    private final int block;

    private BlockBootstrap(int[][] starts, int rows, int block) {
        this.starts = starts;
        this.rows = rows;
        this.block = block;
    }

    /**
     * Draws samples.
     *
     * @param rows the number of rows to draw from and of each sample, at least 1
     * @param block the number of successive rows in a block, from 1 to {@code rows}; at least the horizon where
     *     forecasts overlap
     * @param samples the number of samples, at least 1; 1,000 and more for intervals
     * @param seed the seed of the random numbers
     * @return the samples
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static BlockBootstrap of(int rows, int block, int samples, long seed) {
        if (rows < 1 || samples < 1) {
            throw new IllegalArgumentException(
                    "rows and samples should be at least 1, found " + rows + " and " + samples);
        }
        if (block < 1 || block > rows) {
            throw new IllegalArgumentException("block should be from 1 to " + rows + " rows, found " + block);
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[][] starts = new int[samples][(rows + block - 1) / block];
        for (int[] sample : starts) {
            for (int i = 0; i < sample.length; i++) {
                sample[i] = random.nextInt(rows);
            }
        }
        return new BlockBootstrap(starts, rows, block);
    }

    /**
     * Returns a usual length of blocks: the cube root of the number of rows, and at least the horizon.
     *
     * @param rows the number of rows, at least 1
     * @param horizon the number of steps ahead, counted in rows, at least 1
     * @return the length, at most {@code rows}
     */
    public static int usualBlock(int rows, int horizon) {
        return Math.min(rows, Math.max(horizon, (int) Math.ceil(StrictMath.cbrt(rows))));
    }

    /** Takes samples that were drawn elsewhere. */
    static BlockBootstrap given(int[][] samples) {
        return new BlockBootstrap(samples, samples[0].length, 1);
    }

    int count() {
        return starts.length;
    }

    int rows() {
        return rows;
    }

    /** Returns the rows of a sample, as a new array. */
    int[] sample(int index) {
        if (block == 1) {
            return starts[index].clone();
        }
        int[] sample = new int[rows];
        for (int at = 0; at < rows; at++) {
            sample[at] = (starts[index][at / block] + at % block) % rows;
        }
        return sample;
    }

    /**
     * Returns the interval of a score between two quantiles of its values over the samples, by linear interpolation.
     *
     * @param coverage the coverage, between 0 and 1, such as 0.95
     * @param score computes the score from the indices of the drawn rows; a NaN does not count
     * @return the interval, NaN to NaN if no sample has a score
     * @throws IllegalArgumentException if the coverage is out of its range
     */
    public Interval interval(double coverage, ToDoubleFunction<int[]> score) {
        Inputs.requireBetween0And1("coverage", coverage);
        double[] scores = IntStream.range(0, count())
                .mapToDouble(index -> score.applyAsDouble(sample(index)))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
        percentile.setData(scores);
        return new Interval(
                percentile.evaluate(50 * (1 - coverage)), percentile.evaluate(50 * (1 + coverage)), coverage);
    }
}
