package io.forecastj.testkit.models;

import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regressor;

/** The example of {@link RegressorContract}. */
class RidgeTest extends RegressorContract {
    @Override
    protected Regressor regressor() {
        return Linear.regressor(1.0);
    }
}
