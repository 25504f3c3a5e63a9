package io.forecastj.models.saving;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.models.Predictors;
import io.forecastj.models.internal.CheckedBytes;
import io.forecastj.models.linear.Linear;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files without content on the disk, which would fill the memory of a small process. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SparseFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "weights.json, 1073741824, bytes; at most",
        "predictor.json, 1073741824, bytes; at most",
        "extra.bin, 1073741824, bytes; at most",
        "predictor.json, 67108864, with the memory of this JVM",
        "weights.json, 67108864, with the memory of this JVM"
    })
    void aSparseFileIsRefusedInAProcessOfLittleMemory(String file, long length, String message) throws Exception {
        Path model = folder.resolve("model");
        try (Predictor linear =
                Linear.forecaster().column("y").lookback(2).horizon(1).build().fit(OverwriteTest.SERIES)) {
            Predictors.save(linear, model);
        }
        Path sparse = model.resolve(file);
        try (RandomAccessFile grown = new RandomAccessFile(sparse.toFile(), "rw")) {
            grown.setLength(length);
        }
        SavedFiles.list(model, file, length > 1 << 29 ? "0".repeat(64) : hash(sparse));
        SavingChild.Result loaded = SavingChild.run(folder, "load", model.toString());
        assertThat(loaded.output())
                .contains("ModelLoadException")
                .contains(file)
                .contains(message)
                .doesNotContain("OutOfMemoryError");
    }

    private static String hash(Path file) throws IOException {
        return CheckedBytes.sha256(Files.readAllBytes(file));
    }
}
