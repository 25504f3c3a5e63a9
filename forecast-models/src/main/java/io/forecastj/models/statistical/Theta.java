package io.forecastj.models.statistical;

/**
 * Entry point to the Theta method: half of a linear trend added to exponential smoothing, of the seasonally adjusted
 * series.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Theta {
    private Theta() {}

    /**
     * Starts the settings of a Theta forecaster.
     *
     * <p>The method won the M3 competition (Assimakopoulos and Nikolopoulos, The theta model: a decomposition approach
     * to forecasting, International Journal of Forecasting 16, 2000) and is hard to beat on short series of one unit. A
     * fit of 120 values takes well under a millisecond. Missing values do not count as errors of the fit, and a session
     * replaces them by the model's forecasts. Intervals are normal, with the variance of simple exponential smoothing;
     * they do not know that drift, parameters and season are estimates.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of a Theta forecaster. Not thread-safe. */
    public static final class Builder extends StatisticalBuilder<Builder> {
        private ThetaVariant variant = ThetaVariant.STANDARD;

        private Builder() {}

        /**
         * Estimates how far the second line is from the series, in place of the method's 2 (Fiorucci, Pellegrini,
         * Louzada, Petropoulos and Koehler, Models for optimising the theta method and their relationship to state
         * space models, International Journal of Forecasting 32, 2016).
         *
         * @return this builder
         */
        public Builder optimised() {
            this.variant = ThetaVariant.OPTIMISED;
            return this;
        }

        /**
         * Estimates the second line as {@link #optimised} does, and moves the linear trend with every row, as described
         * there.
         *
         * @return this builder
         */
        public Builder dynamicOptimised() {
            this.variant = ThetaVariant.DYNAMIC;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        LocalMethod method() {
            return new ThetaMethod(variant);
        }
    }
}
