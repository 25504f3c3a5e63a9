package io.forecastj.models.statistical;

import java.util.Arrays;
import java.util.List;

/**
 * Entry point to exponential smoothing with trigonometric seasons, whose lengths may be long, several and no whole
 * number of rows.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Trigonometric {
    private Trigonometric() {}

    /**
     * Starts the settings of a forecaster with trigonometric seasons.
     *
     * <p>Level and damped trend are smoothed as in exponential smoothing, and each season is a sum of waves whose
     * heights are smoothed too (De Livera, Hyndman and Snyder, Forecasting time series with complex seasonal patterns
     * using exponential smoothing, Journal of the American Statistical Association 106, 2011: their TBATS models
     * without Box-Cox transform and ARMA errors). The number of waves is chosen by AICc. Suits weeks with a year of
     * 52.18 rows, and seasons that would have too many places for other models. A season of which the series has less
     * than two is left out. Missing values do not count in the fit, and a session replaces them by the model's
     * forecasts. Intervals are normal, with the model's variance; they do not know that parameters and start values are
     * estimates.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of a forecaster with trigonometric seasons. Not thread-safe. */
    public static final class Builder extends StatisticalBuilder<Builder> {
        private List<Double> seasons = List.of();

        private Builder() {}

        /**
         * Sets the numbers of rows of the seasons, in place of {@link #season}.
         *
         * @param rows at most four numbers, increasing, from 2 to 100,000, such as 52.18 for weeks
         * @return this builder; {@link #build} checks the numbers
         */
        public Builder seasons(double... rows) {
            this.seasons = Arrays.stream(rows).boxed().toList();
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        LocalMethod method() {
            return new TrigonometricMethod(seasons);
        }
    }
}
