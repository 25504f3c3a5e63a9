package io.forecastj.testkit;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** The example of {@link ForecasterContract}. */
class NaiveForecasterTest extends ForecasterContract {
    @Override
    protected Forecaster forecaster() {
        return Baselines.naive("y", 3);
    }

    @Override
    protected TimeSeries series() {
        return TimeSeries.of(
                "y", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(80).toArray());
    }

    @Override
    protected Optional<TimeSeries> tooShort() {
        return Optional.empty();
    }
}
