package io.forecastj.lifecycle.monitoring;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.testkit.PredictorContract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A watched predictor keeps all promises of a predictor. */
class MonitoredPredictorTest extends PredictorContract {
    @Override
    protected Predictor fit() {
        return watch(Baselines.seasonalNaive("y", 7, 3).fit(series()));
    }

    @Override
    protected Optional<Predictor> otherModel() {
        return Optional.of(watch(Baselines.naive("y", 3).fit(series())));
    }

    private Predictor watch(Predictor predictor) {
        return Monitor.builder(predictor.info())
                .reference(InputProfile.of(List.of(series()), predictor.info()))
                .build()
                .watch(predictor);
    }

    @Override
    protected TimeSeries series() {
        return TimeSeries.of(
                "y", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(80).toArray());
    }
}
