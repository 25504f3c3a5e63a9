package io.forecastj.examples;

import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.testkit.PredictorContract;
import java.time.Instant;
import java.util.Random;

/** The predictor in the javadoc of {@link io.forecastj.AbstractPredictor} keeps all promises. */
class LastValueTest extends PredictorContract {
    @Override
    protected Predictor fit() {
        return new JavadocSamples.LastValue("y", 3);
    }

    @Override
    protected TimeSeries series() {
        return TimeSeries.of(
                "y", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(40).toArray());
    }
}
