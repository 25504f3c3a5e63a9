package io.forecastj.models.internal;

import io.forecastj.models.internal.ShrinkageEstimate.Changes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Squared errors of a combination against those of the naive forecast, and the number of independent errors that they
 * are worth.
 */
final class LossDifferences {
    /** Least number of spans that do not overlap, to estimate a variance over time. */
    private static final int ENOUGH_SPANS = 3;

    /** Number of series from which on they count as independent if time is too short. */
    private static final int ENOUGH_SERIES = 20;

    /** Number of spans that count for nothing, since a variance that is estimated from few spans is too small. */
    private static final int UNCERTAIN_SPANS = 2;

    private final Changes changes;
    private final double[] scales;
    private final int overlap;
    private final int[] atTime;
    private final int times;
    private final int series;

    private LossDifferences(Changes changes, double[] scales, int overlap, int[] atTime, int times, int series) {
        this.changes = changes;
        this.scales = scales;
        this.overlap = overlap;
        this.atTime = atTime;
        this.times = times;
        this.series = series;
    }

    /**
     * Takes the changes of a step.
     *
     * @param overlap the number of successive origins whose spans overlap, at least 1
     * @return the differences; null if no series ever changes
     */
    static @Nullable LossDifferences of(Changes changes, int overlap) {
        double[] scales = changes.scales();
        if (Arrays.stream(scales).noneMatch(scale -> scale > 0)) {
            return null;
        }
        long[] distinct = Arrays.stream(changes.times, 0, changes.count)
                .sorted()
                .distinct()
                .toArray();
        int[] atTime = new int[changes.count];
        for (int i = 0; i < atTime.length; i++) {
            atTime[i] = Arrays.binarySearch(distinct, changes.times[i]);
        }
        int series =
                (int) Arrays.stream(changes.series, 0, changes.count).distinct().count();
        return new LossDifferences(changes, scales, overlap, atTime, distinct.length, series);
    }

    /** Returns whether there are enough spans that do not overlap, or enough series, to estimate a variance. */
    boolean enough() {
        return longEnough() || series >= ENOUGH_SERIES;
    }

    private boolean longEnough() {
        return times >= (long) ENOUGH_SPANS * overlap;
    }

    /**
     * Returns the logarithm of the ratio of the naive forecast's mean squared error to that of a combination.
     *
     * @param weights those of the model and of the seasonal naive forecast
     */
    double logRatio(double[] weights) {
        double naive = 0;
        double other = 0;
        for (int i = 0; i < changes.count; i++) {
            if (scales[i] > 0) {
                double error = error(i, weights);
                naive += changes.actual[i] * changes.actual[i] / scales[i];
                other += error * error / scales[i];
            }
        }
        return Math.log(naive / Math.max(other, 1e-12 * naive));
    }

    private double error(int i, double[] weights) {
        return changes.actual[i]
                - weights[0] * changes.forecast[i]
                - (weights[1] > 0 ? weights[1] * changes.repeated[i] : 0);
    }

    /** Returns the effective number of errors for a comparison of a combination with the naive forecast. */
    double effective(double[] weights) {
        Sums sums = new Sums(weights);
        double independent = sums.squares == 0
                ? times
                : Math.min(sums.count, sums.total > 0 ? sums.count * sums.squares / sums.total : sums.count);
        return independent * certain();
    }

    /**
     * Returns half of the square of the mean difference in units of its standard error: the greatest evidence, as the
     * logarithm of a likelihood ratio, that errors of any distribution give (the mean is normal where errors are many).
     */
    double evidence(double[] weights) {
        Sums sums = new Sums(weights);
        double sum = sums.mean * sums.count;
        return sums.total > 0 ? sum * sum / sums.total / 2 * certain() : Double.POSITIVE_INFINITY;
    }

    /** Returns the part of the evidence that remains, since the variance is estimated from few spans. */
    private double certain() {
        double spans = longEnough() ? (double) times / overlap : series;
        return Math.max(0, 1 - UNCERTAIN_SPANS / spans);
    }

    /** Mean of the differences of the squared errors, their squared deviations, and the variance of their sum. */
    private final class Sums {
        final double mean;
        final int count;
        final double squares;
        final double total;

        Sums(double[] weights) {
            double[] differences = new double[changes.count];
            double sum = 0;
            int known = 0;
            for (int i = 0; i < differences.length; i++) {
                if (scales[i] > 0) {
                    double y = changes.actual[i];
                    double error = error(i, weights);
                    differences[i] = (y * y - error * error) / scales[i];
                    sum += differences[i];
                    known++;
                }
            }
            mean = sum / known;
            count = known;
            double[] sums = new double[longEnough() ? times : series(changes)];
            double square = 0;
            for (int i = 0; i < differences.length; i++) {
                if (scales[i] > 0) {
                    double deviation = differences[i] - mean;
                    square += deviation * deviation;
                    sums[longEnough() ? atTime[i] : changes.series[i]] += deviation;
                }
            }
            squares = square;
            total = longEnough() ? bartlett(sums, overlap) : bartlett(sums, 1);
        }
    }

    private static int series(Changes changes) {
        return Arrays.stream(changes.series, 0, changes.count).max().orElse(0) + 1;
    }

    /**
     * Returns the long-run variance of a sum, with Bartlett's weights: the mean square of the sums of all windows,
     * padded by zeros (Newey and West, Econometrica 55, 1987).
     */
    private static double bartlett(double[] values, int window) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.length + window - 1; i++) {
            sum += i < values.length ? values[i] : 0;
            sum -= i >= window ? values[i - window] : 0;
            squares += sum * sum;
        }
        return squares / window;
    }
}
