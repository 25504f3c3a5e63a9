package io.forecastj.backtest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of one model's quantiles and intervals over some pairs of forecast and actual value.
 *
 * <p>Immutable. Definitions are those of {@link io.forecastj.metrics.ProbabilisticMetrics}. Of the pairs that are
 * compared, those are scored whose forecast holds a finite quantile at every level of the model: {@code pairs} may be
 * fewer than those of its {@link Score}. Made by {@link ModelScores}; the constructor may gain components.
 *
 * @param pairs how many pairs were scored
 * @param crps the score of the whole distribution: twice the mean pinball loss over the levels; comparable between
 *     models with the same levels only; NaN if no pair was scored
 * @param pinball the pinball loss of each level, in the order of the levels; NaN if no pair was scored
 * @param intervals the scores of each central interval whose two ends are among the levels, the narrowest first
 */
public record QuantileScores(int pairs, double crps, Map<Double, Double> pinball, List<IntervalScore> intervals) {
    /**
     * Copies the collections.
     *
     * @param pairs how many pairs were scored
     * @param crps the score of the whole distribution
     * @param pinball the pinball loss of each level
     * @param intervals the scores of each central interval
     */
    public QuantileScores {
        pinball = Collections.unmodifiableMap(new LinkedHashMap<>(pinball));
        intervals = List.copyOf(intervals);
    }

    /**
     * Returns the scores of the central intervals of a nominal coverage.
     *
     * @param level the nominal coverage, such as 0.95, to within 1e-9
     * @return the scores
     * @throws IllegalArgumentException if the model has no such intervals; the message lists those there are
     */
    public IntervalScore interval(double level) {
        return intervals.stream()
                .filter(one -> Math.abs(one.level() - level) < 1e-9)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no intervals of coverage " + level + "; there are "
                        + intervals.stream().map(IntervalScore::level).toList()));
    }
}
