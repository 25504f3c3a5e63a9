package io.forecastj.models.onnx;

import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.testkit.PatternRecognizerContract;

/** A network that recognises patterns keeps the promises of a recognizer. */
class PatternContractTest extends PatternRecognizerContract {
    @Override
    protected PatternRecognizer open() {
        return Onnx.loadPatterns(TestModels.path(TestModels.PATTERNS));
    }

    @Override
    protected TimeSeries series() {
        return TestModels.bars();
    }
}
