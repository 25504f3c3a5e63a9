package io.forecastj.lifecycle.monitoring;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The errors of one target over the last scored steps, of all series together.
 *
 * <p>Immutable and thread-safe. Steps with a forecast that is not finite count in {@link #notFinite} only. The scores
 * are those of a backtest, so the two can be compared.
 */
public final class TargetErrors {
    private final String target;
    private final long count;
    private final long notFinite;
    private final long naiveCount;
    private final OptionalDouble mae;
    private final OptionalDouble rmse;
    private final OptionalDouble bias;
    private final OptionalDouble naiveMae;
    private final OptionalDouble maeRatio;
    private final OptionalDouble skill;
    private final List<WatchedInterval> intervals;

    TargetErrors(String target, double[] all, double[] allNaive, List<WatchedInterval> intervals) {
        this.target = target;
        this.intervals = List.copyOf(intervals);
        double[] errors = Arrays.stream(all).filter(Double::isFinite).toArray();
        this.count = errors.length;
        this.notFinite = all.length - errors.length;
        this.mae = mean(errors, Math::abs);
        this.rmse = root(mean(errors, error -> error * error));
        this.bias = mean(errors, error -> error);
        double[] compared = new double[errors.length];
        double[] naive = new double[errors.length];
        int pairs = 0;
        for (int i = 0; i < all.length; i++) {
            if (Double.isFinite(all[i]) && Double.isFinite(allNaive[i])) {
                compared[pairs] = all[i];
                naive[pairs++] = allNaive[i];
            }
        }
        compared = Arrays.copyOf(compared, pairs);
        naive = Arrays.copyOf(naive, pairs);
        this.naiveCount = pairs;
        this.naiveMae = mean(naive, Math::abs);
        this.maeRatio = ratio(mean(compared, Math::abs), naiveMae);
        OptionalDouble rmseRatio =
                ratio(root(mean(compared, error -> error * error)), root(mean(naive, error -> error * error)));
        this.skill = rmseRatio.isPresent() ? OptionalDouble.of(1 - rmseRatio.getAsDouble()) : rmseRatio;
    }

    private static OptionalDouble mean(double[] values, DoubleUnaryOperator of) {
        return Arrays.stream(values).map(of).average();
    }

    private static OptionalDouble root(OptionalDouble square) {
        return square.isPresent() ? OptionalDouble.of(Math.sqrt(square.getAsDouble())) : square;
    }

    private static OptionalDouble ratio(OptionalDouble part, OptionalDouble whole) {
        return part.isPresent() && whole.isPresent() && whole.getAsDouble() > 0
                ? OptionalDouble.of(part.getAsDouble() / whole.getAsDouble())
                : OptionalDouble.empty();
    }

    /** {@return the target column} */
    public String target() {
        return target;
    }

    /** {@return the number of steps that were scored} */
    public long count() {
        return count;
    }

    /** {@return the number of steps whose forecast was NaN or infinite} */
    public long notFinite() {
        return notFinite;
    }

    /** {@return the mean absolute error, in the target's unit; empty without steps} */
    public OptionalDouble mae() {
        return mae;
    }

    /** {@return the root mean squared error, in the target's unit; empty without steps} */
    public OptionalDouble rmse() {
        return rmse;
    }

    /**
     * Returns the mean of actual value minus forecast.
     *
     * @return the bias in the target's unit, positive when forecasts are too low; empty without steps
     */
    public OptionalDouble bias() {
        return bias;
    }

    /**
     * Returns the bias divided by the mean absolute error.
     *
     * @return -1 to 1, at the ends if all errors have the same sign; empty without steps or errors
     */
    public OptionalDouble relativeBias() {
        return ratio(bias, mae);
    }

    /** {@return the number of scored steps whose naive forecast is known} */
    public long naiveCount() {
        return naiveCount;
    }

    /** {@return the mean absolute error of the naive forecast; empty if none is known} */
    public OptionalDouble naiveMae() {
        return naiveMae;
    }

    /**
     * Returns the mean absolute error divided by that of the naive forecast of the same steps.
     *
     * @return the ratio, below 1 if the model is better; empty if no naive forecast is known or it has no error
     */
    public OptionalDouble maeRatio() {
        return maeRatio;
    }

    /**
     * Returns the fraction of the naive forecast's RMSE that the model removes, over the steps whose naive forecast is
     * known.
     *
     * @return the skill, positive if the model is better; empty if no naive forecast is known or it has no error
     */
    public OptionalDouble skill() {
        return skill;
    }

    /** {@return the watched intervals, in the order in which they were set; unmodifiable} */
    public List<WatchedInterval> intervals() {
        return intervals;
    }

    /**
     * Returns the intervals of one nominal coverage.
     *
     * @param nominal the coverage, one of those watched to within 1e-9
     * @return the intervals
     * @throws IllegalArgumentException if it is not watched; the message lists those that are
     */
    public WatchedInterval interval(double nominal) {
        return intervals.stream()
                .filter(one -> Math.abs(one.nominal() - nominal) < 1e-9)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the coverage " + nominal
                        + " is not watched; there are "
                        + intervals.stream().map(WatchedInterval::nominal).toList()));
    }

    @Override
    public String toString() {
        return "errors of '" + target + "' over " + count + " steps: mae " + mae + ", bias " + bias + ", skill "
                + skill;
    }
}
