package io.forecastj.models.linear;

import io.forecastj.Forecaster;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.regression.Regressor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entry point to linear models: a forecaster of one column, and ridge regression on features.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Linear {
    private Linear() {}

    /**
     * Starts the settings of a linear forecaster of one column. Column, lookback and horizon must be set.
     *
     * <p>The forecast of step {@code h} from the row {@code t} is {@code y(t) + sum over j of w(h,j) (y(t-j) - y(t))}
     * with {@code j} from 1 to {@code lookback - 1}: the NLinear form (Zeng, Chen, Zhang and Xu, Are Transformers
     * Effective for Time Series Forecasting?, AAAI 2023). The weights of each step are a ridge regression, solved in
     * closed form instead of by gradient descent. There is no intercept, so a forecast moves with the series' level and
     * is proportional to its scale: one set of weights fits series of any unit.
     *
     * <p>For training each series is divided by its standard deviation, so that the penalty means the same in every
     * unit and no series outweighs the others by its unit. All steps train on the same rows, those whose last label is
     * known. A missing value ends a segment, and no window or label crosses it. A series or segment shorter than {@code
     * lookback + horizon} adds nothing.
     *
     * <p>A forecast that is no better than naive ones is drawn towards them: weights fitted at five times within the
     * last third of the rows forecast the rows after, and from their errors the fit estimates for each step how much of
     * the forecast change to keep, as described in {@link io.forecastj.models.regression.Regression#forecaster()}. The
     * result is in the weights; the parameter {@code "shrinkage"} describes it. With fewer than {@code lookback +
     * horizon} rows before the last third nothing is drawn.
     *
     * <p>A fit of n rows takes time proportional to {@code n (lookback + horizon) + lookback^3 + lookback^2 horizon}
     * and memory proportional to {@code lookback (lookback + horizon)}. A forecast takes {@code lookback x horizon}
     * multiplications.
     *
     * <p>A missing value in the window of a forecast is replaced by the last value observed before it, or by the first
     * observed value if there is none before. The forecast is then {@link io.forecastj.ForecastStatus#DEGRADED}, and
     * the reason names the row's time. If the series holds no value at all, the forecast is NaN.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /**
     * Makes a ridge regression on features: the mean label plus a weighted sum of the standardised inputs. A missing
     * input counts as its training mean, and a constant input is ignored. Solved in closed form (Hoerl and Kennard,
     * Ridge Regression, Technometrics 12, 1970); validation examples are not used.
     *
     * @param ridge the penalty on the sum of squared weights of the standardised inputs, relative to the sum of squared
     *     errors over the training examples; finite and greater than 0
     * @return the regressor, of kind {@code "ridge"}
     * @throws IllegalArgumentException if {@code ridge} is not finite or not greater than 0
     */
    public static Regressor regressor(double ridge) {
        return new RidgeRegressor(ArgumentChecks.positive("ridge", ridge));
    }

    /** Collects the settings of a linear forecaster. Not thread-safe. */
    public static final class Builder {
        private @Nullable String name;
        private @Nullable String column;
        private int lookback;
        private int horizon;
        private double ridge = 1;
        private int robust;
        private boolean shrinkage = true;

        private Builder() {}

        /**
         * Sets the name for reports; default {@code "linear"}.
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
                        + "), which is set already; a linear forecaster has one column");
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
         * Sets the penalty on the sum of squared weights, relative to the sum of squared errors over the training rows
         * of series with standard deviation 1; default 1. With a larger penalty, forecasts are closer to the last
         * value.
         *
         * @param penalty the penalty, finite and greater than 0
         * @return this builder
         */
        public Builder ridge(double penalty) {
            this.ridge = penalty;
            return this;
        }

        /**
         * Sets the number of times that windows are weighted by the inverse of their mean absolute error, at least 0.1
         * standard deviations of the series, and the weights estimated again; default 0. Outliers then count less
         * (Schlossmacher, An Iterative Technique for Absolute Deviations Curve Fitting, Journal of the American
         * Statistical Association 68, 1973). The weights count relative to their mean, so the penalty means the same.
         * The shrinkage, which would take several times as long, is estimated without such weights.
         *
         * <p>A round takes about {@code n lookback (lookback / 2 + 2 horizon)} multiplications for {@code n} windows,
         * many times as many as a fit without rounds, divided among the threads of the executor.
         *
         * @param rounds the number, at least 0
         * @return this builder
         */
        public Builder robust(int rounds) {
            this.robust = rounds;
            return this;
        }

        /**
         * Sets whether forecasts are drawn towards naive ones as far as forecasts of training rows suggest; default
         * true.
         *
         * @param estimate false to keep the regression's weights as they are
         * @return this builder
         */
        public Builder shrinkage(boolean estimate) {
            this.shrinkage = estimate;
            return this;
        }

        /**
         * Makes the forecaster.
         *
         * @return the forecaster
         * @throws IllegalArgumentException if no column is set, the lookback is below 2, the horizon below 1 or above
         *     {@value io.forecastj.PredictorInfo#MAX_HORIZON}, the ridge not finite or not greater than 0, or the
         *     number of rounds below 0
         */
        public Forecaster build() {
            if (column == null) {
                throw new IllegalArgumentException("a linear forecaster needs a column: set column(...)");
            }
            return new LinearForecaster(
                    name == null ? LinearPredictor.KIND : name,
                    column,
                    ArgumentChecks.atLeast(2, "lookback", lookback),
                    ArgumentChecks.horizon(horizon),
                    ArgumentChecks.positive("ridge", ridge),
                    ArgumentChecks.atLeast(0, "robust", robust),
                    shrinkage);
        }
    }
}
