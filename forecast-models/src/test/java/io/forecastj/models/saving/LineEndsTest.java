package io.forecastj.models.saving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved predictors after git has converted the line ends of their files. */
class LineEndsTest {
    @TempDir
    private Path model;

    @BeforeEach
    void save() {
        double[] y =
                DoubleStream.iterate(1, last -> (last * 7 + 3) % 23).limit(60).toArray();
        try (Predictor predictor = Linear.forecaster()
                .column("y")
                .lookback(5)
                .horizon(2)
                .build()
                .fit(TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), y))) {
            Predictors.save(predictor, model);
        }
    }

    private void convert(String file) throws IOException {
        Path path = model.resolve(file);
        Files.writeString(path, Files.readString(path).replace("\n", "\r\n"));
    }

    @Test
    void aConvertedListIsNamed() throws IOException {
        convert("predictor.json");
        convert("SHA256SUMS");
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("SHA256SUMS, line 1 ends in a carriage return and a line feed")
                .hasMessageContaining("core.autocrlf")
                .hasMessageContaining(".gitattributes");
    }

    @Test
    void aConvertedFileIsNamed() throws IOException {
        convert("predictor.json");
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("predictor.json is not the file that was saved; its line ends were converted")
                .hasMessageContaining(".gitattributes");
    }

    @Test
    void aFileWhoseWindowsLineEndsWereConvertedIsNamed() throws IOException {
        Path path = model.resolve("predictor.json");
        String unix = Files.readString(path);
        SavedFiles.forge(model, "predictor.json", "\n", "\r\n");
        Files.writeString(path, Files.readString(path).replace("\r\n", "\n").replace("\n", "\r\n"));
        SavedFiles.list(
                model, "predictor.json", io.forecastj.models.internal.CheckedBytes.sha256(Files.readAllBytes(path)));
        Files.writeString(path, unix);
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("line ends were converted");
    }

    @Test
    void anyOtherChangeIsNotCalledOneOfLineEnds() throws IOException {
        Path path = model.resolve("predictor.json");
        Files.writeString(path, Files.readString(path).replace("\n", "\r\n") + " ");
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("expected the SHA-256 hash");
    }
}
