package io.forecastj;

/**
 * Baseline forecasts, which every other model must beat: naive, seasonal naive, drift and mean.
 *
 * <p>Thread-safe: the methods are stateless, and forecasters and predictors are immutable. A fit learns no more
 * than the spread of the errors in its training series, if it is one, and each point forecast is computed from the
 * history that it is given. A forecast by a session takes time proportional to the horizon; appending a row takes
 * constant time.
 *
 * <p>Intervals at 80 % and 95 % assume normal errors. Their standard deviation is that of the one-step residuals within
 * the history, and grows with the step by the formula given at each method (Hyndman and Athanasopoulos, Forecasting:
 * Principles and Practice, 3rd edition, section 5.5). For a history with fewer than 10 residuals it is that of the
 * training rows, if these are more rows of the one series with the same id; else the forecast is {@link
 * ForecastStatus#DEGRADED}, since so few rows say little about the width. A missing value is replaced by the latest one
 * before it (for the seasonal forecast, of the same phase), and the forecast is {@link ForecastStatus#DEGRADED} while
 * it depends on such a value.
 */
public final class Baselines {
    static final String NAIVE = "naive";
    static final String SEASONAL_NAIVE = "seasonal-naive";
    static final String DRIFT = "drift";
    static final String MEAN = "mean";

    private Baselines() {}

    /**
     * Returns a forecaster that repeats the last value at every step. The standard deviation at step {@code h} is
     * {@code s sqrt(h)}, with {@code s} the root mean square of the one-step changes. Needs 2 rows.
     *
     * @param column the column
     * @param horizon the number of steps, at least 1
     * @return the forecaster
     * @throws IllegalArgumentException if the horizon is below 1 or above {@value PredictorInfo#MAX_HORIZON}
     */
    public static Forecaster naive(String column, int horizon) {
        return new BaselineForecaster(NAIVE, column, horizon, 1);
    }

    /**
     * Returns a forecaster that repeats the last season. The standard deviation at step {@code h} is {@code s sqrt(k)},
     * with {@code k} the number of the season that contains the step, counted from 1, and {@code s} the root mean
     * square of the changes over a season. Needs one row more than a season.
     *
     * @param column the column
     * @param horizon the number of steps, at least 1
     * @param season the season length in rows, at least 2, such as 24 for hourly rows of a daily pattern
     * @return the forecaster
     * @throws IllegalArgumentException if {@code season < 2}, the season has more than nine digits, or the horizon is
     *     below 1 or above {@value PredictorInfo#MAX_HORIZON}
     */
    public static Forecaster seasonalNaive(String column, int horizon, int season) {
        RangeChecks.atLeast(2, "the rows of a season", season);
        return new BaselineForecaster(SEASONAL_NAIVE, column, horizon, season);
    }

    /**
     * Returns a forecaster that continues the straight line from the first to the last value. The standard deviation at
     * step {@code h} is {@code s sqrt(h (1 + h / (T - 1)))}, with {@code T} the number of rows and {@code s} the
     * standard deviation of the one-step changes about the slope. Needs 3 rows.
     *
     * @param column the column
     * @param horizon the number of steps, at least 1
     * @return the forecaster
     * @throws IllegalArgumentException if the horizon is below 1 or above {@value PredictorInfo#MAX_HORIZON}
     */
    public static Forecaster drift(String column, int horizon) {
        return new BaselineForecaster(DRIFT, column, horizon, 1);
    }

    /**
     * Returns a forecaster that repeats the mean of the history at every step. The standard deviation at every step is
     * {@code s sqrt(1 + 1 / T)}, with {@code T} the number of values and {@code s} their standard deviation. Needs 2
     * rows.
     *
     * @param column the column
     * @param horizon the number of steps, at least 1
     * @return the forecaster
     * @throws IllegalArgumentException if the horizon is below 1 or above {@value PredictorInfo#MAX_HORIZON}
     */
    public static Forecaster mean(String column, int horizon) {
        return new BaselineForecaster(MEAN, column, horizon, 1);
    }

    /**
     * Makes the predictor of a description; a baseline has no other state. For implementers of formats, which read the
     * description back.
     *
     * @param info the description of a predictor of one of these baselines
     * @return a new predictor; the caller closes it
     * @throws IllegalArgumentException if the description is not one of theirs
     */
    public static Predictor of(PredictorInfo info) {
        return new BaselinePredictor(info);
    }
}
