package io.forecastj.models.auto;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/** Automatic forecasters keep the promises of a predictor. */
class AutoContractTest {
    private static final int ROWS = 120;

    static TimeSeries monthly(long seed, int rows) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        double level = 200;
        for (int t = 0; t < rows; t++) {
            level += 0.7 + 3 * random.nextGaussian();
            values[t] = level * (1 + 0.2 * Math.sin(2 * Math.PI * t / 12)) + 2 * random.nextGaussian();
        }
        return TimeSeries.of("y", Instant.parse("2010-01-01T00:00:00Z"), Sampling.monthly(), values);
    }

    private abstract static class Saved extends PredictorContract {
        abstract Forecaster forecaster();

        abstract int trained();

        @Override
        protected Predictor fit() {
            return forecaster().fit(series().head(trained()));
        }

        @Override
        protected TimeSeries series() {
            return monthly(3, ROWS);
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(forecaster().fit(monthly(4, ROWS).head(trained())));
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    @Nested
    class Fast extends Saved {
        @Override
        Forecaster forecaster() {
            return Auto.forecaster().column("y").horizon(6).preset(Preset.FAST).build();
        }

        @Override
        int trained() {
            return 80;
        }
    }

    /** Too short a series for any window: one model, with its intervals. */
    @Nested
    class Short extends Fast {
        @Override
        int trained() {
            return 5;
        }
    }
}
