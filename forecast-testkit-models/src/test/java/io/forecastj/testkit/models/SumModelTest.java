package io.forecastj.testkit.models;

import io.forecastj.models.regression.RegressionModel;
import java.util.List;

/** The example of {@link RegressionModelContract}. */
class SumModelTest extends RegressionModelContract {
    @Override
    protected RegressionModel model() {
        return new SumModel(List.of("a", "b"));
    }

    @Override
    protected boolean acceptsMissingInputs() {
        return false;
    }
}
