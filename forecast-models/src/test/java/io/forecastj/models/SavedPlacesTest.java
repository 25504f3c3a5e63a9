package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.forecastj.ForecastException;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.saving.SavedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places where a saved predictor may be: zip file systems, volumes, directories of links, and resources. */
class SavedPlacesTest {
    @TempDir
    private Path folder;

    private TimeSeries series;
    private Predictor linear;
    private Predictor nested;

    @BeforeEach
    void fit() {
        double[] y = new Random(11).doubles(120, -1e3, 1e3).toArray();
        series = TimeSeries.of("y", Instant.parse("2024-01-01T00:00:00Z"), Sampling.hourly(), y);
        linear = Linear.forecaster().column("y").lookback(12).horizon(3).build().fit(series);
        nested = wrapped(wrapped(linear));
    }

    private static Predictor wrapped(Predictor inner) {
        return new TestFormats.Wrapped(TestFormats.info("test-wrapper"), inner);
    }

    private FileSystem zip() throws IOException {
        return FileSystems.newFileSystem(folder.resolve("models.zip"), Map.of("create", "true"));
    }

    private void assertSame(Predictor loaded) {
        try (loaded) {
            assertThat(loaded.predict(series)).isEqualTo(linear.predict(series));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/m", "/models/sales", "relative", "/"})
    void aZipFileSystemKeepsWhatIsSavedInIt(String place) throws IOException {
        try (FileSystem zip = zip()) {
            Predictors.save(nested, zip.getPath(place));
            assertSame(Predictors.load(zip.getPath(place)));
        }
        try (FileSystem zip = zip()) {
            assertSame(Predictors.load(zip.getPath(place)));
            Predictors.save(linear, zip.getPath(place));
            Predictors.save(nested, zip.getPath(place));
            Predictors.save(linear, zip.getPath(place));
        }
        try (FileSystem zip = zip()) {
            assertSame(Predictors.load(zip.getPath(place)));
            assertThat(SavedFiles.all(zip.getPath(place)))
                    .as("no file of the earlier ones")
                    .hasSize(3);
            assertThat(Files.exists(zip.getPath(place, "inner"))).isFalse();
        }
    }

    @Test
    void aSaveThatFailsInAZipFileSystemLosesNothing() throws IOException {
        Predictor broken = wrapped(new TestFormats.Wrapped(TestFormats.info("test-broken"), linear));
        try (FileSystem zip = zip()) {
            Path place = zip.getPath("/m");
            assertThatThrownBy(() -> Predictors.save(broken, place)).hasMessage("the disk is on fire");
            assertThat(Files.exists(place)).isFalse();
            Predictors.save(nested, place);
            assertThatThrownBy(() -> Predictors.save(broken, place)).hasMessage("the disk is on fire");
            assertSame(Predictors.load(place));
            assertThat(SavedFiles.all(place)).hasSize(9);
            Files.writeString(place.resolve("thesis.txt"), "years of work");
            assertThatThrownBy(() -> Predictors.save(linear, place))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("'thesis.txt'");
        }
    }

    @Test
    void aReadOnlyFileSystemIsNamed() {
        Path place = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/model");
        assertThatThrownBy(() -> Predictors.save(linear, place))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("/modules/model")
                .hasMessageContaining("read-only");
    }

    @Test
    void filesCopiedIntoAZipFileSystemLoad() throws IOException {
        Path model = folder.resolve("model");
        Predictors.save(nested, model);
        try (FileSystem zip = zip()) {
            copy(model, zip.getPath("/copy"));
            assertSame(Predictors.load(zip.getPath("/copy")));
            Files.write(zip.getPath("/copy/inner/state.bin"), new byte[] {1, 2, 4});
            assertThatThrownBy(() -> Predictors.load(zip.getPath("/copy")))
                    .isInstanceOf(ModelIntegrityException.class)
                    .hasMessageContaining("/copy/inner/state.bin");
        }
    }

    /** The directory lost+found is at the top of volumes, which cannot be renamed. */
    @Test
    void theTopOfAVolumeIsFilledAndKeepsWhatBelongsToTheVolume() throws IOException {
        Path volume = Files.createDirectory(folder.resolve("volume"));
        Path lost = Files.createDirectory(volume.resolve("lost+found"));
        Files.writeString(lost.resolve("#12"), "years of work");
        Predictors.save(nested, volume);
        assertSame(Predictors.load(volume));
        Predictors.save(linear, volume);
        assertSame(Predictors.load(volume));
        try (Stream<Path> entries = Files.list(volume)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .containsExactlyInAnyOrder("SHA256SUMS", "predictor.json", "weights.json", "lost+found");
        }
        assertThat(lost.resolve("#12")).hasContent("years of work");
        Predictor broken = wrapped(new TestFormats.Wrapped(TestFormats.info("test-broken"), linear));
        assertThatThrownBy(() -> Predictors.save(broken, volume)).hasMessage("the disk is on fire");
        assertSame(Predictors.load(volume));
    }

    @Test
    void aKubernetesMountLoads() throws IOException {
        Path saved = folder.resolve("saved");
        Predictors.save(nested, saved);
        Path mount = Files.createDirectory(folder.resolve("mount"));
        copy(saved, mount.resolve("..2024_11_28_22_36_56.123456789"));
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2024_11_28_22_36_56.123456789"));
        for (String name : List.of("SHA256SUMS", "predictor.json", "state.bin", "inner")) {
            Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
        }
        assertSame(Predictors.load(mount));
        assertThatThrownBy(() -> Predictors.save(linear, mount))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("its files are links");
        assertSame(Predictors.load(mount));
    }

    @Test
    void aDirectoryOfLinksToFilesNamedByTheirHashLoads() throws IOException {
        Path saved = folder.resolve("saved");
        Predictors.save(nested, saved);
        Path blobs = Files.createDirectories(folder.resolve("hub/blobs"));
        Path snapshot = Files.createDirectories(folder.resolve("hub/snapshots/main"));
        int blob = 0;
        for (Path file : SavedFiles.all(saved)) {
            Path moved = Files.copy(file, blobs.resolve("blob" + blob++));
            Path link = snapshot.resolve(saved.relativize(file).toString());
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, link.getParent().relativize(moved));
        }
        assertSame(Predictors.load(snapshot));
        Files.writeString(blobs.resolve("blob0"), "another file");
        assertThatThrownBy(() -> Predictors.load(snapshot)).isInstanceOf(ModelLoadException.class);
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void aLinkToNowhereToItselfOrToAPipeIsNamed() throws Exception {
        Path model = folder.resolve("model");
        Predictors.save(nested, model);
        Path state = model.resolve("state.bin");
        Files.delete(state);
        Files.createSymbolicLink(state, Path.of("gone.bin"));
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("expected a model's file at " + state + ", found a link to gone.bin, where there is no"
                        + " file");
        Files.delete(state);
        Files.createSymbolicLink(state, state.getFileName());
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("where there is no file");
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        for (Path target : List.of(pipe, Path.of("/dev/zero"))) {
            Files.delete(state);
            Files.createSymbolicLink(state, target);
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatThrownBy(() -> Predictors.load(model))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("which is no regular file"));
        }
        Files.delete(state);
    }

    @Test
    void aLinkToOtherContentIsRefused() throws IOException {
        Path model = folder.resolve("model");
        Predictors.save(nested, model);
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.delete(model.resolve("state.bin"));
        Files.createSymbolicLink(model.resolve("state.bin"), secret);
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("state.bin");
    }

    @Test
    void resourcesOfAJarLoad() throws IOException {
        Path jar = folder.resolve("application.jar");
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Predictors.save(nested, files.getPath("/models/sales"));
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertSame(Predictors.loadResource(loader, "models/sales"));
            assertSame(Predictors.loadResource(loader, "models/sales/"));
            assertThatThrownBy(() -> Predictors.loadResource(loader, "models/costs"))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("expected a file of a saved predictor as the resource"
                            + " models/costs/SHA256SUMS, found none");
        }
    }

    /** A loader that only opens single resources, as those of jars inside jars do. */
    @Test
    void aClassLoaderThatOnlyOpensResourcesIsEnough() throws IOException {
        Path model = folder.resolve("sales");
        Predictors.save(nested, model);
        ClassLoader loader = new ClassLoader(null) {
            @Override
            public java.io.InputStream getResourceAsStream(String name) {
                try {
                    return name.startsWith("sales/") && Files.exists(folder.resolve(name))
                            ? Files.newInputStream(folder.resolve(name))
                            : null;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        assertSame(Predictors.loadResource(loader, "sales"));
        Files.delete(model.resolve("inner/state.bin"));
        assertThatThrownBy(() -> Predictors.loadResource(loader, "sales"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("resource sales/inner/state.bin");
        Files.write(model.resolve("inner/state.bin"), new byte[] {1});
        assertThatThrownBy(() -> Predictors.loadResource(loader, "sales"))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("resource sales/inner/state.bin");
    }

    @Test
    void resourcesBesideAClassLoad() {
        try (Predictor relative = Predictors.loadResource(SavedPlacesTest.class, "saved-0.1/ridge-direct");
                Predictor absolute =
                        Predictors.loadResource(SavedPlacesTest.class, "/io/forecastj/models/saved-0.1/ridge-direct")) {
            assertThat(relative.info()).isEqualTo(absolute.info());
        }
        assertThatThrownBy(() -> Predictors.loadResource(SavedPlacesTest.class, "ridge-direct"))
                .isInstanceOf(ModelLoadException.class);
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : SavedFiles.all(from)) {
            Path copied = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copied.getParent());
            Files.copy(file, copied);
        }
    }
}
