package io.forecastj.backtest;

import io.forecastj.metrics.ErrorSums;
import io.forecastj.metrics.ExactSum;
import io.forecastj.metrics.PointMetrics;
import io.forecastj.metrics.ProbabilisticMetrics;

/** The compared pairs of one target in primitive columns, and their scores. */
final class Pairs {
    /** Marks that there is no seasonal naive forecast. */
    static final int NO_MODEL = -1;

    private final PairIndex index;
    /** The index of the pair's scale. */
    private final int[] scales;

    private final double[] actual;
    /** {@code [model][pair]}. */
    private final double[][] forecasts;

    private final Scales scale;
    private final int naive;
    private final int seasonal;

    Pairs(int count, int models, Scales scale, int naive, int seasonal) {
        this.index = new PairIndex(count);
        this.scales = new int[count];
        this.actual = new double[count];
        this.forecasts = new double[models][count];
        this.scale = scale;
        this.naive = naive;
        this.seasonal = seasonal;
    }

    void set(int pair, int ofSeries, int origin, int step, int scaleIndex, double actualValue) {
        index.set(pair, ofSeries, origin, step);
        scales[pair] = scaleIndex;
        actual[pair] = actualValue;
    }

    void setForecast(int model, int pair, double value) {
        forecasts[model][pair] = value;
    }

    PairIndex index() {
        return index;
    }

    /** The mean score of the samples; NaN if a pair has none. */
    double crpsOfSamples(Comparison.Contender contender) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double[] samples = contender
                    .model()
                    .samples()
                    .get(contender.target(), index.series(i), index.origin(i), index.step(i));
            sum += samples.length == 0 ? Double.NaN : ProbabilisticMetrics.crpsOfSample(actual[i], samples);
        }
        return sum / actual.length;
    }

    /** The exponent of the largest error. */
    int exponent(int model) {
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] / 2 - forecasts[model][i] / 2));
        }
        return largest == 0 ? Double.MIN_EXPONENT : Math.getExponent(largest) + 1;
    }

    /** The square of each error divided by 2 to the power of an exponent. */
    double[] squaredErrors(int model, int exponent) {
        double[] squares = new double[actual.length];
        for (int i = 0; i < squares.length; i++) {
            double error = 2 * Math.scalb(actual[i] / 2 - forecasts[model][i] / 2, -exponent);
            squares[i] = error * error;
        }
        return squares;
    }

    double[] actual(int[] at) {
        return pick(actual, at);
    }

    /** The sums of the errors of a model over some pairs. */
    ErrorSums errors(int model, int[] at) {
        ErrorSums sums = new ErrorSums();
        for (int pair : at) {
            sums.add(actual[pair], forecasts[model][pair]);
        }
        return sums;
    }

    Score score(int model, int[] at) {
        if (at.length == 0) {
            return Score.NONE;
        }
        ErrorSums errors = errors(model, at);
        ErrorSums last = errors(naive, at);
        ErrorSums lastSeason = seasonal == NO_MODEL ? new ErrorSums() : errors(seasonal, at);
        return new Score(
                at.length,
                errors.mae(),
                errors.rmse(),
                errors.mape(),
                errors.smape(),
                scaled(forecasts[model], at, false),
                scaled(forecasts[model], at, true),
                PointMetrics.skill(errors.mse(), last.mse()),
                PointMetrics.directionalAccuracy(actual(at), pick(forecasts[model], at), pick(forecasts[naive], at)),
                errors.bias(),
                PointMetrics.skill(errors.rmse(), last.rmse()),
                PointMetrics.skill(errors.mae(), last.mae()),
                PointMetrics.skill(errors.rmse(), lastSeason.rmse()),
                PointMetrics.skill(errors.mae(), lastSeason.mae()));
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
        ExactSum sumOfSeries = new ExactSum();
        int seriesCount = 0;
        int i = 0;
        while (i < at.length) {
            int one = index.series(at[i]);
            ExactSum sum = new ExactSum();
            int pairs = 0;
            for (; i < at.length && index.series(at[i]) == one; i++) {
                double error = actual[at[i]] - forecast[at[i]];
                double ratio = squared
                        ? error * error / scale.squared(scales[at[i]])
                        : Math.abs(error) / scale.absolute(scales[at[i]]);
                if (!Double.isNaN(ratio)) {
                    sum.add(ratio);
                    pairs++;
                }
            }
            if (pairs > 0) {
                sumOfSeries.add(squared ? Math.sqrt(sum.value() / pairs) : sum.value() / pairs);
                seriesCount++;
            }
        }
        return seriesCount == 0 ? Double.NaN : sumOfSeries.value() / seriesCount;
    }
}
