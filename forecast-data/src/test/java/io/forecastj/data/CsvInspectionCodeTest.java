package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The printed line of code reads the file, for every file of the tests. */
class CsvInspectionCodeTest {
    static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("presets", "reported", "inspected")) {
            try (Stream<Path> files = Files.list(PresetFiles.resource(folder))) {
                files.sorted().forEach(all::add);
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("files")
    void theLineThatIsPrintedReadsTheFile(Path file) throws Throwable {
        CsvInspection inspection = Csv.inspect(file);
        List<String> lines = new ArrayList<>(inspection.alternatives());
        inspection.code().ifPresent(lines::add);
        List<List<TimeSeries>> results = new ArrayList<>();
        for (String line : lines) {
            List<TimeSeries> read = CodeLine.read(line).list();
            assertThat(read.stream().mapToLong(TimeSeries::length).sum()).isEqualTo(inspection.rows());
            assertThat(read).hasSize(inspection.series());
            results.add(read);
        }
        assertThat(new HashSet<>(results))
                .as("each alternative reads other series")
                .hasSize(lines.size());
        if (inspection.code().isEmpty()) {
            assertThat(inspection.problems()).isNotEmpty();
        }
        assertThat(inspection.alternatives().size()).isNotEqualTo(1);
        assertThat(inspection.toString()).contains(inspection.code().orElse("code       none"));
    }
}
