package io.forecastj.models.statistical;

import io.forecastj.models.internal.ArgumentChecks;

/**
 * Entry point to forecasts of intermittent demand, in which many rows are 0: the methods of Croston, Syntetos and
 * Boylan, of Teunter, Syntetos and Babai, and by blocks.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Croston {
    private Croston() {}

    /**
     * Starts the settings of a forecaster of intermittent demand, by Croston's method with the correction of Syntetos
     * and Boylan unless another variant is set.
     *
     * <p>The forecast of every step is the mean demand of a row. Intervals are quantiles of a demand that occurs with
     * the estimated probability and has the size of one of those seen; they do not know that probability and mean are
     * estimates and move on. Values must not be negative; missing ones are
     * left out.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of a forecaster of intermittent demand. Not thread-safe. */
    public static final class Builder extends StatisticalBuilder<Builder> {
        private CrostonVariant variant = CrostonVariant.SBA;
        private double alpha = Double.NaN;

        private Builder() {}

        /**
         * Takes the original method, which smooths sizes of demands and the rows between them (Croston, Forecasting and
         * stock control for intermittent demands, Operational Research Quarterly 23, 1972). Its forecasts are too high.
         *
         * @return this builder
         */
        public Builder original() {
            this.variant = CrostonVariant.CROSTON;
            return this;
        }

        /**
         * Takes the method that smooths the probability of a demand at every row, so that the forecast of an item that
         * is no longer sold goes to 0 (Teunter, Syntetos and Babai, Intermittent demand: linking forecasting to
         * inventory obsolescence, European Journal of Operational Research 214, 2011).
         *
         * @return this builder
         */
        public Builder probabilities() {
            this.variant = CrostonVariant.TSB;
            return this;
        }

        /**
         * Takes the method that smooths sums of blocks as long as the mean distance of demands (Nikolopoulos, Syntetos,
         * Boylan, Petropoulos and Assimakopoulos, An aggregate-disaggregate intermittent demand approach (ADIDA) to
         * forecasting, Journal of the Operational Research Society 62, 2011).
         *
         * @return this builder
         */
        public Builder blocks() {
            this.variant = CrostonVariant.ADIDA;
            return this;
        }

        /**
         * Sets the smoothing parameter, in place of the one with the least squared error.
         *
         * @param alpha the parameter, above 0 and at most 1; 0.1 is usual
         * @return this builder
         */
        public Builder smoothing(double alpha) {
            ArgumentChecks.require(alpha > 0 && alpha <= 1, "the smoothing parameter", "above 0 and at most 1", alpha);
            this.alpha = alpha;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        LocalMethod method() {
            return new CrostonMethod(variant, alpha);
        }
    }
}
