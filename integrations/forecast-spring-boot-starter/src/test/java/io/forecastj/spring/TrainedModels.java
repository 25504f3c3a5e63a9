package io.forecastj.spring;

import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Small models and stores for the tests. */
final class TrainedModels {
    private TrainedModels() {}

    /** Daily values of a noisy week. */
    static TimeSeries history(long seed) {
        Random random = new Random(seed);
        double[] values = new double[120];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 + 10 * Math.sin(i * 2 * Math.PI / 7) + random.nextGaussian();
        }
        return TimeSeries.of("units", Instant.parse("2026-01-01T00:00:00Z"), Sampling.daily(), values);
    }

    /** A linear model; another seed gives other coefficients. */
    static Predictor linear(long seed) {
        return Linear.forecaster()
                .column("units")
                .lookback(14)
                .horizon(3)
                .build()
                .fit(history(seed));
    }

    /** Publishes a model of a seed, and promotes it to the alias {@code production}. */
    static ModelVersion promote(ModelStore store, String name, long seed) {
        try (Predictor predictor = linear(seed)) {
            StoredModel model = store.model(name);
            ModelVersion version = model.publish(predictor);
            return model.promote("production", version.number());
        }
    }

    /** Changes a byte in the largest of the files that are not among the given ones. */
    static void damage(Path store, List<Path> before) throws IOException {
        Path file = files(store).stream()
                .filter(path -> !before.contains(path))
                .filter(path -> path.toString().contains("blobs"))
                .max(Comparator.comparingLong(path -> path.toFile().length()))
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
