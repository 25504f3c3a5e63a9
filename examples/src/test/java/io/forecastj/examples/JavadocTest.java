package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The samples in the javadoc of forecast-api are parts of {@link JavadocSamples}, which compiles. */
class JavadocTest {
    private static final Path API = Path.of("..", "forecast-api", "src", "main", "java", "io", "forecastj");
    private static final Path SAMPLES =
            Path.of("src", "test", "java", "io", "forecastj", "examples", "JavadocSamples.java");
    private static final Pattern BLOCK = Pattern.compile("<pre>\\{@code(.*?)\\}</pre>", Pattern.DOTALL);

    @Test
    void everySampleIsPartOfCodeThatCompiles() throws IOException {
        String compiled = trimmed(Files.readString(SAMPLES));
        int blocks = 0;
        for (Path source : sources()) {
            String comments = Files.readString(source).replaceAll("\n *\\*", "\n");
            for (String block :
                    BLOCK.matcher(comments).results().map(m -> m.group(1)).toList()) {
                assertThat(compiled.contains(trimmed(block)))
                        .as("JavadocSamples holds this sample of %s:%n%s", source, block)
                        .isTrue();
                blocks++;
            }
        }
        assertThat(blocks)
                .as("samples of Forecaster, Predictor and PredictionSession")
                .isGreaterThanOrEqualTo(3);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(API)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static String trimmed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
