package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void theReadmesSampleIsTheOneThatCompiles() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String source =
                Files.readString(Path.of("src/test/java/io/forecastj/examples/ReadmeSample.java"));
        assertThat(between(readme, "```java\n", "```")).isEqualTo(between(source, "// sample starts\n", "// sample ends"));
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from)).stripIndent().strip();
    }
}
