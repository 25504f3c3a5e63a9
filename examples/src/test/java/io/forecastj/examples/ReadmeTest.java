package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/guide.md"})
    void everyJavaSampleIsPartOfCodeThatCompiles(String page) throws IOException {
        String compiled = samples().stream().map(ReadmeTest::trimmed).collect(Collectors.joining("\n"));
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("..", page)));
        int found = 0;
        while (blocks.find()) {
            found++;
            assertThat(compiled).as("sample %d of %s", found, page).contains(trimmed(blocks.group(1)));
        }
        assertThat(found).as("samples in " + page).isPositive();
    }

    private static List<String> samples() throws IOException {
        Path folder = Path.of("src/test/java/io/forecastj/examples");
        return List.of(
                Files.readString(folder.resolve("ReadmeSample.java")),
                Files.readString(folder.resolve("GuideSamples.java")));
    }

    /** The code without white space, since the formatter breaks long lines that a page does not. */
    private static String trimmed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
