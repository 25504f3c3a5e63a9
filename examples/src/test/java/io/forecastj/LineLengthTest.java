package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines of main code have at most 120 characters, comments too, which the formatter does not break. */
class LineLengthTest {
    private static final int LONGEST = 120;

    @Test
    void linesOfMainCodeAreNotTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        int files = 0;
        for (Path file : mainFiles()) {
            files++;
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > LONGEST) {
                    tooLong.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(files).isGreaterThan(100);
        assertThat(tooLong).as("lines of more than %d characters", LONGEST).isEmpty();
    }

    private static List<Path> mainFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.walk(Path.of(".."), 2)) {
            for (Path sources : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> all = Files.walk(sources)) {
                    all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
        }
        return files;
    }
}
