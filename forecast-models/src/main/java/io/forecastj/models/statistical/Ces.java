package io.forecastj.models.statistical;

import java.util.List;

/**
 * Entry point to complex exponential smoothing, which has neither trend nor level but two parts of a complex number.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Ces {
    private Ces() {}

    /**
     * Starts the settings of a forecaster by complex exponential smoothing (Svetunkov, Kourentzes and Ord, Complex
     * exponential smoothing, Naval Research Logistics 69, 2022).
     *
     * <p>Depending on its one complex parameter the model follows a level, a trend or something between, so its form is
     * not chosen as that of other exponential smoothing is. The season is: none, simple, partial or full, by AICc,
     * unless {@link Builder#withoutSeason} is set. Missing values do not count in the fit, and a session replaces them
     * by the model's forecasts; if they are more than a third, the forecast is one of simple exponential smoothing.
     * Intervals are normal, with the model's variance; they do not know that parameters and start values are estimates.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of a forecaster by complex exponential smoothing. Not thread-safe. */
    public static final class Builder extends StatisticalBuilder<Builder> {
        private List<CesSeason> forms = List.of(CesSeason.values());

        private Builder() {}

        /**
         * Takes the model without a season.
         *
         * @return this builder
         */
        public Builder withoutSeason() {
            this.forms = List.of(CesSeason.NONE);
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        LocalMethod method() {
            return new CesMethod(forms);
        }
    }
}
