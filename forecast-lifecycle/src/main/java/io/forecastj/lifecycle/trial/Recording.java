package io.forecastj.lifecycle.trial;

import io.forecastj.Forecast;
import java.util.concurrent.atomic.LongAdder;

/**
 * A recorder whose failures are counted instead of thrown.
 *
 * <p>Thread-safe.
 */
final class Recording {
    private final ForecastRecorder recorder;
    private final LongAdder failures = new LongAdder();

    Recording(ForecastRecorder recorder) {
        this.recorder = recorder;
    }

    /** Records a forecast; returns whether that succeeded. */
    boolean add(String model, Forecast forecast) {
        try {
            recorder.record(model, forecast);
            return true;
        } catch (Throwable e) { // an error too: the forecast itself is good, and its caller waits for it
            failures.increment();
            return false;
        }
    }

    long failures() {
        return failures.sum();
    }
}
