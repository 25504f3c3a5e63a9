package io.forecastj.backtest;

import io.forecastj.Forecaster;

/** A forecaster and its role in the comparison. */
record Entry(Forecaster forecaster, Role role) {
    enum Role {
        COMPARED,
        NAIVE,
        SEASONAL_NAIVE
    }

    String name() {
        return forecaster.name();
    }
}
