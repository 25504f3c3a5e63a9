package io.forecastj.testkit.models;

import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;
import java.time.Instant;
import java.util.Random;

/** The example of {@link PredictorFormatContract}. */
class LinearFormatTest extends PredictorFormatContract {
    @Override
    protected Predictor predictor() {
        return Linear.forecaster()
                .column("close")
                .lookback(20)
                .horizon(4)
                .build()
                .fit(history());
    }

    @Override
    protected TimeSeries history() {
        return TimeSeries.of(
                "close",
                Instant.EPOCH,
                Sampling.daily(),
                new Random(7).doubles(200).toArray());
    }
}
