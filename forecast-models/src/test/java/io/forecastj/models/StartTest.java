package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.features.Features;
import io.forecastj.models.lightgbm.LightGbm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The classes that a new JVM loads to read bars, load a saved LightGBM predictor of the standard features and forecast
 * once. Each class costs time at every start, and none of these is needed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartTest {
    /** The classes of this library, with a tenth in reserve. */
    private static final int MOST_CLASSES = 400;

    /** Each is linked when it is first used. */
    private static final int MOST_LAMBDAS = 12;

    private List<String> loaded;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        TimeSeries bars = Bars.random(1, 700);
        Path file = folder.resolve("bars.csv");
        Path model = folder.resolve("model");
        Csv.write(bars, file);
        try (Predictor predictor = LightGbm.forecaster(
                        LightGbm.parameters().rounds(3).leaves(4).build())
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .horizon(3)
                .build()
                .fit(bars)) {
            Predictors.save(predictor, model);
            long bits = Double.doubleToLongBits(predictor.predict(bars).point(1));
            loaded = StartedProcess.classes(file, model, folder.resolve("classes.txt"), bits);
        }
        assertThat(loaded).contains("io.forecastj.models.lightgbm.LightGbmModel", "io.forecastj.features.Macd");
    }

    private void requireNone(String reason, String... beginnings) {
        assertThat(loaded).as(reason).noneMatch(name -> List.of(beginnings).stream()
                .anyMatch(name::startsWith));
    }

    @Test
    void needsNoNativeLibrary() {
        requireNone("trees are evaluated in Java", "com.microsoft.ml", "io.github.metarank", "ai.onnxruntime");
    }

    @Test
    void needsNoParserOfJackson() {
        requireNone(
                "what is saved here is read by PlainJson",
                "com.fasterxml.jackson.core.json.",
                "com.fasterxml.jackson.core.JsonFactory",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "com.fasterxml.jackson.databind.deser.");
    }

    @Test
    void needsNoDataOfLocales() {
        requireNone("numbers and times are read without a locale", "sun.util.locale.provider.", "java.util.Formatter");
    }

    @Test
    void needsNoMethodsThatAreLinkedForRecords() {
        requireNone("records of the start have their own equals and hashCode", "java.lang.runtime.ObjectMethods");
    }

    @Test
    void needsNoCompilerOfTreesNorOtherModels() {
        requireNone(
                "trees are compiled after 1,000 rows, and formats are searched up to the one that is needed",
                "org.objectweb.asm.",
                "io.forecastj.models.onnx.",
                "io.forecastj.models.statistical.",
                "io.forecastj.models.auto.");
    }

    @Test
    void needsNoFlightRecorder() {
        requireNone("only what is served by forecast-lifecycle has events", "jdk.jfr.");
    }

    @Test
    void linksFewLambdas() {
        assertThat(loaded)
                .filteredOn(name -> name.startsWith("io.forecastj.") && name.contains("$$Lambda"))
                .as("replace those of the start by loops or named classes")
                .hasSizeLessThanOrEqualTo(MOST_LAMBDAS);
    }

    @Test
    void loadsFewClasses() {
        assertThat(loaded)
                .filteredOn(name -> name.startsWith("io.forecastj."))
                .as("classes of this library")
                .hasSizeLessThanOrEqualTo(MOST_CLASSES);
    }
}
