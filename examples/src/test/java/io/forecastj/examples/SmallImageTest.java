package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links a runtime image with jlink, builds a native one with GraalVM where it is installed, and forecasts in them. */
@Tag("slow")
class SmallImageTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    Path folder;

    @Test
    void anImageOfTheModuleJavaBaseForecastsAsTheWholeJdkDoes() throws Exception {
        assumeThat(JDK.resolve("bin/jlink")).as("a JDK with jlink").exists();
        saveBarsAndModel();
        Path image = folder.resolve("image");
        run(JDK.resolve("bin/jlink"), "--add-modules", "java.base", "--output", image.toString());
        assertThat(run(image.resolve("bin/java"), "--list-modules").strip())
                .startsWith("java.base")
                .hasLineCount(1);

        assertThat(forecasts(image)).isEqualTo(forecasts(JDK)).hasLineCount(3);
    }

    @Test
    void aNativeImageForecastsAsTheJvmDoes() throws Exception {
        Optional<Path> builder = Stream.of("GRAALVM_HOME", "JAVA_HOME")
                .map(System::getenv)
                .filter(Objects::nonNull)
                .map(home -> Path.of(home, "bin", "native-image"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(builder)
                .as("native-image in GRAALVM_HOME or JAVA_HOME, which has none")
                .isPresent();
        saveBarsAndModel();
        Path image = folder.resolve("small-image");
        run(
                builder.orElseThrow(),
                "--no-fallback",
                "-cp",
                System.getProperty("java.class.path"),
                "-o",
                image.toString(),
                SmallImage.class.getName());

        assertThat(run(image, bars().toString(), model().toString()))
                .isEqualTo(forecasts(JDK))
                .hasLineCount(3);
    }

    private void saveBarsAndModel() throws IOException {
        TimeSeries bars = Sp500Daily.bundled();
        Csv.write(bars, bars());
        try (Predictor trained = LightGbm.forecaster(
                        LightGbm.parameters().rounds(20).leaves(8).build())
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .horizon(5)
                .build()
                .fit(bars)) {
            Predictors.save(trained, model());
        }
    }

    private Path bars() {
        return folder.resolve("bars.csv");
    }

    private Path model() {
        return folder.resolve("model");
    }

    private String forecasts(Path runtime) throws IOException, InterruptedException {
        return run(
                runtime.resolve("bin/java"),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                SmallImage.class.getName(),
                bars().toString(),
                model().toString());
    }

    private static String run(Path program, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
