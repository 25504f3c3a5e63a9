package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files like those in reports of users of forecasting libraries, each with the options in question: the right values, or
 * the refusal that says what to do. The table {@code reported.txt} has a line for each: file, options, and the series
 * that are read or, after an exclamation mark, a part of the message.
 */
class ReportedFilesTest {
    private static final Path FOLDER = PresetFiles.resource("reported");

    private record Line(String file, String code, String expected) {
        @Override
        public String toString() {
            return file + " by " + code;
        }
    }

    private static List<Line> table() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String line : Files.readAllLines(PresetFiles.resource("reported.txt"))) {
            String[] parts = line.split(" \\| ", 3);
            if (!line.startsWith("#")) {
                lines.add(new Line(parts[0], parts[1], parts[2]));
            }
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("table")
    void isReadRightlyOrRefusedClearly(Line line) throws Throwable {
        Path file = FOLDER.resolve(line.file());
        if (line.expected().startsWith("! ")) {
            assertThatThrownBy(() -> CodeLine.read(line.code(), file))
                    .hasMessageContaining(line.expected().substring(2));
        } else {
            assertThat(outcome(CodeLine.read(line.code(), file).list())).isEqualTo(line.expected());
        }
    }

    @Test
    void everyFileIsInTheTable() throws IOException {
        Set<String> expected = new TreeSet<>();
        table().forEach(line -> expected.add(line.file()));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** Returns series as the table writes them: an id, the columns and the rows of each. */
    static String outcome(List<TimeSeries> all) {
        return all.stream()
                .map(series -> (series.id().isEmpty() ? "" : "'" + series.id() + "' ")
                        + String.join(",", series.columns()) + ": "
                        + series.rows().stream()
                                .map(row -> row.time() + " "
                                        + Arrays.stream(row.values())
                                                .mapToObj(value -> value == (long) value
                                                        ? Long.toString((long) value)
                                                        : Double.toString(value))
                                                .collect(Collectors.joining(",")))
                                .collect(Collectors.joining("; ")))
                .collect(Collectors.joining(" / "));
    }
}
