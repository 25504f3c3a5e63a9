package io.forecastj.backtest;

import io.forecastj.Forecast;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The quantile forecasts of one forecaster in primitive columns; empty for one that forecasts points only. A level is
 * added by the first forecast that has it; forecasts without it, such as those of a fallback, hold NaN there.
 */
final class QuantilePlanes {
    /** Levels that differ by less than its inverse are equal, as in {@link Forecast#quantile}. */
    private static final double RESOLUTION = 1e9;

    private final BacktestPlan plan;
    private final int targets;
    private final int horizon;
    /** Arrays {@code [target][series][origin * horizon + step - 1]} by the rounded level. */
    private final NavigableMap<Long, double[][][]> planes = new TreeMap<>();

    QuantilePlanes(BacktestPlan plan, int targets, int horizon) {
        this.plan = plan;
        this.targets = targets;
        this.horizon = horizon;
    }

    void add(int series, int origin, Forecast forecast, List<String> names) {
        for (double level : forecast.levels()) {
            double[][][] plane = planes.computeIfAbsent(key(level), ignored -> empty());
            for (int t = 0; t < targets; t++) {
                for (int step : forecast.steps()) {
                    plane[t][series][origin * horizon + step - 1] = forecast.quantile(names.get(t), step, level);
                }
            }
        }
    }

    void put(double level, int target, int series, int origin, int step, double value) {
        planes.computeIfAbsent(key(level), ignored -> empty())[target][series][origin * horizon + step - 1] = value;
    }

    private double[][][] empty() {
        double[][][] plane = new double[targets][plan.series().size()][];
        for (double[][] ofTarget : plane) {
            for (int s = 0; s < ofTarget.length; s++) {
                ofTarget[s] = new double[Math.multiplyExact(plan.series().get(s).count(), horizon)];
                Arrays.fill(ofTarget[s], Double.NaN);
            }
        }
        return plane;
    }

    private static long key(double level) {
        return Math.round(level * RESOLUTION);
    }

    /** The levels, increasing; rounded, so that {@code (1 - 0.95) / 2} is 0.025. */
    double[] levels() {
        return planes.keySet().stream().mapToDouble(key -> key / RESOLUTION).toArray();
    }

    static double rounded(double level) {
        return key(level) / RESOLUTION;
    }

    /** A quantile of a target at a step; NaN if the forecast does not hold it. */
    double get(double level, int target, int series, int origin, int step) {
        double[][][] plane = planes.get(key(level));
        return plane == null || step > horizon ? Double.NaN : plane[target][series][origin * horizon + step - 1];
    }

    /** All quantiles of an existing level and a target, {@code [series][origin * horizon + step - 1]}. */
    double[][] plane(double level, int target) {
        return Objects.requireNonNull(planes.get(key(level)))[target];
    }

    /** A level as people write it: 0.025, not 2.5E-2. */
    static String text(double level) {
        return BigDecimal.valueOf(level).stripTrailingZeros().toPlainString();
    }
}
