package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.internal.NativeArtefact;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.onnx.Onnx;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process whose class path has neither ONNX Runtime nor lightgbm4j does all that needs no native code. */
class NativesLeftOutTest {
    @TempDir
    private static Path folder;

    private static Map<String, String> outcomes;

    @BeforeAll
    static void runTheChild() throws Exception {
        Files.copy(resource("/lightgbm/forest.txt"), folder.resolve("model.txt"));
        Files.copy(resource("/io/forecastj/models/onnx/gru.onnx"), folder.resolve("model.onnx"));
        Files.copy(resource("/io/forecastj/models/onnx/pattern-cnn.onnx"), folder.resolve("patterns.onnx"));
        try (Predictor lightGbm = WithoutNatives.lightGbm().fit(WithoutNatives.bars());
                Predictor onnx = Onnx.load(folder.resolve("model.onnx"))) {
            Predictors.save(lightGbm, folder.resolve("lightgbm"));
            Predictors.save(onnx, folder.resolve("onnx"));
        }
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPathWithoutNatives(),
                        WithoutNatives.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();
        outcomes = output.lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, Math.max(0, line.indexOf(": "))),
                        line -> line.substring(line.indexOf(": ") + 2)));
    }

    private static String classPathWithoutNatives() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Stream.of("onnxruntime-", "lightgbm4j-")
                        .noneMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path resource(String name) throws Exception {
        return Path.of(NativesLeftOutTest.class.getResource(name).toURI());
    }

    @Test
    void theProcessHasNeither() {
        assertThat(outcomes.get("artefacts")).isEqualTo("[false, false]");
    }

    @Test
    void modelsInJavaForecastAsWithThem() {
        assertThat(outcomes.get("linear")).isEqualTo(fitted(WithoutNatives.linear()));
        assertThat(outcomes.get("online")).isEqualTo(fitted(WithoutNatives.online()));
        assertThat(outcomes.get("conformal")).isEqualTo(fitted(Conformal.adaptive(WithoutNatives.linear(), 0.8)));
        assertThat(outcomes.get("fallback")).isEqualTo(fitted(WithoutNatives.linear()));
    }

    private static String fitted(Forecaster forecaster) {
        return WithoutNatives.points(forecaster.fit(WithoutNatives.bars()));
    }

    @Test
    void predictorsAreSavedAndLoaded() {
        assertThat(outcomes.get("saved")).isEqualTo(fitted(Conformal.adaptive(WithoutNatives.online(), 0.8)));
    }

    @Test
    void allFormatsAreFound() {
        assertThat(outcomes.get("formats").split(" ")).contains("onnx", "linear", "regression", "conformal");
        assertThat(outcomes.get("model formats").split(" ")).contains("lightgbm", "ridge");
    }

    @Test
    void lightGbmModelsAreReadEvaluatedAndCompiled() {
        LightGbmModel model = LightGbm.load(folder.resolve("model.txt"));
        double answer = model.predict(new double[model.features().size()]);
        assertThat(outcomes.get("text")).isEqualTo("" + answer);
        assertThat(outcomes.get("compiled text")).isEqualTo("true " + answer);
    }

    @Test
    void aSavedLightGbmForecasterIsLoadedAndServed() {
        Path saved = folder.resolve("lightgbm");
        assertThat(outcomes.get("loaded LightGBM")).isEqualTo(WithoutNatives.points(Predictors.load(saved)));
        assertThat(outcomes.get("served LightGBM")).isEqualTo(WithoutNatives.served(Predictors.load(saved)));
    }

    @Test
    void theCauseIsTheMissingClass() {
        assertThat(outcomes.get("cause"))
                .startsWith("java.lang.ClassNotFoundException: " + lightgbmlib.class.getName());
    }

    @ParameterizedTest
    @CsvSource({
        "trained LightGBM, ForecastException, LIGHTGBM, training a LightGBM model",
        "native LightGBM, ForecastException, LIGHTGBM, evaluating a LightGBM model by Engine.NATIVE",
        "ONNX, ForecastException, ONNX_RUNTIME, running the ONNX model",
        "ONNX patterns, ForecastException, ONNX_RUNTIME, running the ONNX model",
        "loaded ONNX, ModelLoadException, ONNX_RUNTIME, running the ONNX model",
    })
    void whatNeedsOneIsRefusedAndNamesIt(String task, String exception, NativeArtefact artefact, String request) {
        assertThat(outcomes.get(task))
                .startsWith("io.forecastj." + exception + ": ")
                .contains(request)
                .contains(artefact.coordinates());
    }

    /** The coordinates of the messages are those that an application excludes, too. */
    @Test
    void theCoordinatesAreThoseOfTheJarsTestedWith() throws Exception {
        Map<NativeArtefact, Class<?>> classes =
                Map.of(NativeArtefact.ONNX_RUNTIME, OrtEnvironment.class, NativeArtefact.LIGHTGBM, lightgbmlib.class);
        for (NativeArtefact artefact : NativeArtefact.values()) {
            String[] parts = artefact.coordinates().split(":");
            Path inRepository = Path.of("", parts[0].split("\\."))
                    .resolve(Path.of(parts[1], parts[2], parts[1] + "-" + parts[2] + ".jar"));
            URI jar = classes.get(artefact)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            assertThat(Path.of(jar)).endsWith(inRepository);
        }
    }

    @Test
    void theReadmeExcludesTheseTwo() throws Exception {
        List<String> excluded = Pattern.compile(
                        "<exclusion>[^\n]*\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*</exclusion>")
                .matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map(exclusion -> exclusion.group(1) + ":" + exclusion.group(2))
                .toList();
        assertThat(excluded)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(NativeArtefact.values())
                        .map(artefact -> artefact.coordinates().replaceFirst(":[^:]*$", ""))
                        .toList());
    }
}
