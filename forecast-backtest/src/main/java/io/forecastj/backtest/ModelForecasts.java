package io.forecastj.backtest;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one forecaster said at every origin, in primitive columns, and what it took. */
final class ModelForecasts {
    final Entry entry;
    final int horizon;
    final List<String> targets;
    /** {@code [target][series][origin * horizon + step - 1]}, NaN where there is no forecast. */
    private final double[][][] points;

    /** The quantiles beside the points. */
    final QuantilePlanes quantiles;

    private final boolean[][] made;
    final Map<ForecastStatus, Long> statuses = new EnumMap<>(ForecastStatus.class);
    final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    long forecasts;
    int fits;
    long fitNanos;
    long predictNanos;

    ModelForecasts(Entry entry, Plan plan) {
        this.entry = entry;
        this.horizon = entry.forecaster().horizon();
        this.targets = List.copyOf(entry.forecaster().targets());
        int series = plan.series.size();
        this.points = new double[targets.size()][series][];
        this.quantiles = new QuantilePlanes(plan, targets.size(), horizon);
        this.made = new boolean[series][];
        for (int s = 0; s < series; s++) {
            int origins = plan.series.get(s).count();
            made[s] = new boolean[origins];
            for (double[][] ofTarget : points) {
                ofTarget[s] = new double[Math.multiplyExact(origins, horizon)];
                Arrays.fill(ofTarget[s], Double.NaN);
            }
        }
    }

    void add(int series, int origin, Forecast forecast) {
        for (int t = 0; t < targets.size(); t++) {
            System.arraycopy(pointsOf(forecast, targets.get(t)), 0, points[t][series], origin * horizon, horizon);
        }
        quantiles.add(series, origin, forecast, targets);
        made[series][origin] = true;
        forecasts++;
        statuses.merge(forecast.status(), 1L, Long::sum);
    }

    private double[] pointsOf(Forecast forecast, String target) {
        if (!forecast.classes().isEmpty()) {
            throw new IllegalArgumentException("'" + entry.name() + "' forecasts classes of '" + target
                    + "'; a backtest scores points: leave it out of compare()");
        }
        return forecast.points(target);
    }

    void skip(SkipReason reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    boolean made(int series, int origin) {
        return made[series][origin];
    }

    /** The forecast of a target at a step, NaN if there is none. */
    double point(int target, int series, int origin, int step) {
        return step > horizon ? Double.NaN : points[target][series][origin * horizon + step - 1];
    }
}
