package io.forecastj.models.linear;

import io.forecastj.Forecaster;
import io.forecastj.models.internal.ArgumentChecks;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entry point to autoregressions with chosen lags, with coefficients for each series.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Autoregression {
    /** Largest lag, season and number of centre rows. */
    static final int LARGEST = 1_000_000;

    private Autoregression() {}

    /**
     * Starts the settings of an autoregression. Column and horizon must be set.
     *
     * <p>The forecast of one step is {@code c + sum over the lags l of a(l) (z(t+1-l) - c)}, where {@code z} is the
     * value of the series or its logarithm, and {@code c} the mean of the last rows (see {@link Builder#centreRows}).
     * Later steps take the forecasts of earlier ones as values. A forecast is clipped to the range of the training
     * values and of the last rows of the history, plus twice this range on both sides. The logarithm is taken back by
     * the exponential, so the forecast is a median rather than a mean; one beyond the range of a double is replaced by
     * the last value.
     *
     * <p>Training has two parts. First, pooled coefficients for all series: a ridge regression on the rows of all
     * series, each series divided by its mean absolute change over the shortest season, whose penalty is on the
     * difference from prior coefficients; unless set, these are the mean of the seasonal naive forecasts. Then
     * coefficients for each series with at least two rows for each lag: a ridge regression on its rows whose penalty
     * is on the difference from the pooled ones (partial pooling; Gelman and Hill, Data Analysis Using Regression and
     * Multilevel/Hierarchical Models, 2007, chapter 12). Both are solved in closed form, and repeated with each row
     * weighted by the inverse of its absolute error, at least 0.05 mean changes (Schlossmacher, An Iterative Technique
     * for Absolute Deviations Curve Fitting, Journal of the American Statistical Association 68, 1973), so that
     * outliers count less. Rows that need a missing value are left out.
     *
     * <p>Series are known by their id, which is empty unless set. Training series with the same id are refused, by an
     * {@link IllegalArgumentException}: put the parts of a series on one grid, with missing values between them. A
     * series that training did not see, or only with fewer rows, is forecast by the pooled coefficients; this needs
     * no scale, since a forecast is proportional to the series. Nothing is estimated when a forecast is made.
     *
     * <p>A history may have fewer rows than the largest lag or the centre; its first value is repeated before it, and
     * the forecast is {@link io.forecastj.ForecastStatus#DEGRADED}. A missing value is replaced by the last observed
     * one, and so is a value that is not above 0 where logarithms are taken; the forecast is {@code DEGRADED} too, and
     * the reason names the row's time. If the series holds no value at all, the forecast is NaN.
     *
     * <p>A fit takes time proportional to the number of rows times the square of the number of lags, divided among the
     * threads of the executor. Appending a row takes constant time; a forecast takes {@code horizon x lags}
     * multiplications and one pass over the rows of the largest lag or the centre.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of an autoregression. Not thread-safe. */
    public static final class Builder {
        private String name = AutoregressionPredictor.KIND;
        private @Nullable String column;
        private int horizon;
        private @Nullable Boolean logarithm;
        private @Nullable List<Integer> seasons;
        private @Nullable List<Integer> lags;
        private @Nullable SortedMap<Integer, Double> prior;
        private int centreRows;
        private double ridge = 1e-4;
        private double seriesRidge = 1e-5;
        private int robust = 2;

        private Builder() {}

        /**
         * Sets the name for reports; default {@code "autoregression"}.
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
                        + "), which is set already; an autoregression has one column");
            }
            this.column = column;
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
         * Sets the seasons; unless set, there is the one that is usual for the sampling of the training series, such as
         * 24 for hours, or none.
         *
         * <p>They choose the lags unless those are set: 1 to 3; around the shortest season {@code m} the lags {@code m
         * - 1}, {@code m}, {@code m + 1} and {@code 2 m}; for each longer season {@code l} also {@code 2 m + 1}, the
         * multiples of {@code m} between, at most the twelfth, and {@code l - m - 1} to {@code l - m + 1} and {@code l
         * - 1} to {@code l + 2}. Lags above half of the rows of the longest training series are left out.
         *
         * @param rows the numbers of rows of the seasons, such as 24 and 168 for hours; none for no season
         * @return this builder
         */
        public Builder seasons(int... rows) {
            this.seasons = Arrays.stream(rows).sorted().boxed().toList();
            return this;
        }

        /**
         * Sets the lags; unless set, the seasons choose them.
         *
         * @param lags the lags in rows
         * @return this builder
         */
        public Builder lags(int... lags) {
            this.lags = Arrays.stream(lags).sorted().boxed().toList();
            return this;
        }

        /**
         * Sets the coefficient of a lag that the pooled one is drawn to; call it once for each lag with one. Unless
         * any is set, the seasons among the lags have equal coefficients of the sum 1, or the smallest lag has 1 if
         * there is no such season.
         *
         * @param lag the lag in rows; it is added to the lags if the seasons choose these
         * @param coefficient the coefficient, finite
         * @return this builder
         */
        public Builder prior(int lag, double coefficient) {
            if (prior == null) {
                prior = new TreeMap<>();
            }
            prior.put(lag, coefficient);
            return this;
        }

        /**
         * Sets the number of last rows whose mean is the centre; default the longest season, but at least 12.
         *
         * @param rows the number, from 1 to 1,000,000
         * @return this builder
         * @throws IllegalArgumentException if it is not
         */
        public Builder centreRows(int rows) {
            ArgumentChecks.require(rows >= 1 && rows <= LARGEST, "centreRows", "from 1 to " + LARGEST, rows);
            this.centreRows = rows;
            return this;
        }

        /**
         * Sets the penalty on the sum of squared differences between the pooled coefficients and the prior ones,
         * relative to the average sum of squares of an input; default 1e-4.
         *
         * @param penalty the penalty, finite and greater than 0
         * @return this builder
         */
        public Builder ridge(double penalty) {
            this.ridge = penalty;
            return this;
        }

        /**
         * Sets the penalty on the sum of squared differences between the coefficients of a series and the pooled ones,
         * relative to the average sum of squares of an input of the series; default 1e-5. With a larger penalty, the
         * series share more of their coefficients.
         *
         * @param penalty the penalty, finite and greater than 0
         * @return this builder
         */
        public Builder seriesRidge(double penalty) {
            this.seriesRidge = penalty;
            return this;
        }

        /**
         * Sets the number of times that rows are weighted by their errors and the coefficients estimated again; default
         * 2. With 0 all rows count the same.
         *
         * @param rounds the number, at least 0
         * @return this builder
         */
        public Builder robust(int rounds) {
            this.robust = rounds;
            return this;
        }

        /**
         * Makes the forecaster.
         *
         * @return the forecaster
         * @throws IllegalArgumentException if no column is set, the horizon is below 1 or above
         *     {@value io.forecastj.PredictorInfo#MAX_HORIZON}, a season is not between 2 and 1,000,000 or set twice, a
         *     lag is not between 1 and 1,000,000 or set twice, no lag is given to {@link #lags}, a prior coefficient is
         *     not finite or of a lag that is not among those set, a penalty not finite or not greater than 0, or the
         *     number of rounds below 0
         */
        public Forecaster build() {
            if (column == null) {
                throw new IllegalArgumentException("an autoregression needs a column: set column(...)");
            }
            if (seasons != null) {
                requireIncreasing("seasons", seasons, 2);
            }
            if (lags != null) {
                ArgumentChecks.require(!lags.isEmpty(), "lags", "at least one", lags);
                requireIncreasing("lags", lags, 1);
            }
            if (prior != null) {
                prior.forEach(this::requirePrior);
            }
            return new AutoregressionForecaster(
                    name,
                    column,
                    ArgumentChecks.horizon(horizon),
                    logarithm,
                    seasons,
                    lags,
                    prior == null ? null : new TreeMap<>(prior),
                    centreRows,
                    ArgumentChecks.positive("ridge", ridge),
                    ArgumentChecks.positive("seriesRidge", seriesRidge),
                    ArgumentChecks.atLeast(0, "robust", robust));
        }

        private void requirePrior(int lag, double coefficient) {
            ArgumentChecks.require(
                    lags == null ? lag >= 1 && lag <= LARGEST : lags.contains(lag),
                    "the lag of a prior coefficient",
                    lags == null ? "from 1 to " + LARGEST : "one of the lags " + lags,
                    lag);
            ArgumentChecks.require(
                    Double.isFinite(coefficient), "the prior coefficient of lag " + lag, "finite", coefficient);
        }

        private static void requireIncreasing(String what, List<Integer> rows, int least) {
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.get(i);
                ArgumentChecks.require(
                        row >= least && row <= LARGEST && (i == 0 || row > rows.get(i - 1)),
                        what,
                        "distinct numbers from " + least + " to " + LARGEST,
                        rows);
            }
        }
    }
}
