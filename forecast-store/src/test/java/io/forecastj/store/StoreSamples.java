package io.forecastj.store;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;
import java.time.Instant;
import java.util.Random;

/** Series and predictors for tests of stores. */
final class StoreSamples {
    private StoreSamples() {}

    /** Makes daily values with a week's season and noise. */
    static TimeSeries series(int rows, long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder builder = TimeSeries.builder("value");
        for (int i = 0; i < rows; i++) {
            builder.add(Instant.ofEpochSecond(86_400L * i), 10 + i % 7 + random.nextGaussian());
        }
        return builder.build();
    }

    /** Fits a linear predictor; other seeds give other coefficients. */
    static Predictor linear(long seed) {
        return Linear.forecaster()
                .column("value")
                .lookback(7)
                .horizon(3)
                .build()
                .fit(series(60, seed));
    }

    static ModelVersion publishNaive(StoredModel model, Publication publication) {
        try (Predictor predictor = Baselines.naive("value", 1).fit(series(20, 1))) {
            return model.publish(predictor, publication);
        }
    }
}
