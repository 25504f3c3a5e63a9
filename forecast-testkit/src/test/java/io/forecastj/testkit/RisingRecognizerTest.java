package io.forecastj.testkit;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternRecognizer;
import java.time.Instant;
import java.util.Random;

/** The example of {@link PatternRecognizerContract}. */
class RisingRecognizerTest extends PatternRecognizerContract {
    @Override
    protected PatternRecognizer open() {
        return new RisingRecognizer("y");
    }

    @Override
    protected TimeSeries series() {
        return TimeSeries.of(
                "y", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(80).toArray());
    }
}
