package io.forecastj.training;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Path;

/** Promises of all predictors, saving and loading among them, for a network with dropout that is sampled. */
@NeedsEngine
class NeuralPredictorTest extends PredictorContract {
    @Override
    protected Predictor fit() {
        return Neural.gru()
                .units(4)
                .column("y")
                .lookback(8)
                .horizon(2)
                .samples(5)
                .training(SmallNeural.quick().epochs(1).build())
                .build()
                .fit(series().head(60));
    }

    @Override
    protected TimeSeries series() {
        return TestSeries.wave(80, 7);
    }

    @Override
    protected Predictor saveAndLoad(Predictor predictor, Path directory) {
        Predictors.save(predictor, directory);
        return Predictors.load(directory);
    }
}
