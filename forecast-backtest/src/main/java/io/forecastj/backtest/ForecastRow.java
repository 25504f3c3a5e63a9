package io.forecastj.backtest;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One forecast value beside what came true: a row of the long table.
 *
 * <p>Immutable. Made by {@link BacktestResult#rows()}; the constructor may gain components.
 *
 * @param id the series' id
 * @param model the forecaster's name
 * @param target the column that is forecast
 * @param origin the time of the last row that the forecast knew
 * @param step the step, counted from 1 in rows of the series
 * @param time the time of the row that was forecast
 * @param actual the true value, NaN if it is missing
 * @param forecast the forecast in the target's unit
 * @param quantiles the quantiles by level, increasing, in the target's unit; empty if the model gave points only, NaN
 *     where this forecast lacks a level that others of the model have
 */
public record ForecastRow(
        String id,
        String model,
        String target,
        Instant origin,
        int step,
        Instant time,
        double actual,
        double forecast,
        Map<Double, Double> quantiles) {
    /**
     * Copies the quantiles.
     *
     * @param id the series' id
     * @param model the forecaster's name
     * @param target the column that is forecast
     * @param origin the time of the last row that the forecast knew
     * @param step the step
     * @param time the time of the row that was forecast
     * @param actual the true value
     * @param forecast the forecast
     * @param quantiles the quantiles by level
     */
    public ForecastRow {
        quantiles = Collections.unmodifiableMap(new LinkedHashMap<>(quantiles));
    }
}
