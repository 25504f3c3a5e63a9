package io.forecastj;

import java.util.List;

/**
 * The forecasts that every other one must beat: last value, last season, straight line, mean.
 *
 * <p>They learn nothing: a fit only notes the training span, and each forecast, its intervals too, follows from the
 * history it is given. Forecasters and predictors are immutable and thread-safe; a session's forecast takes time
 * proportional to the horizon, an appended row constant time.
 *
 * <p>Intervals at 80 % and 95 % assume normal errors whose spread is that of the one-step residuals within the history
 * and grows with the step as stated at each method (Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
 * 3rd edition, section 5.5). A missing value is replaced by the latest one before it (for the seasonal forecast, of
 * the same phase), and the forecast is {@link ForecastStatus#DEGRADED} while that matters.
 */
public final class Baselines {
    static final String NAIVE = "naive";
    static final String SEASONAL_NAIVE = "seasonal-naive";
    static final String DRIFT = "drift";
    static final String MEAN = "mean";

    /** The kinds of their predictors, as {@link PredictorInfo#kind()} has them. For authors of formats. */
    public static final List<String> KINDS = List.of(NAIVE, SEASONAL_NAIVE, DRIFT, MEAN);

    private Baselines() {}

    /**
     * Forecasts the last value for every step. The standard deviation at step {@code h} is {@code s sqrt(h)}, with
     * {@code s} the root mean square of the one-step changes. Needs 2 rows.
     *
     * @param column the column
     * @param horizon how many steps ahead, at least 1
     * @return the forecaster
     * @throws IllegalArgumentException if {@code horizon < 1}
     */
    public static Forecaster naive(String column, int horizon) {
        return new BaselineForecaster(NAIVE, column, horizon, 1);
    }

    /**
     * Forecasts the value of the same phase of the last season. The standard deviation at step {@code h} is {@code s
     * sqrt(k)}, with {@code k} the number of the season in which the step lies, counted from 1, and {@code s} the root
     * mean square of the changes over a season. Needs one row more than a season.
     *
     * @param column the column
     * @param horizon how many steps ahead, at least 1
     * @param season the season's length in rows, at least 2, such as 24 for hourly rows of a daily pattern
     * @return the forecaster
     * @throws IllegalArgumentException if {@code horizon < 1} or {@code season < 2}
     */
    public static Forecaster seasonalNaive(String column, int horizon, int season) {
        Checks.atLeast(2, "the rows of a season", season);
        return new BaselineForecaster(SEASONAL_NAIVE, column, horizon, season);
    }

    /**
     * Continues the straight line from the first to the last value. The standard deviation at step {@code h} is
     * {@code s sqrt(h (1 + h / (T - 1)))}, with {@code T} the number of rows and {@code s} that of the one-step
     * changes about the slope. Needs 3 rows.
     *
     * @param column the column
     * @param horizon how many steps ahead, at least 1
     * @return the forecaster
     * @throws IllegalArgumentException if {@code horizon < 1}
     */
    public static Forecaster drift(String column, int horizon) {
        return new BaselineForecaster(DRIFT, column, horizon, 1);
    }

    /**
     * Forecasts the mean of the history. The standard deviation at every step is {@code s sqrt(1 + 1 / T)}, with
     * {@code T} the number of values and {@code s} their standard deviation. Needs 2 rows.
     *
     * @param column the column
     * @param horizon how many steps ahead, at least 1
     * @return the forecaster
     * @throws IllegalArgumentException if {@code horizon < 1}
     */
    public static Forecaster mean(String column, int horizon) {
        return new BaselineForecaster(MEAN, column, horizon, 1);
    }

    /**
     * Makes the predictor that a description describes; a baseline has no other state. For authors of formats, who read
     * the description back.
     *
     * @param info the description of a predictor of one of these baselines
     * @return a new predictor; the caller closes it
     * @throws IllegalArgumentException if the description is not one of theirs
     */
    public static Predictor of(PredictorInfo info) {
        return new BaselinePredictor(info);
    }
}
