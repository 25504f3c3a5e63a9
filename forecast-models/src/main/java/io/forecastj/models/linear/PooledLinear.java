package io.forecastj.models.linear;

import io.forecastj.Forecaster;
import io.forecastj.models.internal.ArgumentChecks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entry point to linear forecasters with weights for each series that are drawn to weights of all series.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class PooledLinear {
    private PooledLinear() {}

    /**
     * Starts the settings of a linear forecaster for many similar series. Column, lookback and horizon must be set.
     *
     * <p>The forecast of all steps from the row {@code t} is {@code c + (z(t-L+1) - c, ..., z(t) - c) W(i)}: {@code z}
     * is the value of the series {@code i} or its logarithm, {@code L} the lookback, {@code c} the mean of the last
     * rows (see {@link Builder#centreRows}), and {@code W(i)} a matrix of {@code L x horizon} weights. The logarithm is
     * taken back by the exponential, so the forecast is a median rather than a mean. There is no intercept: a forecast
     * moves with the series' level and is proportional to its changes.
     *
     * <p>Training has two parts. First, one matrix {@code W} for all series: a ridge regression on all windows of all
     * series, each series divided by the mean absolute change over {@link Builder#scaleLag} rows. Then a matrix {@code
     * W(i)} for each series with more than 20 windows, a ridge regression on its windows whose penalty is on the
     * difference from {@code W}: partial pooling (Gelman and Hill, Data Analysis Using Regression and
     * Multilevel/Hierarchical Models, 2007, chapter 12). Both are solved in closed form and repeated with each window
     * weighted by the inverse of its mean absolute error, at least 0.05 mean changes (Schlossmacher, An Iterative
     * Technique for Absolute Deviations Curve Fitting, Journal of the American Statistical Association 68, 1973), so
     * that outliers count less.
     *
     * <p>Series are known by their id, which is empty unless set. Training series with the same id are refused, by an
     * {@link IllegalArgumentException}: put the parts of a series on one grid, with missing values between them. A
     * series that training did not see, or only with few windows, is forecast by {@code W}; this needs no scale, since
     * a forecast is proportional to the series. A window or label with a missing value is not trained on.
     *
     * <p>A history may have fewer rows than the lookback; its first value is repeated before it, and the forecast is
     * {@link io.forecastj.ForecastStatus#DEGRADED}. A missing value is replaced by the last observed one, and so is a
     * value that is not above 0 where logarithms are taken; the forecast is {@code DEGRADED} too, and the reason names
     * the row's time. If the series holds no value at all, the forecast is NaN. A forecast beyond the range of a double
     * is replaced by the last value.
     *
     * <p>With {@code n} windows in all, {@code s} series and {@code r} rounds, a fit takes about {@code (r + 3) n L (L
     * / 2 + 2 horizon) + s L^2 (L / 3 + 2 horizon)} multiplications, divided among the threads of the executor. The
     * model holds {@code L x horizon} numbers for each series: 27 MB for 414 series with a lookback of 168 and a
     * horizon of 48. Appending a row takes constant time, a forecast {@code L x horizon} multiplications.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of a pooled linear forecaster. Not thread-safe. */
    public static final class Builder {
        private String name = PooledPredictor.KIND;
        private @Nullable String column;
        private int lookback;
        private int horizon;
        private @Nullable Boolean logarithm;
        private int centreRows = 1;
        private double ridge = 1e-4;
        private double seriesRidge = 0.1;
        private int robust = 2;
        private int scaleLag = 1;

        private Builder() {}

        /**
         * Sets the name for reports; default {@code "pooled-linear"}.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the column to forecast from its past values.
         *
         * @param column its name
         * @return this builder
         * @throws IllegalStateException if a column is set already
         */
        public Builder column(String column) {
            Objects.requireNonNull(column, "column");
            if (this.column != null) {
                throw new IllegalStateException("column(" + column + ") contradicts column(" + this.column
                        + "), which is set already; a pooled linear forecaster has one column");
            }
            this.column = column;
            return this;
        }

        /**
         * Sets the number of last rows that a forecast uses.
         *
         * @param rows the number, including the origin's row, at least 2
         * @return this builder
         */
        public Builder lookback(int rows) {
            this.lookback = rows;
            return this;
        }

        /**
         * Sets the number of steps to forecast.
         *
         * @param steps the number, at least 1
         * @return this builder
         */
        public Builder horizon(int steps) {
            this.horizon = steps;
            return this;
        }

        /**
         * Sets whether the model is one of logarithms. Unless set, it is if all training values are above 0.
         *
         * @param logarithm true for logarithms; a training value that is not above 0 is then an error
         * @return this builder
         */
        public Builder logarithms(boolean logarithm) {
            this.logarithm = logarithm;
            return this;
        }

        /**
         * Sets the number of last rows whose mean is subtracted from a window and added to its forecast; default 1, the
         * last value.
         *
         * @param rows the number, from 1 to the lookback
         * @return this builder
         */
        public Builder centreRows(int rows) {
            this.centreRows = rows;
            return this;
        }

        /**
         * Sets the penalty on the sum of squared weights of all series together, relative to the average sum of squares
         * of an input; default 1e-4.
         *
         * @param penalty the penalty, finite and greater than 0
         * @return this builder
         */
        public Builder ridge(double penalty) {
            this.ridge = penalty;
            return this;
        }

        /**
         * Sets the penalty on the sum of squared differences between the weights of a series and those of all series,
         * relative to the average sum of squares of an input of the series; default 0.1. With a larger penalty, the
         * series share more of their weights.
         *
         * @param penalty the penalty, finite and greater than 0
         * @return this builder
         */
        public Builder seriesRidge(double penalty) {
            this.seriesRidge = penalty;
            return this;
        }

        /**
         * Sets the number of times that windows are weighted by their errors and the weights of all series estimated
         * again; default 2. Those of each series are estimated twice then. With 0 all windows count the same.
         *
         * @param rounds the number, at least 0
         * @return this builder
         */
        public Builder robust(int rounds) {
            this.robust = rounds;
            return this;
        }

        /**
         * Sets the number of rows of the changes by whose mean absolute value a series is divided for training; default
         * 1. Use the season if there is a strong one.
         *
         * @param rows the number, at least 1
         * @return this builder
         */
        public Builder scaleLag(int rows) {
            this.scaleLag = rows;
            return this;
        }

        /**
         * Makes the forecaster.
         *
         * @return the forecaster
         * @throws IllegalArgumentException if no column is set, the lookback is below 2, the horizon below 1 or above
         *     {@value io.forecastj.PredictorInfo#MAX_HORIZON}, the number of centre rows below 1 or above the lookback,
         *     a penalty not finite or not greater than 0, the number of rounds below 0, or the scale lag below 1
         */
        public Forecaster build() {
            if (column == null) {
                throw new IllegalArgumentException("a pooled linear forecaster needs a column: set column(...)");
            }
            ArgumentChecks.atLeast(2, "lookback", lookback);
            ArgumentChecks.require(
                    centreRows >= 1 && centreRows <= lookback,
                    "centreRows",
                    "from 1 to the lookback of " + lookback,
                    centreRows);
            return new PooledForecaster(
                    name,
                    column,
                    lookback,
                    ArgumentChecks.horizon(horizon),
                    logarithm,
                    centreRows,
                    ArgumentChecks.positive("ridge", ridge),
                    ArgumentChecks.positive("seriesRidge", seriesRidge),
                    ArgumentChecks.atLeast(0, "robust", robust),
                    ArgumentChecks.atLeast(1, "scaleLag", scaleLag));
        }
    }
}
