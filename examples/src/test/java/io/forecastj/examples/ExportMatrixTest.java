package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportMatrixTest {
    @Test
    void everyRecipeFindsItsMatrix(@TempDir Path directory) throws IOException {
        TimeSeries bars = ExportMatrix.withCalendar(Sp500Daily.bundled()).head(200);
        ExportMatrix.write(bars, 90, directory);
        for (String matrix : List.of("returns", "next-day", "direction", "calendar", "bars", "patterns")) {
            List<String> lines = Files.readAllLines(directory.resolve(matrix).resolve("matrix.csv"));
            assertThat(lines).as(matrix).hasSize(1 + 200);
            assertThat(lines.get(200)).as(matrix).startsWith("," + bars.time(199) + ",");
        }
        for (String matrix : List.of("more-bars", "more-patterns")) {
            assertThat(Files.readAllLines(directory.resolve(matrix).resolve("matrix.csv")))
                    .as(matrix)
                    .hasSize(1 + 90);
        }
        List<String> returns = Files.readAllLines(directory.resolve("returns").resolve("matrix.csv"));
        assertThat(returns.get(199))
                .as("the last day but one knows one day after it")
                .matches(".*,[-0-9.E]+,{9}");
        assertThat(returns.get(200)).as("the last day knows none").endsWith(",".repeat(10));
    }
}
