package io.forecastj.testkit;

import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternRecognizer;

/** The example of {@link PatternRecognizerContract}. */
class RisingRecognizerTest extends PatternRecognizerContract {
    @Override
    protected PatternRecognizer open() {
        return new RisingRecognizer("y");
    }

    @Override
    protected TimeSeries series() {
        return Walk.of("y", 80);
    }
}
