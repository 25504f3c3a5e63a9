package io.forecastj.training;

import io.forecastj.Forecaster;
import io.forecastj.TimeSeries;
import io.forecastj.testkit.ForecasterContract;

/** Promises of all forecasters, for the quickest network. */
@NeedsEngine
class NeuralForecasterTest extends ForecasterContract {
    @Override
    protected Forecaster forecaster() {
        return Neural.nhits()
                .units(8)
                .column("y")
                .lookback(8)
                .horizon(2)
                .training(SmallNeural.quick().epochs(1).build())
                .build();
    }

    @Override
    protected TimeSeries series() {
        return TestSeries.wave(80, 7);
    }
}
