package io.forecastj.backtest;

import io.forecastj.metrics.PointMetrics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The compared pairs of one target in primitive columns, ordered by series, origin and step, and their scores. */
final class Pairs {
    /** Marks that there is no seasonal naive forecast. */
    static final int NO_MODEL = -1;

    private final int[] series;
    /** The index of the origin among those of the series. */
    private final int[] origins;

    private final int[] steps;
    /** The index of the pair's scale. */
    private final int[] scales;

    private final double[] actual;
    /** {@code [model][pair]}. */
    private final double[][] forecasts;

    private final Scales scale;
    private final int naive;
    private final int seasonal;

    Pairs(int count, int models, Scales scale, int naive, int seasonal) {
        this.series = new int[count];
        this.origins = new int[count];
        this.steps = new int[count];
        this.scales = new int[count];
        this.actual = new double[count];
        this.forecasts = new double[models][count];
        this.scale = scale;
        this.naive = naive;
        this.seasonal = seasonal;
    }

    void set(int pair, int ofSeries, int origin, int step, int scaleIndex, double actualValue) {
        series[pair] = ofSeries;
        origins[pair] = origin;
        steps[pair] = step;
        scales[pair] = scaleIndex;
        actual[pair] = actualValue;
    }

    void setForecast(int model, int pair, double value) {
        forecasts[model][pair] = value;
    }

    int count() {
        return actual.length;
    }

    /** The squared error of each pair. */
    double[] squaredErrors(int model) {
        double[] squares = new double[actual.length];
        for (int i = 0; i < squares.length; i++) {
            double error = actual[i] - forecasts[model][i];
            squares[i] = error * error;
        }
        return squares;
    }

    int series(int pair) {
        return series[pair];
    }

    int origin(int pair) {
        return origins[pair];
    }

    int step(int pair) {
        return steps[pair];
    }

    double[] actual(int[] at) {
        return pick(actual, at);
    }

    /** Scores all pairs. */
    <S> S all(Function<int[], S> scoring) {
        return scoring.apply(IntStream.range(0, actual.length).toArray());
    }

    <S> Map<Integer, S> byStep(Function<int[], S> scoring) {
        return by(steps, scoring);
    }

    <S> Map<Integer, S> bySeries(Function<int[], S> scoring) {
        return by(series, scoring);
    }

    /** Scores each group of pairs with the same key, in the order of the keys. */
    private static <S> Map<Integer, S> by(int[] keys, Function<int[], S> scoring) {
        int[] sizes = new int[Arrays.stream(keys).max().orElse(-1) + 1];
        for (int key : keys) {
            sizes[key]++;
        }
        int[][] groups = new int[sizes.length][];
        Arrays.setAll(groups, key -> new int[sizes[key]]);
        int[] filled = new int[sizes.length];
        for (int i = 0; i < keys.length; i++) {
            groups[keys[i]][filled[keys[i]]++] = i;
        }
        Map<Integer, S> scores = new LinkedHashMap<>();
        for (int key = 0; key < groups.length; key++) {
            if (groups[key].length > 0) {
                scores.put(key, scoring.apply(groups[key]));
            }
        }
        return scores;
    }

    Score score(int model, int[] at) {
        if (at.length == 0) {
            return Score.NONE;
        }
        double[] truth = actual(at);
        double[] forecast = pick(forecasts[model], at);
        double[] last = pick(forecasts[naive], at);
        double mae = PointMetrics.mae(truth, forecast);
        double rmse = PointMetrics.rmse(truth, forecast);
        double seasonalMae = Double.NaN;
        double seasonalRmse = Double.NaN;
        if (seasonal != NO_MODEL) {
            double[] lastSeason = pick(forecasts[seasonal], at);
            seasonalMae = PointMetrics.mae(truth, lastSeason);
            seasonalRmse = PointMetrics.rmse(truth, lastSeason);
        }
        return new Score(
                at.length,
                mae,
                rmse,
                PointMetrics.mape(truth, forecast),
                PointMetrics.smape(truth, forecast),
                scaled(forecasts[model], at, false),
                scaled(forecasts[model], at, true),
                PointMetrics.r2VsPersistence(truth, forecast, last),
                PointMetrics.directionalAccuracy(truth, forecast, last),
                PointMetrics.bias(truth, forecast),
                PointMetrics.skill(rmse, PointMetrics.rmse(truth, last)),
                PointMetrics.skill(mae, PointMetrics.mae(truth, last)),
                PointMetrics.skill(rmse, seasonalRmse),
                PointMetrics.skill(mae, seasonalMae));
    }

    private static double[] pick(double[] values, int[] at) {
        double[] picked = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            picked[i] = values[at[i]];
        }
        return picked;
    }

    /** MASE, or RMSSE if squared: each error is scaled, averaged over its series, and then over the series. */
    private double scaled(double[] forecast, int[] at, boolean squared) {
        double sumOfSeries = 0;
        int seriesCount = 0;
        int i = 0;
        while (i < at.length) {
            int one = series[at[i]];
            double sum = 0;
            int pairs = 0;
            for (; i < at.length && series[at[i]] == one; i++) {
                double error = actual[at[i]] - forecast[at[i]];
                double ratio = squared
                        ? error * error / scale.squared(scales[at[i]])
                        : Math.abs(error) / scale.absolute(scales[at[i]]);
                if (!Double.isNaN(ratio)) {
                    sum += ratio;
                    pairs++;
                }
            }
            if (pairs > 0) {
                sumOfSeries += squared ? Math.sqrt(sum / pairs) : sum / pairs;
                seriesCount++;
            }
        }
        return seriesCount == 0 ? Double.NaN : sumOfSeries / seriesCount;
    }
}
