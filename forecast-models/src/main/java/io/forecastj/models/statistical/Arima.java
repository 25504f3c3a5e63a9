package io.forecastj.models.statistical;

import io.forecastj.models.internal.ArgumentChecks;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entry point to seasonal ARIMA models: autoregressions with moving averages of the differenced series.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Arima {
    private Arima() {}

    /**
     * Starts the settings of an ARIMA forecaster, whose orders are chosen for each series unless they are set.
     *
     * <p>The number of differences is chosen by the seasonal strength and by KPSS tests, the other orders by AICc in a
     * stepwise search (Hyndman and Khandakar, Automatic Time Series Forecasting: The forecast Package for R, Journal of
     * Statistical Software 27, 2008). Parameters are those of the largest exact Gaussian likelihood, computed by a
     * Kalman filter (Gardner, Harvey and Phillips, Applied Statistics 29, 1980). Missing values are allowed: the filter
     * goes on without them. Intervals are normal, by the model's variance of each step; they do not know that order and
     * parameters are estimates.
     *
     * <p>A session is the filter: a row takes time proportional to the square of the state's length at most, without
     * garbage.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of an ARIMA forecaster. Not thread-safe. */
    public static final class Builder extends StatisticalBuilder<Builder> {
        private int @Nullable [] order;
        private int @Nullable [] seasonalOrder;
        private ArimaMethod.Constant constant = ArimaMethod.Constant.AUTOMATIC;
        private List<String> regressors = List.of();
        private boolean stepwise = true;

        private Builder() {}

        /**
         * Sets the order in place of a search; the seasonal order is then 0 unless it is set too.
         *
         * @param p the number of autoregressive coefficients, from 0 to 30
         * @param d the number of differences, from 0 to 2
         * @param q the number of moving-average coefficients, from 0 to 30
         * @return this builder
         */
        public Builder order(int p, int d, int q) {
            this.order = new int[] {p, d, q};
            return this;
        }

        /**
         * Sets the seasonal order in place of a search.
         *
         * @param p the number of seasonal autoregressive coefficients, from 0 to 30
         * @param d the number of seasonal differences, from 0 to 2
         * @param q the number of seasonal moving-average coefficients, from 0 to 30
         * @return this builder
         */
        public Builder seasonalOrder(int p, int d, int q) {
            this.seasonalOrder = new int[] {p, d, q};
            return this;
        }

        /**
         * Sets whether there is a constant: a mean without differences, a drift with one. By default the search
         * decides.
         *
         * @param present whether there is one
         * @return this builder
         */
        public Builder constant(boolean present) {
            this.constant = present ? ArimaMethod.Constant.ALWAYS : ArimaMethod.Constant.NEVER;
            return this;
        }

        /**
         * Sets columns that are known ahead, such as prices or holidays. The series is a linear function of them, with
         * errors that follow the ARIMA model.
         *
         * @param columns their names, none twice
         * @return this builder
         * @throws IllegalArgumentException if a name is there twice
         */
        public Builder regressors(String... columns) {
            List<String> names = List.of(columns);
            ArgumentChecks.require(Set.copyOf(names).size() == names.size(), "regressors", "different columns", names);
            this.regressors = names;
            return this;
        }

        /**
         * Searches all orders within the limits, in place of the neighbours of the best model so far. Takes many times
         * as long.
         *
         * @return this builder
         */
        public Builder fullSearch() {
            this.stepwise = false;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        List<String> regressorColumns() {
            return regressors;
        }

        @Override
        LocalMethod method() {
            int[] plain = order == null ? automatic() : order;
            int[] seasonal = seasonalOrder != null ? seasonalOrder : order == null ? automatic() : new int[3];
            return new ArimaMethod(
                    plain[0],
                    plain[1],
                    plain[2],
                    seasonal[0],
                    seasonal[1],
                    seasonal[2],
                    constant,
                    ArimaLimits.DEFAULT,
                    stepwise);
        }

        private static int[] automatic() {
            return new int[] {ArimaMethod.AUTOMATIC, ArimaMethod.AUTOMATIC, ArimaMethod.AUTOMATIC};
        }
    }
}
