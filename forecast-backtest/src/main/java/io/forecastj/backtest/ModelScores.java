package io.forecastj.backtest;

import io.forecastj.ForecastStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one model did on one target, and what it took.
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
        this.overall = comparison.pairs().all(this::score);
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
     * Returns the column that is forecast.
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
     * Returns the scores of each step over all series and origins.
     *
     * @return the scores by step in order, unmodifiable; steps without a compared pair are left out
     */
    public Map<Integer, Score> byStep() {
        return Collections.unmodifiableMap(comparison.pairs().byStep(this::score));
    }

    /**
     * Returns the scores of each series over all origins and steps.
     *
     * @return the scores by the series' id in the order of the series, unmodifiable; series without a compared pair
     *     are left out
     */
    public Map<String, Score> byId() {
        return byId(comparison.pairs().bySeries(this::score));
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
     * Returns the levels at which the model gave quantiles.
     *
     * @return the levels, increasing, unmodifiable; empty if it gave points only
     */
    public List<Double> levels() {
        return Arrays.stream(model.quantiles().levels()).boxed().toList();
    }

    /**
     * Returns the scores of the quantiles and intervals over all pairs; computed at each call.
     *
     * @return the scores
     * @throws IllegalStateException if the model gave points only: {@link #levels()} is empty
     */
    public QuantileScores quantiles() {
        return comparison.pairs().all(quantileScoring()::score);
    }

    /**
     * Returns the scores of the quantiles and intervals of each step over all series and origins.
     *
     * @return the scores by step in order, unmodifiable; steps without a compared pair are left out
     * @throws IllegalStateException if the model gave points only
     */
    public Map<Integer, QuantileScores> quantilesByStep() {
        return Collections.unmodifiableMap(comparison.pairs().byStep(quantileScoring()::score));
    }

    /**
     * Returns the scores of the quantiles and intervals of each series over all origins and steps.
     *
     * @return the scores by the series' id in the order of the series, unmodifiable; series without a compared pair
     *     are left out
     * @throws IllegalStateException if the model gave points only
     */
    public Map<String, QuantileScores> quantilesById() {
        return byId(comparison.pairs().bySeries(quantileScoring()::score));
    }

    private QuantileScoring quantileScoring() {
        if (model.quantiles().levels().length == 0) {
            throw new IllegalStateException("'" + model() + "' gave points without quantiles");
        }
        return new QuantileScoring(comparison.contenders().get(index), comparison.pairs());
    }

    /**
     * Tells whether this is one of the naive forecasts that are always there.
     *
     * @return true for the naive and the seasonal naive forecast
     */
    public boolean reference() {
        return model.entry().role() != Entry.Role.COMPARED;
    }

    /**
     * Returns how many forecasts the model made, each of as many steps as its horizon.
     *
     * @return the number of origins, summed over the series, that were not skipped
     */
    public long forecasts() {
        return model.forecasts();
    }

    /**
     * Returns how many forecasts had which status.
     *
     * @return the numbers by status, unmodifiable; a status that did not occur is left out
     */
    public Map<ForecastStatus, Long> statuses() {
        return model.statuses();
    }

    /**
     * Returns how many origins this model skipped, and why; those that all models skip are in {@link
     * BacktestResult#skipped()}.
     *
     * @return the numbers by reason, unmodifiable; a reason that did not occur is left out
     */
    public Map<SkipReason, Long> skipped() {
        return model.skipped();
    }

    /**
     * Returns how often the model was fitted.
     *
     * @return the number of fits
     */
    public int fits() {
        return model.fits();
    }

    /**
     * Returns how long all fits took together, with the preparation that they share.
     *
     * @return the time by the clock
     */
    public Duration fitTime() {
        return Duration.ofNanos(model.fitNanos());
    }

    /**
     * Returns how long one forecast took on average: taking the rows since the origin before, and forecasting. Opening
     * a session on the whole history, once for each fit and series, is not in it.
     *
     * @return the time by the clock; zero if there was no forecast
     */
    public Duration timePerForecast() {
        return model.forecasts() == 0 ? Duration.ZERO : Duration.ofNanos(model.predictNanos() / model.forecasts());
    }

    ModelForecasts run() {
        return model;
    }

    @Override
    public String toString() {
        return model() + " on " + target() + ": " + overall;
    }
}
