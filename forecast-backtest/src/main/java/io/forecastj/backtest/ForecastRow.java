package io.forecastj.backtest;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One forecast value and the actual value: a row of the long table.
 *
 * <p>Immutable and thread-safe, equal by value. Made by {@link BacktestResult#rows()}.
 */
public final class ForecastRow {
    private final String id;
    private final String model;
    private final String target;
    private final Instant origin;
    private final int step;
    private final Instant time;
    private final double actual;
    private final double forecast;
    private final Map<Double, Double> quantiles;

    ForecastRow(
            String id,
            String model,
            String target,
            Instant origin,
            int step,
            Instant time,
            double actual,
            double forecast,
            Map<Double, Double> quantiles) {
        this.id = id;
        this.model = model;
        this.target = target;
        this.origin = origin;
        this.step = step;
        this.time = time;
        this.actual = actual;
        this.forecast = forecast;
        this.quantiles = Collections.unmodifiableMap(new LinkedHashMap<>(quantiles));
    }

    /** {@return the series' id} */
    public String id() {
        return id;
    }

    /** {@return the forecaster's name} */
    public String model() {
        return model;
    }

    /** {@return the target column} */
    public String target() {
        return target;
    }

    /** {@return the origin: the time of the last row that the forecast is based on} */
    public Instant origin() {
        return origin;
    }

    /** {@return the step, counted from 1 in rows of the series} */
    public int step() {
        return step;
    }

    /** {@return the time of the row that was forecast} */
    public Instant time() {
        return time;
    }

    /** {@return the actual value in the target's unit, NaN if it is missing} */
    public double actual() {
        return actual;
    }

    /** {@return the forecast in the target's unit} */
    public double forecast() {
        return forecast;
    }

    /**
     * Returns the quantile forecasts by level.
     *
     * @return the quantiles in the target's unit, by increasing level; empty if the model forecasts points only; NaN
     *     where this forecast lacks a level that others of the model have; unmodifiable
     */
    public Map<Double, Double> quantiles() {
        return quantiles;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ForecastRow that
                && id.equals(that.id)
                && model.equals(that.model)
                && target.equals(that.target)
                && origin.equals(that.origin)
                && step == that.step
                && time.equals(that.time)
                && Double.compare(actual, that.actual) == 0
                && Double.compare(forecast, that.forecast) == 0
                && quantiles.equals(that.quantiles);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, model, target, origin, step, time, actual, forecast, quantiles);
    }

    @Override
    public String toString() {
        return "ForecastRow[id=" + id + ", model=" + model + ", target=" + target + ", origin=" + origin + ", step="
                + step + ", time=" + time + ", actual=" + actual + ", forecast=" + forecast + ", quantiles=" + quantiles
                + "]";
    }
}
