package io.forecastj.backtest;

import io.forecastj.Forecaster;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model and its role in the comparison.
 *
 * @param recipe fits it; null for forecasts that were made elsewhere
 * @param labels the rule for the classes that happened, null if the predictors' description tells
 */
record Entry(
        String name,
        int horizon,
        List<String> targets,
        Role role,
        @Nullable Forecaster recipe,
        @Nullable ClassLabel labels) {
    enum Role {
        COMPARED,
        NAIVE,
        SEASONAL_NAIVE
    }

    static Entry of(Forecaster forecaster, Role role, @Nullable ClassLabel labels) {
        return new Entry(
                forecaster.name(), forecaster.horizon(), List.copyOf(forecaster.targets()), role, forecaster, labels);
    }

    static Entry given(String name, int horizon, List<String> targets, Role role) {
        return new Entry(name, horizon, List.copyOf(targets), role, null, null);
    }

    Forecaster forecaster() {
        return Objects.requireNonNull(recipe, "forecaster");
    }
}
