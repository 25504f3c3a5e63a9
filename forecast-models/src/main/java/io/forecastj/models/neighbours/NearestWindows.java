package io.forecastj.models.neighbours;

import io.forecastj.Forecaster;
import io.forecastj.models.internal.ArgumentChecks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entry point to forecasts from nearest windows: what followed the past windows, of any training series, that look most
 * like the last rows of the series.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class NearestWindows {
    /** The largest number of windows that a forecast may average. */
    static final int MOST_NEIGHBOURS = 100_000;

    private NearestWindows() {}

    /**
     * Starts the settings of a forecaster by nearest windows. Column, lookback and horizon must be set.
     *
     * <p>Nearest-neighbour forecasting is described by Yakowitz (Nearest-neighbour methods for time series analysis,
     * Journal of Time Series Analysis 8, 1987), and with normalised windows and several steps by Martínez, Frías, Pérez
     * and Rivera (A methodology for applying k-nearest neighbor to time series forecasting, Artificial Intelligence
     * Review 52, 2019). Here the windows of all training series are compared, those of other series too.
     *
     * <p>If all training values are positive, every value is replaced by its logarithm first; see {@link
     * Builder#logarithms}. A window {@code v} of {@code lookback} rows is compared in the form {@code (v - level) /
     * change}. The level is the mean of its last {@link Builder#centreRows} rows, and the change is the mean absolute
     * difference of its successive rows. So units and levels of series do not matter. The distance {@code d} of two
     * windows is the mean squared difference of their forms, times {@link Builder#ownFactor} if both belong to series
     * of the same id. The {@link Builder#neighbours} nearest windows have the weights {@code exp(-d / (nearest d +
     * 1e-4))}. The point forecast of a step is the level plus the change times the weighted mean, at that step, of the
     * rows that followed them, in the same form. With logarithms it is the exponential of that.
     *
     * <p>Candidates are all windows within the training rows that {@code horizon} training rows follow, without a
     * missing value in either. A window whose change is below a tenth of that of its series is left out, since what
     * followed it is large in terms of such a change. A series that has moved on since the training is still compared
     * with training rows only. So a forecast never uses later rows of a series than its training had; but a forecast
     * from the middle of the training rows finds its own future among them, and shows nothing about accuracy.
     *
     * <p>Series are known by their id, which is empty unless set; training series with the same id are refused, by an
     * {@link IllegalArgumentException}. Those that training did not see are forecast in the same way. In a history with
     * fewer rows than the lookback, down to {@link Builder#shortestHistory}, the first value stands in for the rows
     * before it; the forecast is then {@link io.forecastj.ForecastStatus#DEGRADED}. A missing value in the window of a
     * forecast is replaced by the last one before it, which is {@code DEGRADED} too. If all values of the window are
     * equal, the forecast repeats them. A history without any value gives NaN.
     *
     * <p>With at least 20 neighbours a forecast has the quantiles .025, .1, .9 and .975 of the weighted rows that
     * followed them. They show the spread of similar past cases; no coverage is guaranteed. Calibrate them with {@link
     * io.forecastj.models.conformal.Conformal} where that matters.
     *
     * <p>A fit measures the windows, which takes time proportional to rows times lookback. The predictor keeps all
     * training rows, 32 bytes each. An {@code append} takes constant time. A forecast compares all windows: it takes
     * {@code training rows x lookback} multiplications, about 10 billion of which take a second on one core. {@link
     * io.forecastj.Predictor#predictAll} reads the training rows once for several series.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of a forecaster by nearest windows. Not thread-safe. */
    public static final class Builder {
        private static final int UNSET = Integer.MIN_VALUE;

        private @Nullable String name;
        private @Nullable String column;
        private int lookback;
        private int horizon;
        private int centreRows = 1;
        private int neighbours = 100;
        private double ownFactor = 0.5;
        private int shortestHistory = UNSET;
        private @Nullable Boolean logarithms;

        private Builder() {}

        /**
         * Sets the name for reports; default {@code "nearest-windows"}.
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
                        + "), which is set already; a forecaster by nearest windows has one column");
            }
            this.column = column;
            return this;
        }

        /**
         * Sets the number of rows of a window: one or two of the longest season that matters, as a rule.
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
         * Sets the number of last rows whose mean is the level of a window; default 1, the last value. More rows suit
         * series with a short season or much noise.
         *
         * @param rows the number, from 1 to the lookback
         * @return this builder
         */
        public Builder centreRows(int rows) {
            this.centreRows = rows;
            return this;
        }

        /**
         * Sets the largest number of windows that a forecast averages; default 100. If there are fewer, it averages
         * these.
         *
         * @param windows the number, from 1 to 100,000; at least 20 for quantiles
         * @return this builder
         */
        public Builder neighbours(int windows) {
            this.neighbours = windows;
            return this;
        }

        /**
         * Sets the factor of the distance to windows of the series that is forecast; default 0.5. Below 1 such windows
         * are preferred.
         *
         * @param factor the factor of the mean squared difference, finite and greater than 0
         * @return this builder
         */
        public Builder ownFactor(double factor) {
            this.ownFactor = factor;
            return this;
        }

        /**
         * Sets the number of rows of the shortest history that is forecast; default half the lookback, rounded up, and
         * at least 2.
         *
         * @param rows the number, from 2 to the lookback
         * @return this builder
         */
        public Builder shortestHistory(int rows) {
            this.shortestHistory = rows;
            return this;
        }

        /**
         * Sets whether values are replaced by their logarithms. By default they are if all training values are
         * positive. With logarithms, a value of 0 or less in a history is an {@link
         * io.forecastj.InvalidSeriesException}.
         *
         * @param replaced true to require positive training values, false to compare the values themselves
         * @return this builder
         */
        public Builder logarithms(boolean replaced) {
            this.logarithms = replaced;
            return this;
        }

        /**
         * Makes the forecaster.
         *
         * @return the forecaster
         * @throws IllegalArgumentException if no column is set, the lookback is below 2, the horizon below 1 or above
         *     {@value io.forecastj.PredictorInfo#MAX_HORIZON}, the rows of the centre not from 1 to the lookback, the
         *     neighbours not from 1 to 100,000, the own factor not finite or not greater than 0, or the shortest
         *     history not from 2 to the lookback
         */
        public Forecaster build() {
            if (column == null) {
                throw new IllegalArgumentException("a forecaster by nearest windows needs a column: set column(...)");
            }
            ArgumentChecks.atLeast(2, "lookback", lookback);
            ArgumentChecks.horizon(horizon);
            ArgumentChecks.require(
                    centreRows >= 1 && centreRows <= lookback,
                    "centreRows",
                    "from 1 to the lookback of " + lookback,
                    centreRows);
            ArgumentChecks.require(
                    neighbours >= 1 && neighbours <= MOST_NEIGHBOURS,
                    "neighbours",
                    "from 1 to " + MOST_NEIGHBOURS,
                    neighbours);
            int shortest = shortestHistory == UNSET ? Math.max(2, lookback / 2 + lookback % 2) : shortestHistory;
            ArgumentChecks.require(
                    shortest >= 2 && shortest <= lookback,
                    "shortestHistory",
                    "from 2 to the lookback of " + lookback,
                    shortest);
            return new NearestForecaster(
                    name == null ? NearestPredictor.KIND : name,
                    column,
                    lookback,
                    horizon,
                    centreRows,
                    neighbours,
                    ArgumentChecks.positive("ownFactor", ownFactor),
                    shortest,
                    logarithms);
        }
    }
}
