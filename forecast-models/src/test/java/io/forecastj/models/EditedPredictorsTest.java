package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.bounds.Bounds;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.linear.Autoregression;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.linear.PooledLinear;
import io.forecastj.models.neighbours.NearestWindows;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.SeriesScale;
import io.forecastj.models.regression.Strategy;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictors whose numbers were edited, with hashes to match: refused, or of bounded time and memory. */
class EditedPredictorsTest {
    @TempDir
    private Path folder;

    /** The predictors of all kinds that earlier states saved, without those of ONNX, and one of each kind fitted now. */
    private void save() throws IOException, URISyntaxException {
        Path saved = Path.of(Objects.requireNonNull(EditedPredictorsTest.class.getResource("saved-0.1"))
                .toURI());
        try (Stream<Path> files = Files.walk(saved)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path relative = saved.relativize(file);
                if (relative.getNameCount() > 1
                        && !relative.startsWith("onnx")
                        && !relative.toString().contains("onnx-")) {
                    Path to = folder.resolve(relative.toString());
                    Files.createDirectories(Objects.requireNonNull(to.getParent()));
                    if (Files.isRegularFile(file)) {
                        Files.copy(file, to);
                    }
                }
            }
        }
        double[] y = new double[300];
        for (int i = 0; i < y.length; i++) {
            y[i] = 100 + i * 37 % 23 + i % 6 / 4.0;
        }
        TimeSeries series = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), y);
        forecasters().forEach((name, forecaster) -> {
            try (Predictor predictor = forecaster.fit(series)) {
                Predictors.save(predictor, folder.resolve(name));
            }
        });
    }

    private static Map<String, Forecaster> forecasters() {
        Map<String, Forecaster> all = new LinkedHashMap<>();
        Forecaster linear =
                Linear.forecaster().column("y").lookback(8).horizon(3).build();
        all.put("now-naive", Baselines.naive("y", 3));
        all.put("now-seasonal", Baselines.seasonalNaive("y", 3, 24));
        all.put("now-drift", Baselines.drift("y", 3));
        all.put("now-mean", Baselines.mean("y", 3));
        all.put("now-linear", linear);
        all.put(
                "now-nearest",
                NearestWindows.forecaster()
                        .column("y")
                        .lookback(8)
                        .horizon(3)
                        .neighbours(20)
                        .build());
        all.put(
                "now-pooled-linear",
                PooledLinear.forecaster().column("y").lookback(8).horizon(3).build());
        all.put(
                "now-autoregression",
                Autoregression.forecaster().column("y").horizon(3).seasons(6).build());
        all.put("now-bounds", Bounds.between(0, 1e6).applyTo(linear));
        all.put("now-conformal", Conformal.adaptive(linear, 0.8, 0.95));
        all.put("now-online", Ensembles.online(linear, Baselines.seasonalNaive("y", 3, 24)));
        all.put(
                "now-fitted-features",
                Regression.forecaster()
                        .regressor(Linear.regressor(1))
                        .target(Target.level("y"))
                        .features(FeaturePipeline.of(
                                Features.transforms().standardScale(Features.lag("y", 2)),
                                Features.trend().ema("y", 5)))
                        .horizon(3)
                        .build());
        for (Strategy strategy : Strategy.values()) {
            all.put(
                    "now-" + strategy,
                    Regression.forecaster()
                            .regressor(Linear.regressor(1))
                            .target(Target.difference("y", 24))
                            .features(FeaturePipeline.of(
                                    Features.lag("y", 1), Features.rolling().mean("y", 5)))
                            .scale(SeriesScale.meanAbsolute(24))
                            .stepCalendar(Features.calendar().hourOfDay())
                            .strategy(strategy)
                            .validation(0.2)
                            .horizon(3)
                            .build());
        }
        return all;
    }

    private void assertHarmless(int share) throws Exception {
        save();
        String seed = "12";
        Path log = folder.resolve("log.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EditedPredictors.class.getName(),
                        folder.toString(),
                        Integer.toString(share),
                        seed)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(child.waitFor()).as("%s, seed %s", log, seed).isZero();
        assertThat(Files.readString(log))
                .as("seed %s", seed)
                .contains("tried all")
                .doesNotContain("FAULT");
    }

    @Test
    void someEditsOfEachPredictorAreHarmless() throws Exception {
        assertHarmless(200);
    }

    @Tag("slow")
    @Test
    void allEditsOfEachPredictorAreHarmless() throws Exception {
        assertHarmless(1);
    }
}
