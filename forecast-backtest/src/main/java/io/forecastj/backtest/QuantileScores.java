package io.forecastj.backtest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores of one model's quantiles and intervals over some pairs of forecast and actual value.
 *
 * <p>Immutable and thread-safe, equal by value. {@link io.forecastj.metrics.ProbabilisticMetrics} defines the scores.
 * Of the compared pairs, only those are scored whose forecast holds a finite quantile at every level of the model. So
 * {@code pairs} may be less than that of its {@link Score}. Made by {@link ModelScores}.
 */
public final class QuantileScores {
    private final int pairs;
    private final double crps;
    private final Map<Double, Double> pinball;
    private final List<IntervalScore> intervals;

    QuantileScores(int pairs, double crps, Map<Double, Double> pinball, List<IntervalScore> intervals) {
        this.pairs = pairs;
        this.crps = crps;
        this.pinball = Collections.unmodifiableMap(new LinkedHashMap<>(pinball));
        this.intervals = List.copyOf(intervals);
    }

    /** {@return the number of pairs that were scored} */
    public int pairs() {
        return pairs;
    }

    /**
     * Returns the continuous ranked probability score, approximated as twice the mean pinball loss over the levels.
     *
     * @return the score in the target's unit, comparable only between models with the same levels; NaN if no pair was
     *     scored
     */
    public double crps() {
        return crps;
    }

    /** {@return the pinball loss by increasing level, in the target's unit; NaN if no pair was scored; unmodifiable} */
    public Map<Double, Double> pinball() {
        return pinball;
    }

    /**
     * Returns the scores of each central interval whose two ends are among the levels.
     *
     * @return the scores, the narrowest interval first; unmodifiable
     */
    public List<IntervalScore> intervals() {
        return intervals;
    }

    /**
     * Returns the scores of the central intervals of a nominal coverage.
     *
     * @param level the nominal coverage, such as 0.95, to within 1e-9
     * @return the scores
     * @throws IllegalArgumentException if the model has no such intervals; the message lists the existing ones
     */
    public IntervalScore interval(double level) {
        return intervals.stream()
                .filter(one -> Math.abs(one.level() - level) < 1e-9)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no intervals of coverage " + level + "; there are "
                        + intervals.stream().map(IntervalScore::level).toList()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QuantileScores that
                && pairs == that.pairs
                && Double.compare(crps, that.crps) == 0
                && pinball.equals(that.pinball)
                && intervals.equals(that.intervals);
    }

    @Override
    public int hashCode() {
        return Objects.hash(pairs, crps, pinball, intervals);
    }

    @Override
    public String toString() {
        return "QuantileScores[pairs=" + pairs + ", crps=" + crps + ", pinball=" + pinball + ", intervals=" + intervals
                + "]";
    }
}
