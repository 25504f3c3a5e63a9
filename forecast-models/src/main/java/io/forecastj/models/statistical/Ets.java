package io.forecastj.models.statistical;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entry point to exponential smoothing in its state-space form: error, trend and season, each additive, multiplicative
 * or absent.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Ets {
    private static final Pattern FORM = Pattern.compile("([AMZ]),?(N|A|M|Ad|Md|Z),?([NAMZ])");

    private Ets() {}

    /**
     * Starts the settings of a forecaster by exponential smoothing, whose form is chosen for each series unless it is
     * set.
     *
     * <p>Of all forms that suit a series, the one with the least AICc is taken (Hyndman, Koehler, Snyder and Grose, A
     * state space framework for automatic forecasting using exponential smoothing methods, International Journal of
     * Forecasting 18, 2002; Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, 2008). Parameters
     * and first states are those of the largest likelihood. Multiplicative forms need positive values, and a seasonal
     * form is chosen for seasons of at most 24 rows. Missing values do not count in the fit, and a session replaces
     * them by the model's forecasts.
     *
     * <p>Intervals are normal with the model's variance where there is a formula, else quantiles of 5,000 simulated
     * paths, the same ones at every call. They do not know that form and parameters are estimates.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of a forecaster by exponential smoothing. Not thread-safe. */
    public static final class Builder extends StatisticalBuilder<Builder> {
        private @Nullable EtsComponent error;
        private @Nullable EtsComponent trend;
        private @Nullable Boolean damped;
        private @Nullable EtsComponent season;
        private boolean multiplicativeTrend;

        private Builder() {}

        /**
         * Sets the form: error, trend and season as the letters A (additive), M (multiplicative), N (none) and Z
         * (chosen), with d after the trend's letter if it is damped. {@code "ZZZ"} is the default, {@code "MAdM"} the
         * damped multiplicative Holt-Winters form, {@code "ANN"} simple exponential smoothing. Commas between them are
         * allowed.
         *
         * @param form the form
         * @return this builder
         * @throws IllegalArgumentException if the text is none of a form
         */
        public Builder form(String form) {
            Matcher parts = FORM.matcher(form);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "a form has a letter A, M or Z for the error, N, A, Ad, M, Md or Z for"
                                + " the trend, and N, A, M or Z for the season, such as AAdN; found '" + form + "'");
            }
            this.error = component(parts.group(1));
            this.trend = component(parts.group(2).substring(0, 1));
            this.damped = trend == null ? null : Boolean.valueOf(parts.group(2).endsWith("d"));
            this.season = component(parts.group(3));
            return this;
        }

        private static @Nullable EtsComponent component(String letter) {
            return switch (letter.toUpperCase(Locale.ROOT)) {
                case "N" -> EtsComponent.NONE;
                case "A" -> EtsComponent.ADDITIVE;
                case "M" -> EtsComponent.MULTIPLICATIVE;
                default -> null;
            };
        }

        /**
         * Allows the choice of a multiplicative trend, which is left out otherwise since its forecasts often explode.
         *
         * @return this builder
         */
        public Builder multiplicativeTrend() {
            this.multiplicativeTrend = true;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        LocalMethod method() {
            return new EtsMethod(error, trend, damped, season, EtsCriterion.AICC, multiplicativeTrend);
        }
    }
}
