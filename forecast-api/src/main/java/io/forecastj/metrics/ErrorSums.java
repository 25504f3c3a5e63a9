package io.forecastj.metrics;

import java.util.Arrays;
import java.util.Locale;

/**
 * Sums of the errors of point forecasts over pairs of forecast and actual value, from which the scores follow that are
 * averages over pairs.
 *
 * <p>The sums are exact. Those of several parts of a dataset, added in any order, give in every bit the scores of all
 * pairs together. {@link PointMetrics} defines the scores; they are NaN without pairs, and where they are NaN there.
 *
 * <p>For one thread.
 */
public final class ErrorSums {
    private final ExactSum errors = new ExactSum();
    private final ExactSum absolute = new ExactSum();
    private final ExactSum squared = new ExactSum();
    private final ExactSum relative = new ExactSum();
    private final ExactSum symmetric = new ExactSum();
    private long pairs;

    /** Creates sums of no pairs. */
    public ErrorSums() {}

    /**
     * Returns the sums that {@link #parts} took apart.
     *
     * @param pairs the number of pairs
     * @param parts the parts of the five sums
     * @return new sums
     * @throws IllegalArgumentException if there are not five arrays, or {@code pairs < 0}
     */
    public static ErrorSums of(long pairs, double[][] parts) {
        ErrorSums sums = new ErrorSums();
        ExactSum[] all = sums.all();
        if (pairs < 0 || parts.length != all.length) {
            throw new IllegalArgumentException("expected at least 0 pairs and the parts of " + all.length
                    + " sums, found " + pairs + " pairs and the parts of " + parts.length + " sums");
        }
        for (int i = 0; i < all.length; i++) {
            Arrays.stream(parts[i]).forEach(all[i]::add);
        }
        sums.pairs = pairs;
        return sums;
    }

    private ExactSum[] all() {
        return new ExactSum[] {errors, absolute, squared, relative, symmetric};
    }

    /**
     * Adds a pair.
     *
     * @param actual the actual value
     * @param forecast the forecast
     */
    public void add(double actual, double forecast) {
        errors.add(PointMetrics.error(actual, forecast));
        absolute.add(PointMetrics.absolute(actual, forecast));
        squared.add(PointMetrics.squared(actual, forecast));
        relative.add(PointMetrics.relative(actual, forecast));
        symmetric.add(PointMetrics.symmetric(actual, forecast));
        pairs++;
    }

    /**
     * Adds the pairs of other sums.
     *
     * @param other the other sums, which keep their values
     */
    public void add(ErrorSums other) {
        ExactSum[] mine = all();
        ExactSum[] others = other.all();
        for (int i = 0; i < mine.length; i++) {
            mine[i].add(others[i]);
        }
        pairs += other.pairs;
    }

    /** {@return the number of pairs} */
    public long pairs() {
        return pairs;
    }

    /** {@return the mean error, as {@link PointMetrics#bias}} */
    public double bias() {
        return errors.value() / pairs;
    }

    /** {@return the mean absolute error, as {@link PointMetrics#mae}} */
    public double mae() {
        return absolute.value() / pairs;
    }

    /** {@return the mean squared error, as {@link PointMetrics#mse}} */
    public double mse() {
        return squared.value() / pairs;
    }

    /** {@return the root mean squared error, as {@link PointMetrics#rmse}} */
    public double rmse() {
        return Math.sqrt(mse());
    }

    /** {@return the mean absolute relative error, as {@link PointMetrics#mape}} */
    public double mape() {
        return relative.value() / pairs;
    }

    /** {@return the mean symmetric relative error, as {@link PointMetrics#smape}} */
    public double smape() {
        return symmetric.value() / pairs;
    }

    /**
     * Returns the exact sums as some doubles each, to be sent to where they are added to others: those of the errors,
     * of their absolute values, of their squares, of the relative and of the symmetric relative errors.
     *
     * @return five new arrays, each as {@link ExactSum#parts}
     */
    public double[][] parts() {
        return Arrays.stream(all()).map(ExactSum::parts).toArray(double[][]::new);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "ErrorSums[pairs=%d, mae=%.6g, rmse=%.6g, bias=%.6g]", pairs, mae(), rmse(), bias());
    }
}
