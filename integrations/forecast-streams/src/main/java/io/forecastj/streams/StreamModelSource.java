package io.forecastj.streams;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;

/** The models of a stream by the numbers of their versions. Thread-safe. */
interface StreamModelSource {
    /** The number of the version that forecasts where no switch has come yet. */
    int first();

    /** The description of the first version. */
    PredictorInfo firstInfo();

    /** Loads a version, which {@link #close} closes. */
    Predictor load(int number);

    /** Closes a predictor that was loaded here. */
    void close(Predictor predictor);
}
