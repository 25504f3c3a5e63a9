package io.forecastj.streams;

import io.forecastj.Predictor;

/**
 * A model that forecasts.
 *
 * @param number the number of its version, or 0 if the predictor was given
 * @param predictor the predictor
 */
record OpenModel(int number, Predictor predictor) {
    /** The name under which its forecasts are scored. */
    String name() {
        String name = predictor.info().name();
        return number == 0 ? name : name + " version " + number;
    }
}
