package io.forecastj.models.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ColumnRole;
import io.forecastj.ForecastException;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.CheckedBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saves in a directory that cannot be renamed. */
class ReplacedFilesTest {
    @TempDir
    private Path folder;

    private interface Use {
        void on(Path place) throws IOException;
    }

    private void in(boolean zip, Use use) throws IOException {
        if (zip) {
            try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
                use.on(archive.getPath("/model"));
            }
        } else {
            use.on(folder.resolve("model"));
        }
    }

    /** Files of two levels; the hash is that of the topmost list. */
    private static Function<ModelSink, String> content(String text) {
        return sink -> {
            try {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                byte[] info = InfoJson.write(
                        PredictorInfo.builder("test", 1)
                                .column("y", ColumnRole.TARGET)
                                .build(),
                        List.of("inner", "part.txt", "whole.txt"));
                byte[] below = Checksums.write(
                        Map.of("part.txt", CheckedBytes.sha256(bytes), Checksums.INFO, CheckedBytes.sha256(info)));
                byte[] sums = Checksums.write(Map.of(
                        "whole.txt",
                        CheckedBytes.sha256(bytes),
                        Checksums.INFO,
                        CheckedBytes.sha256(info),
                        "inner/" + Checksums.FILE,
                        CheckedBytes.sha256(below)));
                sink.directory("inner");
                sink.file("inner/part.txt", bytes);
                sink.file("inner/" + Checksums.INFO, info);
                sink.file("inner/" + Checksums.FILE, below);
                sink.file("whole.txt", bytes);
                sink.file(Checksums.INFO, info);
                sink.file(Checksums.FILE, sums);
                return CheckedBytes.sha256(sums);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static Map<String, String> texts(Path place) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : SavedFiles.all(place)) {
            texts.put(place.relativize(file).toString(), Files.readString(file));
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFilesAreReplaced(boolean zip) throws IOException {
        in(zip, place -> {
            ReplacedFiles.write(place, content("old"));
            ReplacedFiles.write(place, content("new"));
            assertThat(texts(place))
                    .containsOnlyKeys(
                            "SHA256SUMS",
                            "predictor.json",
                            "whole.txt",
                            "inner/SHA256SUMS",
                            "inner/predictor.json",
                            "inner/part.txt")
                    .containsEntry("whole.txt", "new")
                    .containsEntry("inner/part.txt", "new");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ifWhatWasWrittenCannotBeReadTheOldFilesComeBack(boolean zip) throws IOException {
        in(zip, place -> {
            ReplacedFiles.write(place, content("old"));
            Map<String, String> before = texts(place);
            // a file system that loses a file, or keeps other bytes
            Function<ModelSink, String> lost = sink -> {
                String hash = content("new").apply(sink);
                Path fresh = ((DirectorySink) sink).directory();
                try {
                    Files.delete(fresh.resolve("inner/part.txt"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return hash;
            };
            assertThatThrownBy(() -> ReplacedFiles.write(place, lost))
                    .isInstanceOf(ForecastException.class)
                    .hasMessageContaining("cannot be read there, so the files from before are put back")
                    .hasMessageContaining("part.txt");
            assertThat(texts(place)).isEqualTo(before);
            assertThatThrownBy(() -> ReplacedFiles.write(place, sink -> {
                        content("new").apply(sink);
                        return CheckedBytes.sha256(new byte[0]);
                    }))
                    .isInstanceOf(ForecastException.class);
            assertThat(texts(place)).isEqualTo(before);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFirstSaveThatFailsLeavesNothing(boolean zip) throws IOException {
        in(zip, place -> {
            assertThatThrownBy(() -> ReplacedFiles.write(place, sink -> {
                        content("new").apply(sink);
                        return "";
                    }))
                    .isInstanceOf(ForecastException.class);
            assertThat(Files.exists(place)).isFalse();
        });
    }

    /** The process was killed after the old files had been moved away. */
    @Test
    void anInterruptedSaveIsNamed() throws IOException {
        Path place = Files.createDirectory(folder.resolve("model"));
        Path old = place.resolve(".replaced-" + UUID.randomUUID());
        ReplacedFiles.write(old, content("old"));
        Files.move(old.resolve("whole.txt"), place.resolve("whole.txt"));
        assertThatThrownBy(() -> ReplacedDirectory.write(place, content("new")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(" has the files from before: move them back");
        assertThat(texts(place)).hasSize(6);
        for (String name : new String[] {"SHA256SUMS", "predictor.json", "inner"}) {
            Files.move(old.resolve(name), place.resolve(name));
        }
        ReplacedDirectory.write(place, content("new"));
        assertThat(texts(place)).containsEntry("whole.txt", "new").hasSize(6);
    }
}
