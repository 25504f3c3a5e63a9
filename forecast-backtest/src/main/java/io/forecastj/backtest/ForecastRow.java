package io.forecastj.backtest;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One forecast value and the actual value: a row of the long table.
 *
 * <p>Immutable and thread-safe, equal by value. {@link BacktestResult#rows()} gives those of a backtest, and {@link
 * Backtest#score(java.util.Collection)} scores those of models from elsewhere.
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
    private final Map<String, Double> probabilities;
    private final double[] samples;

    ForecastRow(
            String id,
            String model,
            String target,
            Instant origin,
            int step,
            Instant time,
            double actual,
            double forecast,
            Map<Double, Double> quantiles,
            Map<String, Double> probabilities,
            double[] samples) {
        this.id = id;
        this.model = model;
        this.target = target;
        this.origin = origin;
        this.step = step;
        this.time = time;
        this.actual = actual;
        this.forecast = forecast;
        this.quantiles = Collections.unmodifiableMap(new LinkedHashMap<>(quantiles));
        this.probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        this.samples = samples;
    }

    /**
     * Returns a row of a model from elsewhere, to be scored.
     *
     * @param id the series' id, empty if there is only one
     * @param model the model's name
     * @param target the target column
     * @param origin the time of the last row that the forecast is based on
     * @param step the step, counted from 1 in rows of the series
     * @param time the time of the row that was forecast, after the origin
     * @param actual the actual value, NaN if it is missing
     * @param forecast the forecast, NaN if it is missing
     * @return the row, without quantiles and samples
     * @throws IllegalArgumentException if {@code step < 1}, or the time is not after the origin
     */
    public static ForecastRow of(
            String id,
            String model,
            String target,
            Instant origin,
            int step,
            Instant time,
            double actual,
            double forecast) {
        if (step < 1 || !time.isAfter(origin)) {
            throw new IllegalArgumentException("expected a step of at least 1 and a time after the origin, found step "
                    + step + " from " + origin + " to " + time + " of series '" + id + "'");
        }
        return new ForecastRow(
                id, model, target, origin, step, time, actual, forecast, Map.of(), Map.of(), new double[0]);
    }

    /**
     * Returns a copy with quantile forecasts. Quantiles that cross, as those of models fitted level by level may, are
     * put in order, which never makes them worse (Chernozhukov, Fernández-Val and Galichon, Quantile and Probability
     * Curves without Crossing, Econometrica 78, 2010).
     *
     * @param byLevel the quantiles by level, at least one, in the target's unit
     * @return the copy
     * @throws IllegalArgumentException if a level is not between 0 and 1
     */
    public ForecastRow withQuantiles(Map<Double, Double> byLevel) {
        for (double level : byLevel.keySet()) {
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException("a level must lie between 0 and 1, found " + level);
            }
        }
        return new ForecastRow(
                id, model, target, origin, step, time, actual, forecast, inOrder(byLevel), probabilities, samples);
    }

    private static Map<Double, Double> inOrder(Map<Double, Double> byLevel) {
        Map<Double, Double> known = new TreeMap<>(byLevel);
        known.values().removeIf(value -> value.isNaN());
        double[] sorted = known.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        Map<Double, Double> ordered = new TreeMap<>(byLevel);
        int next = 0;
        for (double level : known.keySet()) {
            ordered.put(level, sorted[next++]);
        }
        return ordered;
    }

    /**
     * Returns a copy with samples: the values at this step of paths that the model drew.
     *
     * @param values the samples, at least one, finite, in the target's unit
     * @return the copy
     * @throws IllegalArgumentException if there is none, or one is not finite
     */
    public ForecastRow withSamples(double... values) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "expected at least one sample, all of them finite, found " + Arrays.toString(values));
        }
        return new ForecastRow(
                id, model, target, origin, step, time, actual, forecast, quantiles, probabilities, values.clone());
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

    /** {@return the forecast in the target's unit; NaN for a forecast of classes} */
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

    /**
     * Returns the class probabilities by class.
     *
     * @return the probabilities in the order of the classes; empty if the model forecasts values; unmodifiable
     */
    public Map<String, Double> probabilities() {
        return probabilities;
    }

    /**
     * Returns the samples.
     *
     * @return a new array; empty unless {@link #withSamples} set them
     */
    public double[] samples() {
        return samples.clone();
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
                && quantiles.equals(that.quantiles)
                && probabilities.equals(that.probabilities)
                && Arrays.equals(samples, that.samples);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                id,
                model,
                target,
                origin,
                step,
                time,
                actual,
                forecast,
                quantiles,
                probabilities,
                Arrays.hashCode(samples));
    }

    @Override
    public String toString() {
        return "ForecastRow[id=" + id + ", model=" + model + ", target=" + target + ", origin=" + origin + ", step="
                + step + ", time=" + time + ", actual=" + actual + ", forecast=" + forecast + ", quantiles=" + quantiles
                + (probabilities.isEmpty() ? "" : ", probabilities=" + probabilities)
                + (samples.length == 0 ? "" : ", samples=" + samples.length)
                + "]";
    }
}
