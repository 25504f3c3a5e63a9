package io.forecastj;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** Collects the parts of a forecast and checks each of them. */
final class ForecastBuilder implements Forecast.Builder {
    private static final double[] NONE = {};
    private static final String WHY = "; the values of the history, or the model's weights, are too large for it";

    final PredictorInfo info;
    final String seriesId;
    final Instant origin;
    final long[] times;
    final boolean timesEstimated;
    final double[][] points;
    double[] levels = {};
    double[][][] quantiles = {};
    List<String> classes = List.of();
    double[][] probabilities = {};
    ForecastStatus status = ForecastStatus.OK;
    final List<String> reasons = new ArrayList<>();

    ForecastBuilder(
            PredictorInfo info, String seriesId, long origin, long[] times, boolean estimated, double[] points) {
        int horizon = info.horizon();
        int targets = info.targets().size();
        if (times.length != horizon || points.length != targets * horizon) {
            throw new IllegalArgumentException("expected " + horizon + " times and " + targets + " x " + horizon
                    + " points, found " + times.length + " and " + points.length);
        }
        for (int i = 0; i < times.length; i++) {
            long before = i == 0 ? origin : times[i - 1];
            if (times[i] <= before) {
                throw new IllegalArgumentException("the time of step " + (i + 1) + " is "
                        + Instant.ofEpochMilli(times[i]) + ", not after " + Instant.ofEpochMilli(before));
            }
        }
        this.info = info;
        this.seriesId = seriesId;
        this.origin = Instant.ofEpochMilli(origin);
        this.times = times.clone();
        this.timesEstimated = estimated;
        this.points = missing(targets, horizon);
        for (int step : info.steps()) {
            for (int t = 0; t < targets; t++) {
                this.points[t][step - 1] = points[t * horizon + step - 1];
            }
        }
    }

    /** An array in which only the steps that are forecast will get values. */
    private static double[][] missing(int rows, int columns) {
        double[][] missing = new double[rows][columns];
        for (double[] row : missing) {
            Arrays.fill(row, Double.NaN);
        }
        return missing;
    }

    @Override
    public Forecast.Builder quantiles(int target, double[] levels, double[][] values) {
        double before = 0;
        for (double level : levels) {
            if (!(level > before && level < 1)) {
                throw new IllegalArgumentException(
                        "levels must increase between 0 and 1, found " + Arrays.toString(levels));
            }
            before = level;
        }
        if (quantiles.length == 0) {
            this.levels = levels.clone();
            this.quantiles = new double[points.length][][];
            Arrays.setAll(quantiles, t -> missing(times.length, levels.length));
        } else if (!Arrays.equals(this.levels, levels)) {
            throw new IllegalArgumentException("all targets have the levels " + Arrays.toString(this.levels)
                    + ", found " + Arrays.toString(levels));
        }
        checkShape(values, levels.length);
        for (int step : info.steps()) {
            double[] row = values[step - 1];
            for (int i = 1; i < levels.length; i++) {
                if (!(row[i] >= row[i - 1])) {
                    throw new IllegalArgumentException("quantiles are missing or cross at step " + step + ": "
                            + Arrays.toString(row) + " at " + Arrays.toString(levels));
                }
            }
            quantiles[target][step - 1] = row.clone();
        }
        return this;
    }

    @Override
    public Forecast.Builder probabilities(List<String> classes, double[][] values) {
        checkShape(values, classes.size());
        if (new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException("a class is named twice in " + MessageText.list(classes));
        }
        double[][] copy = missing(values.length, classes.size());
        for (int step : info.steps()) {
            double sum = Arrays.stream(values[step - 1]).sum();
            if (!(Math.abs(sum - 1) <= 1e-6)) {
                throw new IllegalArgumentException("probabilities must add up to 1, found " + sum + " at step " + step);
            }
            copy[step - 1] = values[step - 1].clone();
        }
        this.classes = List.copyOf(classes);
        this.probabilities = copy;
        for (double[] none : points) {
            Arrays.fill(none, Double.NaN);
        }
        return this;
    }

    private void checkShape(double[][] values, int width) {
        if (values.length != times.length || Arrays.stream(values).anyMatch(row -> row.length != width)) {
            throw new IllegalArgumentException("expected " + times.length + " steps of " + width + " values");
        }
    }

    @Override
    public Forecast.Builder status(ForecastStatus status, String reason) {
        if (status.compareTo(this.status) > 0) {
            this.status = status;
        }
        String text = MessageText.cut(reason);
        // a wrapper and its members may find the same, and the wrapper writes their names before it
        if (reasons.stream().noneMatch(each -> text.equals(each) || text.endsWith("': " + each))) {
            reasons.add(text);
        }
        return this;
    }

    @Override
    public Forecast build() {
        if (status == ForecastStatus.OK) {
            String flaw = notFinite();
            if (!flaw.isEmpty()) {
                status(ForecastStatus.DEGRADED, flaw);
            }
        }
        return new Forecast(this);
    }

    /** Describes the first point or quantile that is no finite number; empty if there is none. */
    private String notFinite() {
        for (int target = 0; target < points.length; target++) {
            for (int step : info.steps()) {
                double point = points[target][step - 1];
                if (classes.isEmpty() && !Double.isFinite(point)) {
                    String what = "'" + info.targets().get(target) + "' at step " + step;
                    return Double.isNaN(point)
                            ? "there is no finite forecast of " + what
                            : "the forecast of " + what + " is " + point + WHY;
                }
                for (double quantile : quantiles.length == 0 ? NONE : quantiles[target][step - 1]) {
                    if (Double.isInfinite(quantile)) {
                        return "a quantile of '" + info.targets().get(target) + "' at step " + step + " is " + quantile
                                + WHY;
                    }
                }
            }
        }
        return "";
    }
}
