package io.forecastj.backtest;

import io.forecastj.Forecaster;
import org.jspecify.annotations.Nullable;

/**
 * A forecaster and its role in the comparison.
 *
 * @param labels the rule for the classes that happened, null if the predictors' description tells
 */
record Entry(Forecaster forecaster, Role role, @Nullable ClassLabel labels) {
    enum Role {
        COMPARED,
        NAIVE,
        SEASONAL_NAIVE
    }

    String name() {
        return forecaster.name();
    }
}
