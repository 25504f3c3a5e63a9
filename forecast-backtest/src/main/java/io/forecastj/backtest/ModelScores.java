package io.forecastj.backtest;

import io.forecastj.ForecastStatus;
import io.forecastj.Interval;
import io.forecastj.backtest.significance.DieboldMariano;
import io.forecastj.metrics.ErrorSums;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Scores of one model on one target, and the time that it took.
 *
 * <p>Immutable and thread-safe. Scores by step and by series are computed at each call. All models of a target are
 * scored on the same pairs.
 */
public final class ModelScores {
    private final Comparison comparison;
    private final int index;
    private final ModelForecasts model;
    private final BacktestPlan plan;
    private final Score overall;

    ModelScores(Comparison comparison, int index, BacktestPlan plan) {
        this.comparison = comparison;
        this.index = index;
        this.model = comparison.contenders().get(index).model();
        this.plan = plan;
        this.overall = comparison.pairs().index().all(this::score);
    }

    /**
     * Returns the forecaster's name.
     *
     * @return the name
     */
    public String model() {
        return model.entry().name();
    }

    /**
     * Returns the target column.
     *
     * @return the target
     */
    public String target() {
        return comparison.target();
    }

    /**
     * Returns the scores over all pairs.
     *
     * @return the scores
     */
    public Score overall() {
        return overall;
    }

    /**
     * Returns the sums of the errors over all pairs, which can be added to those of backtests of other series: the sums
     * then give the scores of one backtest of all series, in every bit, where the origins are the same. Computed at
     * each call.
     *
     * @return new sums
     */
    public ErrorSums errors() {
        return comparison.pairs().index().all(pairs -> comparison.pairs().errors(index, pairs));
    }

    /**
     * Returns the scores of each step over all series and origins.
     *
     * @return the scores by step in order, unmodifiable; steps without a compared pair are absent
     */
    public Map<Integer, Score> byStep() {
        return Collections.unmodifiableMap(comparison.pairs().index().byStep(this::score));
    }

    /**
     * Returns the scores of each series over all origins and steps.
     *
     * @return the scores by the series' id in the order of the series, unmodifiable; series without a compared pair are
     *     absent
     */
    public Map<String, Score> byId() {
        return byId(comparison.pairs().index().bySeries(this::score));
    }

    private <S> Map<String, S> byId(Map<Integer, S> bySeries) {
        Map<String, S> byId = new LinkedHashMap<>();
        bySeries.forEach((s, score) -> byId.put(plan.series().get(s).series().id(), score));
        return Collections.unmodifiableMap(byId);
    }

    private Score score(int[] pairs) {
        return comparison.pairs().score(index, pairs);
    }

    /**
     * Returns the continuous ranked probability score over all pairs: of the samples if the forecasts hold any
     * ({@link ForecastRow#withSamples}; NaN if some do not), else of the quantiles ({@link QuantileScores#crps()}),
     * else the mean absolute error, which is the score of a point. Computed at each call.
     *
     * @return the score in the target's unit; NaN if there are no pairs. Scores of quantiles are comparable only at the
     *     same levels
     */
    public double crps() {
        if (model.samples().present()) {
            return comparison.pairs().crpsOfSamples(comparison.contenders().get(index));
        }
        return levels().isEmpty() ? overall.mae() : quantiles().crps();
    }

    /**
     * Returns the interval of a score: where it would lie with other origins of the same kind. The origins are drawn
     * anew 1,000 times, in blocks that keep overlapping forecasts together ({@link
     * io.forecastj.backtest.significance.BlockBootstrap}), always the same ones. Computed at each call.
     *
     * @param score the score, such as {@code Score::skill}
     * @param coverage the coverage, between 0 and 1, such as 0.95
     * @return the interval; NaN to NaN if the score is undefined
     * @throws IllegalArgumentException if the coverage is out of its range
     */
    public Interval interval(ToDoubleFunction<Score> score, double coverage) {
        return comparison.origins().interval(coverage, drawn -> score.applyAsDouble(score(drawn)));
    }

    /**
     * Returns the loss at each origin: the sum of the squared errors of its steps and of all series, divided by the
     * mean number of pairs of an origin, so that the mean of the losses is the mean squared error. Tests of
     * significance take them.
     *
     * @return a new array, by the time of the origin, the same times for all models of the target
     */
    public double[] losses() {
        return comparison.losses(index);
    }

    /**
     * Tests whether this model and another one of the same target differ by more than chance, by their squared errors.
     *
     * @param model the other forecaster's name, such as {@code "naive"}
     * @return the test, whose statistic is negative if this model is better; empty if there are fewer than four origins
     *     whose forecasts have no row in common
     * @throws IllegalArgumentException if there is no such model of the target; the message lists the existing ones
     */
    public Optional<DieboldMariano> against(String model) {
        List<String> names = comparison.names();
        int other = names.indexOf(model);
        if (other < 0) {
            throw new IllegalArgumentException("no model '" + model + "' of '" + target() + "'; there are " + names);
        }
        return comparison.test(index, other);
    }

    /**
     * Returns the number of times from which all models were scored; several series with an origin at the same time
     * count once.
     *
     * @return the number of values of {@link #losses()}
     */
    public int origins() {
        return comparison.origins().times();
    }

    /**
     * Returns the levels of the model's quantile forecasts.
     *
     * @return the levels, increasing, unmodifiable; empty if the model forecasts points only
     */
    public List<Double> levels() {
        return Arrays.stream(model.quantiles().levels()).boxed().toList();
    }

    /**
     * Returns the scores of the quantiles and intervals over all pairs; computed at each call.
     *
     * @return the scores
     * @throws IllegalStateException if the model forecasts points only, so that {@link #levels()} is empty
     */
    public QuantileScores quantiles() {
        return comparison.pairs().index().all(quantileScoring()::score);
    }

    /**
     * Returns the scores of the quantiles and intervals of each step over all series and origins.
     *
     * @return the scores by step in order, unmodifiable; steps without a compared pair are absent
     * @throws IllegalStateException if the model forecasts points only
     */
    public Map<Integer, QuantileScores> quantilesByStep() {
        return Collections.unmodifiableMap(comparison.pairs().index().byStep(quantileScoring()::score));
    }

    /**
     * Returns the scores of the quantiles and intervals of each series over all origins and steps.
     *
     * @return the scores by the series' id in the order of the series, unmodifiable; series without a compared pair are
     *     absent
     * @throws IllegalStateException if the model forecasts points only
     */
    public Map<String, QuantileScores> quantilesById() {
        return byId(comparison.pairs().index().bySeries(quantileScoring()::score));
    }

    /**
     * Returns the interval of a score of the quantiles, such as the coverage of an interval, as {@link #interval}.
     *
     * @param score the score, such as {@code QuantileScores::crps}
     * @param coverage the coverage, between 0 and 1, such as 0.95
     * @return the interval; NaN to NaN if the score is undefined
     * @throws IllegalStateException if the model forecasts points only
     * @throws IllegalArgumentException if the coverage is out of its range
     */
    public Interval quantileInterval(ToDoubleFunction<QuantileScores> score, double coverage) {
        QuantileScoring scoring = quantileScoring();
        return comparison.origins().interval(coverage, drawn -> score.applyAsDouble(scoring.score(drawn)));
    }

    private QuantileScoring quantileScoring() {
        if (model.quantiles().levels().length == 0) {
            throw new IllegalStateException("'" + model() + "' gave points without quantiles");
        }
        return new QuantileScoring(comparison.contenders().get(index), comparison.pairs());
    }

    /**
     * Returns whether this model is one of the naive forecasts that every backtest includes.
     *
     * @return true for the naive and the seasonal naive forecast
     */
    public boolean reference() {
        return model.entry().role() != Entry.Role.COMPARED;
    }

    /**
     * Returns the number of forecasts that the model made, each with all steps of its horizon.
     *
     * @return the number of origins, summed over the series, that were not skipped
     */
    public long forecasts() {
        return model.forecasts();
    }

    /**
     * Returns the number of forecasts by status.
     *
     * @return the numbers by status, unmodifiable; a status that did not occur is absent
     */
    public Map<ForecastStatus, Long> statuses() {
        return model.statuses();
    }

    /**
     * Returns the number of origins that this model skipped, by reason. {@link BacktestResult#skipped()} has those that
     * all models skip.
     *
     * @return the numbers by reason, unmodifiable; a reason that did not occur is absent
     */
    public Map<SkipReason, Long> skipped() {
        return model.skipped();
    }

    /**
     * Returns the number of times that the model was fitted.
     *
     * @return the number of fits, without those that failed
     */
    public int fits() {
        return model.fits();
    }

    /**
     * Returns the number of fits that failed, as on too few training rows. Their origins are skipped, so no model is
     * scored there.
     *
     * @return the number of fits that failed
     */
    public int failedFits() {
        return model.failedFits();
    }

    /**
     * Returns the folds in which this model gave no usable forecast at some or all origins, with the causes. Its other
     * forecasts are scored.
     *
     * @return the failures, earliest fold first, unmodifiable; empty if none failed
     */
    public List<FoldFailure> failures() {
        return model.failures();
    }

    /**
     * Returns the total time of all fits, including the preparation that they share.
     *
     * @return the elapsed time
     */
    public Duration fitTime() {
        return Duration.ofNanos(model.fitNanos());
    }

    /**
     * Returns the average time of one forecast: taking the rows since the previous origin, and forecasting. It does not
     * include opening a session on the whole history, which happens once for each fit and series.
     *
     * @return the elapsed time; zero if there was no forecast
     */
    public Duration timePerForecast() {
        return model.forecasts() == 0 ? Duration.ZERO : Duration.ofNanos(model.predictNanos() / model.forecasts());
    }

    /** The number of times from which models were to forecast. */
    int planned() {
        return plan.originTimes();
    }

    ModelForecasts run() {
        return model;
    }

    @Override
    public String toString() {
        return model() + " on " + target() + ": " + overall;
    }
}
