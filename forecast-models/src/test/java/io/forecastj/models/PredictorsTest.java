package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.CheckedBytes;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.saving.SavedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorsTest {
    @TempDir
    private Path folder;

    private Path model;
    private TimeSeries series;
    private Predictor linear;

    @BeforeEach
    void fit() {
        model = folder.resolve("model");
        Random random = new Random(11);
        double[] y = random.doubles(120, -1e3, 1e3).toArray();
        series = TimeSeries.of("y", Instant.parse("2024-01-01T00:00:00Z"), Sampling.hourly(), y);
        linear = Linear.forecaster()
                .column("y")
                .lookback(12)
                .horizon(3)
                .name("näive, \"really\"")
                .build()
                .fit(series);
    }

    private Predictor wrapped(Predictor inner) {
        return new TestFormats.Wrapped(TestFormats.info("test-wrapper"), inner);
    }

    @Test
    void aLoadedPredictorIsTheSavedOneBitForBit() {
        Predictors.save(linear, model);
        Predictor loaded = Predictors.load(model);
        assertThat(loaded.info()).isEqualTo(linear.info());
        assertThat(loaded.predict(series)).isEqualTo(linear.predict(series));
    }

    @Test
    void predictorsInsidePredictorsComeBack() throws IOException {
        Predictors.save(wrapped(wrapped(linear)), model);
        assertThat(SavedFiles.all(model).stream()
                        .map(file -> model.relativize(file).toString()))
                .containsExactlyInAnyOrder(
                        "SHA256SUMS",
                        "predictor.json",
                        "state.bin",
                        "inner/SHA256SUMS",
                        "inner/predictor.json",
                        "inner/state.bin",
                        "inner/inner/SHA256SUMS",
                        "inner/inner/predictor.json",
                        "inner/inner/weights.json");
        Predictor loaded = Predictors.load(model);
        assertThat(loaded.info()).isEqualTo(TestFormats.info("test-wrapper"));
        assertThat(loaded.predict(series)).isEqualTo(linear.predict(series));
        // what is inside stands alone
        assertThat(Predictors.load(model.resolve("inner/inner")).info()).isEqualTo(linear.info());
    }

    @Test
    void everyFlippedBitInEveryFileIsRefused() throws IOException {
        Predictors.save(wrapped(linear), model);
        Random random = new Random(5);
        for (Path file : SavedFiles.all(model)) {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at += 1 + random.nextInt(1 + bytes.length / 40)) {
                byte[] damaged = bytes.clone();
                damaged[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);
                boolean list = file.equals(model.resolve("SHA256SUMS"));
                assertThatThrownBy(() -> Predictors.load(model))
                        .as("%s with byte %d flipped", file, at)
                        .isInstanceOf(list ? ModelLoadException.class : ModelIntegrityException.class)
                        .hasMessageContaining(folder.toString());
            }
            Files.write(file, bytes);
        }
        assertThat(Predictors.load(model).predict(series)).isEqualTo(linear.predict(series));
    }

    @Test
    void everyMissingOrCutOffFileIsNamed() throws IOException {
        Predictors.save(wrapped(linear), model);
        for (Path file : SavedFiles.all(model)) {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            assertThatThrownBy(() -> Predictors.load(model))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining(file.toString());
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
            assertThatThrownBy(() -> Predictors.load(model))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining(file.toString());
            Files.write(file, bytes);
        }
    }

    @Test
    void whatIsNoSavedPredictorIsNamed() throws IOException {
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("found nothing");
        Files.writeString(model, "{}");
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("found a file");
        assertThatThrownBy(() -> Predictors.load(folder))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("SHA256SUMS");
    }

    @Test
    void anotherVersionIsRefusedWithBothNumbers() throws IOException {
        Predictors.save(linear, model);
        SavedFiles.forge(model, "predictor.json", "\"format\" : 1", "\"format\" : 7");
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("version 7")
                .hasMessageContaining("reads version 1");
    }

    @Test
    void anUnknownKindNamesTheKnownOnesAndHowToRegister() throws IOException {
        Predictors.save(linear, model);
        SavedFiles.forge(model, "predictor.json", "\"kind\" : \"linear\"", "\"kind\" : \"java.lang.Runtime\"");
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("'java.lang.Runtime'")
                .hasMessageContaining("linear, ")
                .hasMessageContaining("META-INF/services/io.forecastj.models.saving.PredictorFormat");
        Predictor unknown = new TestFormats.Wrapped(TestFormats.info("mystery"), linear);
        Path other = folder.resolve("other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictors.save(unknown, other))
                .withMessageContaining("'mystery'")
                .withMessageContaining("META-INF/services");
        assertThat(other).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.json",
                "..",
                "/etc/passwd",
                "inner/../../secret.json",
                "inner/secret.json",
                ".hidden",
                "C:secret.json",
                "a\\b",
                "con:",
                ""
            })
    void aPathOutOfTheDirectoryIsRefused(String path) throws IOException {
        Files.writeString(folder.resolve("secret.json"), "secret");
        Predictors.save(linear, model);
        String line = CheckedBytes.sha256("secret".getBytes()) + "  " + path + "\n";
        Path list = model.resolve("SHA256SUMS");
        Files.writeString(list, Files.readString(list) + line);
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("plain file name");
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsRead() throws IOException {
        Predictors.save(linear, model);
        Files.write(model.resolve("SHA256SUMS"), new byte[SavedFiles.MAX_LIST_BYTES + 1]);
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("2560001 bytes; at most 2560000");
    }

    @Test
    void aMalformedDescriptionIsNamed() throws IOException {
        for (String field : List.of("name", "horizon", "targets", "requiredHistory", "columns", "seed", "trainedTo")) {
            model = folder.resolve(field);
            Predictors.save(linear, model);
            SavedFiles.forge(model, "predictor.json", "\"" + field + "\"", "\"other\"");
            assertThatThrownBy(() -> Predictors.load(model))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("predictor.json")
                    .hasMessageContaining("'" + field + "' should be");
        }
        for (String[] change : new String[][] {
            {"\"horizon\" : 3", "\"horizon\" : 0"},
            {"\"horizon\" : 3", "\"horizon\" : 3e9"},
            {"\"horizon\" : 3", "\"horizon\" : 99999999999"},
            {"\"TARGET\"", "\"SPY\""},
            {"\"trainedTo\" : \"2024", "\"trainedTo\" : \"tomorrow"},
            {"\"seed\" : 0", "\"seed\" : 99999999999999999999"},
            {"\\{", "{{"},
            {"\"seed\"", "\"horizon\" : 3, \"seed\""},
            {"\\}\\s*$", "}}"}
        }) {
            model = Files.createTempDirectory(folder, "malformed");
            Predictors.save(linear, model);
            SavedFiles.forge(model, "predictor.json", change[0], change[1]);
            assertThatThrownBy(() -> Predictors.load(model))
                    .as(change[1])
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("predictor.json");
        }
    }

    @Test
    void targetsThatContradictTheColumnsAreRefusedWithBoth() throws IOException {
        Predictors.save(linear, model);
        SavedFiles.forge(model, "predictor.json", "\"targets\" : \\[[^]]*]", "\"targets\" : [ \"other\" ]");
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("predictor.json")
                .hasMessageContaining("the targets are [other], but the columns of the role TARGET are "
                        + linear.info().targets());
    }

    @Test
    void weightsOfAnotherShapeAreRefused() throws IOException {
        for (String[] change : new String[][] {
            {"\"weights\":\\[\\[[^]]*],", "\"weights\":["},
            {"\\[\\[[^,]*,", "[["},
            {"\\[\\[[^,]*,", "[[\"1\","},
            {"\\[\\[[^,]*,", "[[1e999,"},
            {"\\[\\[[^,]*,", "[[NaN,"},
            {"\"weights\"", "\"other\""}
        }) {
            Predictors.save(linear, model);
            SavedFiles.forge(model, "weights.json", change[0], change[1]);
            assertThatThrownBy(() -> Predictors.load(model))
                    .as(change[1])
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("weights.json");
        }
    }

    @Test
    void whatAFormatThrowsIsNamedWithItsPlace() throws IOException {
        Predictors.save(wrapped(linear), model);
        byte[] other = {1, 2, 4};
        Files.write(model.resolve("state.bin"), other);
        SavedFiles.list(model, "state.bin", CheckedBytes.sha256(other));
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(
                        model + " cannot be read as a predictor of the kind 'test-wrapper': the state is 4")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void savingAgainReplacesWhatWasThere() throws IOException {
        Predictors.save(wrapped(linear), model);
        Predictors.save(linear, model);
        assertThat(Predictors.load(model).info()).isEqualTo(linear.info());
        assertThat(model.resolve("inner")).doesNotExist();
        assertThat(entries(folder)).containsExactly("model");
        Files.writeString(model.resolve("weights.json"), "damaged");
        Predictors.save(linear, model);
        assertThat(Predictors.load(model).predict(series)).isEqualTo(linear.predict(series));
    }

    @Test
    void anEmptyDirectoryIsFilledAndMissingOnesAboveAreMade() throws IOException {
        Predictors.save(linear, Files.createDirectory(model));
        Path deep = folder.resolve("a/b/c");
        Predictors.save(linear, deep);
        assertThat(Predictors.load(deep).info())
                .isEqualTo(Predictors.load(model).info());
    }

    @Test
    void aFailedSaveLeavesWhatWasThereAndNothingElse() throws IOException {
        Predictors.save(linear, model);
        Predictor broken = wrapped(new TestFormats.Wrapped(TestFormats.info("test-broken"), linear));
        assertThatThrownBy(() -> Predictors.save(broken, model)).hasMessage("the disk is on fire");
        assertThat(entries(folder)).containsExactly("model");
        assertThat(Predictors.load(model).predict(series)).isEqualTo(linear.predict(series));
    }

    @Test
    void aDirectoryThatIsNoSavedPredictorIsNotOverwritten() throws IOException {
        Files.createDirectory(model);
        Path notes = Files.writeString(model.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> Predictors.save(linear, model))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is not a saved predictor");
        Files.delete(notes);
        Predictors.save(wrapped(linear), model);
        Path inside = Files.writeString(model.resolve("inner/thesis.txt"), "years of work");
        assertThatThrownBy(() -> Predictors.save(linear, model))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("'thesis.txt'");
        assertThat(inside).hasContent("years of work");
        Path file = Files.writeString(folder.resolve("file"), "years of work");
        assertThatThrownBy(() -> Predictors.save(linear, file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is a file");
        assertThat(file).hasContent("years of work");
    }

    @Test
    void aLinkToASavedPredictorStaysALink() throws IOException {
        Predictors.save(wrapped(linear), model);
        Path link = Files.createSymbolicLink(folder.resolve("current"), model);
        Predictors.save(linear, link);
        assertThat(link).isSymbolicLink();
        assertThat(Predictors.load(model).info()).isEqualTo(linear.info());
        assertThat(Predictors.load(link).info()).isEqualTo(linear.info());
    }

    @Test
    void aPredictorInsideItselfIsRefused() {
        Predictor nested = linear;
        for (int depth = 0; depth < 16; depth++) {
            nested = wrapped(nested);
        }
        Predictor deep = nested;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictors.save(deep, model))
                .withMessageContaining("nested more than 16 deep");
        assertThat(model).doesNotExist();
    }

    @Test
    void theListOfHashesIsThatOfSha256sum() throws IOException {
        Predictors.save(linear, model);
        for (String line : Files.readAllLines(model.resolve("SHA256SUMS"))) {
            String[] parts = line.split("  ");
            assertThat(CheckedBytes.sha256(Files.readAllBytes(model.resolve(parts[1]))))
                    .isEqualTo(parts[0]);
        }
        assertThat(CheckedBytes.sha256(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    private static List<String> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
