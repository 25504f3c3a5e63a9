package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;
import java.util.List;

/**
 * Form of a state-space model of exponential smoothing, named as by Hyndman, Koehler, Snyder and Grose (A state space
 * framework for automatic forecasting using exponential smoothing methods, International Journal of Forecasting 18,
 * 2002). Immutable and thread-safe.
 *
 * @param error additive or multiplicative
 * @param trend any component
 * @param damped true if the trend is damped, only with a trend
 * @param season any component
 */
record EtsForm(EtsComponent error, EtsComponent trend, boolean damped, EtsComponent season) {
    EtsForm {
        ArgumentChecks.require(error != EtsComponent.NONE, "error", "additive or multiplicative", error);
        ArgumentChecks.require(
                !damped || trend != EtsComponent.NONE, "trend", "additive or multiplicative to be damped", trend);
    }

    /** Returns the name, such as {@code "ETS(A,Ad,M)"}. */
    String text() {
        return "ETS(" + error.letter() + "," + trend.letter() + (damped ? "d" : "") + "," + season.letter() + ")";
    }

    boolean hasTrend() {
        return trend != EtsComponent.NONE;
    }

    boolean seasonal() {
        return season != EtsComponent.NONE;
    }

    boolean multiplicativeError() {
        return error == EtsComponent.MULTIPLICATIVE;
    }

    boolean multiplicativeTrend() {
        return trend == EtsComponent.MULTIPLICATIVE;
    }

    boolean multiplicativeSeason() {
        return season == EtsComponent.MULTIPLICATIVE;
    }

    /** Returns whether the values must be above 0, since an error, a trend or a season multiplies. */
    boolean needsPositiveValues() {
        return multiplicativeError() || multiplicativeTrend() || multiplicativeSeason();
    }

    /**
     * Returns whether the form divides by a state that may come close to 0, so that its variance can be infinite: an
     * additive error with a multiplicative part, and a multiplicative trend with an additive season (Hyndman, Koehler,
     * Ord and Snyder, Forecasting with Exponential Smoothing, 2008, chapter 15).
     */
    boolean unstable() {
        return multiplicativeError()
                ? multiplicativeTrend() && season == EtsComponent.ADDITIVE
                : multiplicativeTrend() || multiplicativeSeason();
    }

    /** Returns the number of estimated numbers, smoothing parameters and first states, for a season of some rows. */
    int size(int period) {
        return 2 + (hasTrend() ? 2 : 0) + (damped ? 1 : 0) + (seasonal() ? period : 0);
    }

    void write(ObjectNode out) {
        out.put("error", error.letter()).put("trend", trend.letter());
        out.put("damped", damped).put("season", season.letter());
    }

    static EtsForm read(JsonFields in) {
        List<EtsComponent> all = EtsComponent.all();
        EtsComponent error = in.choice("error", all.subList(1, 3), EtsComponent::letter);
        EtsComponent trend = in.choice("trend", all, EtsComponent::letter);
        boolean damped = in.flag("damped");
        if (damped && trend == EtsComponent.NONE) {
            throw in.fail("damped", "false without a trend", "true");
        }
        return new EtsForm(error, trend, damped, in.choice("season", all, EtsComponent::letter));
    }
}
