package io.forecastj.models.statistical;

import java.util.Arrays;
import java.util.List;

/**
 * Entry point to exponential smoothing with up to three seasons at once, such as those of a day and a week.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class HoltWinters {
    private HoltWinters() {}

    /**
     * Starts the settings of a forecaster by Holt-Winters smoothing with several seasons.
     *
     * <p>Level, damped trend and each season are smoothed together, and the errors follow an autoregression of order 1
     * (Taylor, Short-term electricity demand forecasting using double seasonal exponential smoothing, Journal of the
     * Operational Research Society 54, 2003; Taylor, Triple seasonal methods for short-term electricity demand
     * forecasting, European Journal of Operational Research 204, 2010). Ets has one season and chooses its form
     * by a likelihood; this model has long seasons, and a fit of a thousand rows takes milliseconds. A season of which
     * the series has less than two is left out. Missing values do not count in the fit, and a session replaces them by
     * the model's forecasts. Intervals are normal, of logarithms if seasons multiply, with the model's variance; they
     * do not know that parameters and start values are estimates.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of a forecaster by Holt-Winters smoothing. Not thread-safe. */
    public static final class Builder extends StatisticalBuilder<Builder> {
        private List<Integer> seasons = List.of();
        private boolean multiplicative;
        private boolean squared;

        private Builder() {}

        /**
         * Sets the numbers of rows of the seasons, in place of {@link #season}.
         *
         * @param rows at most three numbers, increasing, from 2 to 100,000, such as 24 and 168 for hours
         * @return this builder; {@link #build} checks the numbers
         */
        public Builder seasons(int... rows) {
            this.seasons = Arrays.stream(rows).boxed().toList();
            return this;
        }

        /**
         * Smooths logarithms, so that seasons multiply the level. All values must be positive.
         *
         * @return this builder
         */
        public Builder multiplicative() {
            this.multiplicative = true;
            return this;
        }

        /**
         * Fits the parameters to squared errors, in place of absolute ones, on which single far values have less
         * effect.
         *
         * @return this builder
         */
        public Builder squaredErrors() {
            this.squared = true;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        LocalMethod method() {
            return new MultiSeasonalMethod(seasons, multiplicative, squared);
        }
    }
}
