package io.forecastj.metrics;

import java.util.function.DoubleBinaryOperator;

/**
 * Scores of point forecasts.
 *
 * <p>Stateless and thread-safe. Arrays hold one value per forecast, in the target's unit, and have equal lengths of at
 * least 1. A missing value (NaN) makes the score NaN, so remove such pairs first. Errors are summed without rounding,
 * so the order of the pairs does not change a score; {@link ErrorSums} merges the sums of several parts. Definitions
 * follow Hyndman and Koehler, "Another look at measures of forecast accuracy" (2006), and the M4 competition's guide
 * where it differs.
 */
public final class PointMetrics {
    private PointMetrics() {}

    private static double mean(double[] actual, double[] forecast, DoubleBinaryOperator error) {
        ScoreChecks.requireSameLength(actual, forecast);
        ExactSum sum = new ExactSum();
        for (int i = 0; i < actual.length; i++) {
            sum.add(error.applyAsDouble(actual[i], forecast[i]));
        }
        return sum.value() / actual.length;
    }

    static double error(double actual, double forecast) {
        return actual - forecast;
    }

    static double absolute(double actual, double forecast) {
        return Math.abs(actual - forecast);
    }

    static double squared(double actual, double forecast) {
        double error = actual - forecast;
        return error * error;
    }

    static double relative(double actual, double forecast) {
        return actual == 0 ? Double.NaN : Math.abs((actual - forecast) / actual);
    }

    static double symmetric(double actual, double forecast) {
        double size = Math.abs(actual) + Math.abs(forecast);
        return size == 0 ? 0 : 2 * Math.abs(actual - forecast) / size;
    }

    /**
     * Mean error, or bias: mean of {@code actual - forecast}. Positive when forecasts are too low.
     *
     * @param actual the actual values
     * @param forecast the forecasts
     * @return the bias in the target's unit
     * @throws IllegalArgumentException if the lengths differ or are 0
     */
    public static double bias(double[] actual, double[] forecast) {
        return mean(actual, forecast, PointMetrics::error);
    }

    /**
     * Mean absolute error.
     *
     * @param actual the actual values
     * @param forecast the forecasts
     * @return the error in the target's unit, at least 0
     * @throws IllegalArgumentException if the lengths differ or are 0
     */
    public static double mae(double[] actual, double[] forecast) {
        return mean(actual, forecast, PointMetrics::absolute);
    }

    /**
     * Mean squared error.
     *
     * @param actual the actual values
     * @param forecast the forecasts
     * @return the error in the target's unit squared, at least 0
     * @throws IllegalArgumentException if the lengths differ or are 0
     */
    public static double mse(double[] actual, double[] forecast) {
        return mean(actual, forecast, PointMetrics::squared);
    }

    /**
     * Root mean squared error.
     *
     * @param actual the actual values
     * @param forecast the forecasts
     * @return the error in the target's unit, at least 0
     * @throws IllegalArgumentException if the lengths differ or are 0
     */
    public static double rmse(double[] actual, double[] forecast) {
        return Math.sqrt(mse(actual, forecast));
    }

    /**
     * Mean absolute percentage error as a fraction: mean of {@code |actual - forecast| / |actual|}.
     *
     * @param actual the actual values
     * @param forecast the forecasts
     * @return the fraction, at least 0; NaN if any actual value is zero, since the error is undefined there
     * @throws IllegalArgumentException if the lengths differ or are 0
     */
    public static double mape(double[] actual, double[] forecast) {
        return mean(actual, forecast, PointMetrics::relative);
    }

    /**
     * Symmetric mean absolute percentage error as a fraction, as the M4 competition defines it: mean of {@code 2
     * |actual - forecast| / (|actual| + |forecast|)}, where 0/0 counts as 0.
     *
     * @param actual the actual values
     * @param forecast the forecasts
     * @return the fraction, 0 to 2
     * @throws IllegalArgumentException if the lengths differ or are 0
     */
    public static double smape(double[] actual, double[] forecast) {
        return mean(actual, forecast, PointMetrics::symmetric);
    }

    /**
     * Scale of {@link #mase}: the mean absolute error of the seasonal naive forecast inside the training data.
     *
     * @param insample the training values; pairs with a missing value are left out
     * @param season the season length in rows; 1 for the plain naive forecast
     * @return the scale; NaN if there is no pair or it is zero
     * @throws IllegalArgumentException if {@code season < 1}
     */
    public static double absoluteScale(double[] insample, int season) {
        return scale(insample, season, false);
    }

    /**
     * Scale of {@link #rmsse}: the mean squared error of the seasonal naive forecast inside the training data.
     *
     * @param insample the training values; pairs with a missing value are left out
     * @param season the season length in rows; 1 for the plain naive forecast
     * @return the scale; NaN if there is no pair or it is zero
     * @throws IllegalArgumentException if {@code season < 1}
     */
    public static double squaredScale(double[] insample, int season) {
        return scale(insample, season, true);
    }

    private static double scale(double[] insample, int season, boolean squared) {
        if (season < 1) {
            throw new IllegalArgumentException("a season must be at least 1 row long, found " + season);
        }
        double sum = 0;
        int pairs = 0;
        for (int i = season; i < insample.length; i++) {
            double change = insample[i] - insample[i - season];
            if (!Double.isNaN(change)) {
                sum += squared ? change * change : Math.abs(change);
                pairs++;
            }
        }
        return pairs == 0 || sum == 0 ? Double.NaN : sum / pairs;
    }

    /**
     * Mean absolute scaled error: {@link #mae} divided by {@link #absoluteScale}.
     *
     * @param actual the actual values
     * @param forecast the forecasts
     * @param insample the training values
     * @param season the season length in rows
     * @return the score; below 1 is better than the seasonal naive forecast was in training; NaN if the scale is zero
     * @throws IllegalArgumentException if the lengths differ or are 0, or {@code season < 1}
     */
    public static double mase(double[] actual, double[] forecast, double[] insample, int season) {
        return mae(actual, forecast) / absoluteScale(insample, season);
    }

    /**
     * Root mean squared scaled error: the square root of {@link #mse} divided by {@link #squaredScale}.
     *
     * @param actual the actual values
     * @param forecast the forecasts
     * @param insample the training values
     * @param season the season length in rows
     * @return the score; NaN if the scale is zero
     * @throws IllegalArgumentException if the lengths differ or are 0, or {@code season < 1}
     */
    public static double rmsse(double[] actual, double[] forecast, double[] insample, int season) {
        return Math.sqrt(mse(actual, forecast) / squaredScale(insample, season));
    }

    /**
     * R2 against persistence: the fraction of the naive forecast's squared error that the forecast removes, {@code 1 -
     * SSE / SSE of naive} (Campbell and Thompson, 2008). On a random walk, the usual R2 against the mean is near 1 even
     * for the last value; this one is not.
     *
     * @param actual the actual values
     * @param forecast the forecasts
     * @param naive the naive forecasts: the last value known at each origin
     * @return 1 for a perfect forecast, 0 for one as good as naive, negative for a worse one; NaN if naive has no error
     * @throws IllegalArgumentException if the lengths differ or are 0
     */
    public static double r2VsPersistence(double[] actual, double[] forecast, double[] naive) {
        double reference = mse(actual, naive);
        return reference == 0 ? Double.NaN : 1 - mse(actual, forecast) / reference;
    }

    /**
     * Directional accuracy: the share of forecasts whose direction of change from the last known value is the actual
     * one. A forecast without change is correct only if the actual value does not change.
     *
     * @param actual the actual values
     * @param forecast the forecasts
     * @param last the last value known at each origin
     * @return the share, 0 to 1
     * @throws IllegalArgumentException if the lengths differ or are 0
     */
    public static double directionalAccuracy(double[] actual, double[] forecast, double[] last) {
        ScoreChecks.requireSameLength(actual, last);
        ScoreChecks.requireSameLength(actual, forecast);
        int right = 0;
        for (int i = 0; i < actual.length; i++) {
            double change = actual[i] - last[i];
            double expected = forecast[i] - last[i];
            if (Double.isNaN(change) || Double.isNaN(expected)) {
                return Double.NaN;
            }
            right += Math.signum(change) == Math.signum(expected) ? 1 : 0;
        }
        return (double) right / actual.length;
    }

    /**
     * Skill: the fraction of a reference forecast's error that the forecast removes, {@code 1 - error / reference}.
     *
     * @param error the forecast's error, such as its {@link #rmse}
     * @param reference the reference's error by the same score
     * @return 1 for a perfect forecast, 0 for one as good as the reference, negative for a worse one; NaN if the
     *     reference has no error
     */
    public static double skill(double error, double reference) {
        return reference == 0 ? Double.NaN : 1 - error / reference;
    }
}
