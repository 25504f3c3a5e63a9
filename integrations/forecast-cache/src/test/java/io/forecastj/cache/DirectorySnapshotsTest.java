package io.forecastj.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySnapshotsTest {
    private static final List<String> HOSTILE = List.of(
            "",
            ".",
            "..",
            "../../escape",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "C:\\x",
            "con",
            "nul\0byte",
            "a",
            "A",
            "é",
            "e\u0301",
            "\uD800",
            "\uD801",
            "?",
            "x".repeat(100_000));

    @TempDir
    Path directory;

    @Test
    void everyTextIsAKeyOfItsOwn() throws IOException {
        SnapshotStore store = SnapshotStore.directory(directory.resolve("made/here"));
        for (int i = 0; i < HOSTILE.size(); i++) {
            assertThat(store.load(HOSTILE.get(i))).isEmpty();
            store.delete(HOSTILE.get(i));
            store.save(HOSTILE.get(i), new byte[] {(byte) i});
        }
        for (int i = 0; i < HOSTILE.size(); i++) {
            assertThat(store.load(HOSTILE.get(i)).orElseThrow()).containsExactly(i);
        }
        try (Stream<Path> all = Files.walk(directory)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(HOSTILE.size());
        }
        store.delete("a");
        assertThat(store.load("a")).isEmpty();
        assertThat(store.load("A")).isPresent();
    }

    @Test
    void aSaveThatWasCutOffLeavesTheBytesBefore() throws IOException {
        SnapshotStore store = SnapshotStore.directory(directory);
        store.save("k", "first".getBytes(StandardCharsets.UTF_8));
        Path file;
        try (Stream<Path> all = Files.walk(directory)) {
            file = all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Files.writeString(file.resolveSibling(file.getFileName() + ".new"), "a longer text that is cut");
        assertThat(store.load("k").orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("first");
        store.save("k", "2nd".getBytes(StandardCharsets.UTF_8));
        assertThat(store.load("k").orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("2nd");
    }

    @Test
    void aFaultOfTheDiskNamesKeyAndFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        SnapshotStore store = SnapshotStore.directory(file);
        assertThatThrownBy(() -> store.save("k", new byte[1]))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("'k'")
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> store.load("k")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void sessionsContinueFromADirectoryInAnotherProcess() {
        TimeSeries rows = Crowd.walk("../s", 60, 1);
        Predictor predictor = Baselines.naive("y", 2).fit(rows.head(30));
        for (int i = 40; i < 50; i++) {
            try (Sessions sessions = Sessions.of(predictor)
                    .history(key -> rows.head(40))
                    .store(SnapshotStore.directory(directory))
                    .build()) {
                double[] row = {rows.value(i, 0), rows.value(i, 1)};
                Forecast forecast = sessions.appendAndForecast("../s", rows.timestamp(i), row);
                assertThat(forecast).isEqualTo(predictor.predict(rows.head(i + 1)));
            }
        }
    }
}
