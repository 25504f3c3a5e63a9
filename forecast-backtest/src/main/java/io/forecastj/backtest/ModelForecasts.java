package io.forecastj.backtest;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts of one forecaster at every origin, in primitive columns, and the time that they took. Threads may add
 * at the same time, and read once all have ended.
 */
final class ModelForecasts {
    private final Entry entry;
    private final int horizon;
    private final List<String> targets;
    /** {@code [target][series][origin * horizon + step - 1]}, NaN where there is no forecast. */
    private final double[][][] points;

    private final QuantilePlanes quantiles;
    private final ClassPlanes classes;
    private final Samples samples = new Samples();

    private final boolean[][] made;
    private final Map<ForecastStatus, Long> statuses = new EnumMap<>(ForecastStatus.class);
    private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    private BacktestPlan.@Nullable Fit described;
    private @Nullable PredictorInfo info;
    private long forecasts;
    private int fits;
    private int failedFits;
    private final List<FoldFailure> failures = new ArrayList<>();
    private long fitNanos;
    private long predictNanos;

    ModelForecasts(Entry entry, BacktestPlan plan) {
        this.entry = entry;
        this.horizon = entry.horizon();
        this.targets = entry.targets();
        int series = plan.series().size();
        this.points = new double[targets.size()][series][];
        this.quantiles = new QuantilePlanes(plan, targets.size(), horizon);
        this.classes = new ClassPlanes(plan, horizon);
        this.made = new boolean[series][];
        for (int s = 0; s < series; s++) {
            int origins = plan.series().get(s).count();
            made[s] = new boolean[origins];
            for (double[][] ofTarget : points) {
                ofTarget[s] = new double[Math.multiplyExact(origins, horizon)];
                Arrays.fill(ofTarget[s], Double.NaN);
            }
        }
    }

    /** Adds a forecast. Returns what is wrong with it, in which case it is not added; else an empty text. */
    synchronized String add(int series, int origin, Forecast forecast) {
        if (!forecast.classes().isEmpty()) {
            String mistake = classes.add(series, origin, forecast, entry);
            if (!mistake.isEmpty()) {
                return mistake;
            }
        } else {
            addPoints(series, origin, forecast);
        }
        made[series][origin] = true;
        forecasts++;
        statuses.merge(forecast.status(), 1L, Long::sum);
        return "";
    }

    /** Adds one step of a forecast that was made elsewhere. */
    void addStep(int target, int series, int origin, int step, double point) {
        points[target][series][origin * horizon + step - 1] = point;
        if (!made[series][origin]) {
            made[series][origin] = true;
            forecasts++;
            statuses.merge(ForecastStatus.OK, 1L, Long::sum);
        }
    }

    private void addPoints(int series, int origin, Forecast forecast) {
        for (int t = 0; t < targets.size(); t++) {
            System.arraycopy(forecast.points(targets.get(t)), 0, points[t][series], origin * horizon, horizon);
        }
        quantiles.add(series, origin, forecast, targets);
    }

    /** Notes what the predictor of a fold says of itself. That of the first one stays, in whatever order folds run. */
    synchronized void describe(BacktestPlan.Fit fold, PredictorInfo predictor) {
        if (described == null
                || fold.from().isBefore(described.from())
                || fold.to().isBefore(described.to())) {
            described = fold;
            info = predictor;
        }
    }

    /** Description of the first predictor; null if there was none. */
    @Nullable
    PredictorInfo info() {
        return info;
    }

    /**
     * Returns true if the first predictor of a model that is compared does not say on which rows it was trained, as a
     * network that was trained elsewhere may not. The naive forecasts and all that is fitted on the rows of a window
     * say it.
     */
    boolean trainingUnknown() {
        PredictorInfo first = info;
        return entry.role() == Entry.Role.COMPARED && first != null && first.trainedTo() == null;
    }

    synchronized void addFit(long nanos) {
        fits++;
        addFitTime(nanos);
    }

    synchronized void addFailedFit(long nanos) {
        failedFits++;
        addFitTime(nanos);
    }

    /** Adds a fold in which origins failed. */
    synchronized void addFailure(FoldFailure failure) {
        failures.add(failure);
    }

    /** The folds in which origins failed, earliest first. */
    synchronized List<FoldFailure> failures() {
        return failures.stream()
                .sorted(Comparator.comparing(FoldFailure::testFrom))
                .toList();
    }

    /** Adds time that several fits share, such as that of their preparation. */
    synchronized void addFitTime(long nanos) {
        fitNanos += nanos;
    }

    synchronized void addForecastTime(long nanos) {
        predictNanos += nanos;
    }

    synchronized void skip(SkipReason reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    Entry entry() {
        return entry;
    }

    int horizon() {
        return horizon;
    }

    List<String> targets() {
        return targets;
    }

    /** The quantile forecasts. */
    QuantilePlanes quantiles() {
        return quantiles;
    }

    /** The samples of forecasts that were made elsewhere. */
    Samples samples() {
        return samples;
    }

    /** The class probabilities. */
    ClassPlanes classes() {
        return classes;
    }

    Map<ForecastStatus, Long> statuses() {
        return Collections.unmodifiableMap(statuses);
    }

    Map<SkipReason, Long> skipped() {
        return Collections.unmodifiableMap(skipped);
    }

    /** The number of forecasts made. */
    long forecasts() {
        return forecasts;
    }

    int fits() {
        return fits;
    }

    int failedFits() {
        return failedFits;
    }

    long fitNanos() {
        return fitNanos;
    }

    long predictNanos() {
        return predictNanos;
    }

    boolean made(int series, int origin) {
        return made[series][origin];
    }

    /** The forecast of a target at a step, NaN if there is none. */
    double point(int target, int series, int origin, int step) {
        return step > horizon ? Double.NaN : points[target][series][origin * horizon + step - 1];
    }
}
