package io.forecastj.testkit;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Random;

/** The example of {@link PredictorContract}. */
class NaivePredictorTest extends PredictorContract {
    @Override
    protected Predictor fit() {
        return Baselines.naive("y", 3).fit(series());
    }

    @Override
    protected TimeSeries series() {
        return TimeSeries.of(
                "y", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(80).toArray());
    }
}
