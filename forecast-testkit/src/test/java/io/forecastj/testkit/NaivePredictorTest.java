package io.forecastj.testkit;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;

/** The example of {@link PredictorContract}. */
class NaivePredictorTest extends PredictorContract {
    @Override
    protected Predictor fit() {
        return Baselines.naive("y", 3).fit(series());
    }

    @Override
    protected TimeSeries series() {
        return Walk.of("y", 80);
    }
}
