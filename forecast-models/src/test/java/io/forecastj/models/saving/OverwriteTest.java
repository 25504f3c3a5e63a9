package io.forecastj.models.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.internal.CheckedBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A save replaces saved predictors, and never anything else. */
class OverwriteTest {
    static final TimeSeries SERIES =
            TimeSeries.of("y", Instant.parse("2024-01-01T00:00:00Z"), Sampling.hourly(), 1, 2, 3, 5, 8);

    @TempDir
    private Path folder;

    private Path place;
    private Predictor naive;

    @BeforeEach
    void fit() {
        place = folder.resolve("model");
        naive = Baselines.naive("y", 3).fit(SERIES);
    }

    private static Map<Path, String> files(Path directory) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        for (Path file : SavedFiles.all(directory)) {
            files.put(file, CheckedBytes.sha256(Files.readAllBytes(file)));
        }
        return files;
    }

    /** Saves to the place, which must be refused, and must not change a file below the folder. */
    private void refused(String... message) throws IOException {
        Map<Path, String> before = files(folder);
        assertThatThrownBy(() -> Predictors.save(naive, place))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(place.toString())
                .hasMessageContainingAll(message);
        assertThat(files(folder)).isEqualTo(before);
    }

    private void write(String file, String text) throws IOException {
        Path path = place.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void list(String... files) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (String file : files) {
            hashes.put(file, CheckedBytes.sha256(Files.readAllBytes(place.resolve(file))));
        }
        Files.write(place.resolve("SHA256SUMS"), Checksums.write(hashes));
    }

    @Test
    void aDataSetWithAListOfHashesStays() throws IOException {
        write("train.csv", "years of work");
        write("test.csv", "more of it");
        list("train.csv", "test.csv");
        refused("is not a saved predictor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"format\": 1}",
                "{\"format\": 2, \"kind\": \"naive\"}",
                "{\"format\": \"csv\", \"kind\": \"data\", \"columns\": []}",
                "{\"format\": 1, \"kind\": \"naive\", \"columns\": []}",
                "{\"format\": 0, \"kind\": \"naive\", \"columns\": []}"
            })
    void aDataSetWhosePredictorJsonIsSomethingElseStays(String text) throws IOException {
        write("train.csv", "years of work");
        write("predictor.json", text);
        list("train.csv", "predictor.json");
        refused("is not a saved predictor");
    }

    @Test
    void aDescriptionThatTheListDoesNotNameMakesNoSavedPredictor() throws IOException {
        Predictors.save(naive, place);
        write("train.csv", "years of work");
        list("train.csv");
        refused("is not a saved predictor");
    }

    @Test
    void aFileOfOthersStaysThoughSomebodyHasListedIt() throws IOException {
        Predictors.save(naive, place);
        write("prices.csv", "1,2,3");
        Path sums = place.resolve(Checksums.FILE);
        String hash = CheckedBytes.sha256(Files.readAllBytes(place.resolve("prices.csv")));
        Files.writeString(sums, Files.readString(sums) + hash + "  prices.csv\n");
        refused("it holds 'prices.csv', which does not belong to the saved predictor; move it away");
    }

    @Test
    void aDataSetInsideASavedPredictorStays() throws IOException {
        Predictors.save(Predictors.withFallback(naive, naive), place);
        write("data/train.csv", "years of work");
        Path list = place.resolve("data/SHA256SUMS");
        Files.write(list, Checksums.write(Map.of("train.csv", CheckedBytes.sha256(new byte[0]))));
        refused("'data'");
        SavedFiles.list(place, "data/SHA256SUMS", CheckedBytes.sha256(Files.readAllBytes(list)));
        refused("'data', which does not belong to the saved predictor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", ".hidden", "member-1/notes.txt", "member-1/deep/notes.txt", "more/notes.txt"})
    void filesThatTheListDoesNotNameStay(String file) throws IOException {
        Predictors.save(Predictors.withFallback(naive, naive), place);
        write(file, "years of work");
        refused("which does not belong to the saved predictor");
    }

    @ParameterizedTest
    @ValueSource(strings = {".saving-", ".replaced-"})
    void directoriesNamedLikeThoseOfASaveStay(String name) throws IOException {
        String file = name + UUID.randomUUID() + "/notes.txt";
        write(file, "years of work");
        refused("is not a saved predictor");
        Files.delete(place.resolve(file));
        Predictors.save(naive, place);
        write(file, "years of work");
        refused("which does not belong to the saved predictor");
    }

    @Test
    void linksAndWhatTheyLeadToStay() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.txt"), "years of work");
        Predictors.save(naive, place);
        Files.createSymbolicLink(place.resolve("link"), elsewhere);
        refused("'link'");
        Files.delete(place.resolve("link"));
        Path moved = Files.move(place.resolve("predictor.json"), folder.resolve("predictor.json"));
        Files.createSymbolicLink(place.resolve("predictor.json"), moved);
        refused("predictor.json");
        assertThat(place.resolve("predictor.json")).isSymbolicLink();
    }

    @Test
    void aPlainFileStays() throws IOException {
        Files.writeString(place, "years of work");
        refused("is a file");
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @ParameterizedTest
    @ValueSource(strings = {"", "member-2"})
    void aReadOnlyDirectoryStays(String inside) throws IOException {
        Predictors.save(Predictors.withFallback(naive, naive), place);
        Path locked = place.resolve(inside);
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            refused("is read-only");
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Predictors.save(naive, place);
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void theDirectoryInWhichTheProcessRunsIsFilledAndNotExchanged() throws Exception {
        Predictors.save(Predictors.withFallback(naive, naive), place);
        Object key = Files.readAttributes(place, "fileKey").get("fileKey");
        SavingChild.Result saved = SavingChild.run(place, "save", ".");
        assertThat(saved.output()).isEmpty();
        assertThat(Files.readAttributes(place, "fileKey").get("fileKey")).isEqualTo(key);
        assertThat(Predictors.load(place).info()).isEqualTo(naive.info());
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void aDirectoryAboveTheOneInWhichTheProcessRunsStays() throws Exception {
        Predictors.save(Predictors.withFallback(naive, naive), place);
        Map<Path, String> before = files(folder);
        SavingChild.Result refused = SavingChild.run(place.resolve("member-1"), "save", place.toString());
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("the working directory of this process");
        assertThat(files(folder)).isEqualTo(before);
        Path above = Files.createDirectories(folder.resolve("work/place"));
        Path notes = Files.writeString(above.resolve("notes.txt"), "years of work");
        SavingChild.Result parent = SavingChild.run(above, "save", "..");
        assertThat(parent.exit()).isNotZero();
        assertThat(parent.output()).contains("is not a saved predictor");
        assertThat(notes).hasContent("years of work");
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void theErrorOfAFullDiskNamesTheFileAndLeavesWhatWasThere() throws Exception {
        Predictors.save(naive, place);
        Map<Path, String> before = files(folder);
        SavingChild.Result full = SavingChild.runWith(
                List.of("sh", "-c", "ulimit -f 0; exec \"$@\"", "sh"), folder, "save", place.toString());
        assertThat(full.exit()).isNotZero();
        assertThat(full.output()).contains("predictor.json: cannot be written: File too large");
        assertThat(files(folder)).isEqualTo(before);
    }
}
