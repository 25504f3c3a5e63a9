package io.forecastj.testkit;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.TimeSeries;
import java.util.Optional;

/** The example of {@link ForecasterContract}. */
class NaiveForecasterTest extends ForecasterContract {
    @Override
    protected Forecaster forecaster() {
        return Baselines.naive("y", 3);
    }

    @Override
    protected TimeSeries series() {
        return Walk.of("y", 80);
    }

    @Override
    protected Optional<TimeSeries> tooShort() {
        return Optional.empty();
    }
}
