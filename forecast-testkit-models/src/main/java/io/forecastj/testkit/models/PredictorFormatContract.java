package io.forecastj.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forecastj.Forecast;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.Predictors;
import io.forecastj.models.saving.PredictorFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises of {@link PredictorFormat} as tests, checked with a predictor that it saves; extend it for every format:
 *
 * <pre>{@code
 * class LinearFormatTest extends PredictorFormatContract {
 *     @Override protected Predictor predictor() {
 *         return Linear.forecaster().column("close").lookback(20).horizon(4).build().fit(history());
 *     }
 *     @Override protected TimeSeries history() {
 *         return TimeSeries.of("close", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(200).toArray());
 *     }
 * }
 * }</pre>
 *
 * <p>Not thread-safe: JUnit makes an instance for each test. The format must be registered for {@link ServiceLoader} in
 * the tests too. {@link #predictor()} is called once or twice per test, so it should be quick.
 */
public abstract class PredictorFormatContract {
    @TempDir
    private Path folder;

    private Path directory;
    private Predictor predictor;

    /** Constructor for subclasses. */
    protected PredictorFormatContract() {}

    /**
     * Makes the predictor that is saved.
     *
     * @return a new predictor, always an equal one; this class closes it
     */
    protected abstract Predictor predictor();

    /**
     * Returns a history that the predictor can forecast.
     *
     * @return the history
     */
    protected abstract TimeSeries history();

    /**
     * Forecasts from the history. Override it for a predictor with known-future columns and supply them.
     *
     * @param by the predictor
     * @return its forecast of {@link #history()}
     */
    protected Forecast forecast(Predictor by) {
        return by.predict(history());
    }

    /**
     * Returns the kinds of features that the predictor may use.
     *
     * @return those of this library unless overridden
     */
    protected FeatureRegistry features() {
        return FeatureRegistry.standard();
    }

    /** Makes the predictor. */
    @BeforeEach
    final void begin() {
        directory = folder.resolve("model");
        predictor = predictor();
    }

    /** Closes the predictor. */
    @AfterEach
    final void cleanUp() {
        if (predictor != null) {
            predictor.close();
        }
    }

    private Predictor load() {
        return Predictors.load(directory, features());
    }

    private List<Path> savedParts() {
        Predictors.save(predictor, directory);
        List<Path> parts = SavedDirectory.parts(directory);
        assumeTrue(!parts.isEmpty(), "the format writes nothing beyond the description");
        return parts;
    }

    private void requireUnloadable(String what) {
        assertThatThrownBy(() -> load().close()).as(what).isInstanceOf(ModelLoadException.class);
    }

    @Test
    @DisplayName("the format is found by ServiceLoader, as the only one of its kind")
    void isRegistered() {
        List<PredictorFormat> found = ServiceLoader.load(PredictorFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(format -> format.kind().equals(predictor.info().kind()))
                .toList();
        assertThat(found)
                .as(
                        "formats of the kind '%s' in META-INF/services",
                        predictor.info().kind())
                .hasSize(1);
    }

    @Test
    @DisplayName("a loaded predictor equals the saved one in description and forecasts, bit for bit")
    void loadsWhatWasSaved() {
        Predictors.save(predictor, directory);
        Forecast expected = forecast(predictor);
        predictor.close();
        try (Predictor loaded = load()) {
            assertThat(loaded.info()).isEqualTo(predictor.info());
            assertThat(forecast(loaded)).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("saving twice gives equal files, and saving the loaded predictor gives them once more")
    void savesEqualFiles() {
        Predictors.save(predictor, directory);
        Map<String, String> expected = SavedDirectory.content(directory);
        Path again = folder.resolve("again");
        Predictors.save(predictor, again);
        assertThat(SavedDirectory.content(again)).isEqualTo(expected);
        try (Predictor loaded = load();
                Predictor equal = predictor()) {
            Predictors.save(loaded, again);
            assertThat(SavedDirectory.content(again))
                    .as("saved, loaded and saved")
                    .isEqualTo(expected);
            Predictors.save(equal, again);
            assertThat(SavedDirectory.content(again))
                    .as("of an equal predictor")
                    .isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("nothing outside the directory is touched, by loading nothing at all")
    void staysInItsDirectory() {
        Path neighbour = folder.resolve("neighbour.txt");
        SavedDirectory.write(neighbour, new byte[] {1, 2, 3});
        Predictors.save(predictor, directory);
        Map<String, String> saved = SavedDirectory.content(folder);
        assertThat(saved.keySet())
                .allMatch(name -> name.isEmpty()
                        || name.equals("neighbour.txt")
                        || Path.of(name).startsWith("model"));
        assertThat(SavedDirectory.bytes(neighbour)).containsExactly(1, 2, 3);
        load().close();
        assertThat(SavedDirectory.content(folder)).as("after loading").isEqualTo(saved);
    }

    @Test
    @DisplayName("a predictor of another class with the same kind is refused with IllegalArgumentException")
    void refusesAnImpostor() {
        Predictor impostor = new Impostor(predictor.info());
        assertThatIllegalArgumentException().isThrownBy(() -> Predictors.save(impostor, directory));
        assertThat(Files.exists(directory)).as(directory + " exists").isFalse();
    }

    @Test
    @DisplayName("a damaged part is a ModelIntegrityException")
    void findsDamage() {
        for (Path part : savedParts()) {
            if (Files.isRegularFile(part)) {
                byte[] bytes = SavedDirectory.bytes(part);
                SavedDirectory.write(part, Arrays.copyOf(bytes, bytes.length + 1));
                assertThatThrownBy(() -> load().close())
                        .as(part.getFileName() + " with a byte more")
                        .isInstanceOf(ModelIntegrityException.class);
                SavedDirectory.write(part, bytes);
            }
        }
    }

    @Test
    @DisplayName("a missing part is a ModelLoadException, though the hashes are right")
    void refusesAMissingPart() {
        for (int i = 0; i < savedParts().size(); i++) {
            Path part = savedParts().get(i); // saving restores files that were deleted before
            SavedDirectory.delete(part);
            SavedDirectory.resum(directory);
            requireUnloadable("without " + part.getFileName());
        }
    }

    @Test
    @DisplayName("an empty, a cut off and a senseless part is a ModelLoadException, though the hashes are right")
    void refusesAForgedPart() {
        for (Path part : savedParts()) {
            if (Files.isRegularFile(part)) {
                byte[] bytes = SavedDirectory.bytes(part);
                byte[] noise = new byte[bytes.length];
                new Random(3).nextBytes(noise);
                for (byte[] forged : List.of(new byte[0], Arrays.copyOf(bytes, bytes.length / 2), noise)) {
                    SavedDirectory.write(part, forged);
                    SavedDirectory.resum(directory);
                    requireUnloadable(part.getFileName() + " of " + forged.length + " bytes for " + bytes.length);
                }
                SavedDirectory.write(part, bytes);
            }
        }
    }

    /** A predictor that has only the description of another one. */
    private record Impostor(PredictorInfo info) implements Predictor {
        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            throw new UnsupportedOperationException("a format should not forecast");
        }

        @Override
        public PredictionSession restore(byte[] snapshot) {
            throw new UnsupportedOperationException("a format should not restore a session");
        }

        @Override
        public String modelHash() {
            throw new UnsupportedOperationException("a format should not look at the hash of a model");
        }

        @Override
        public void close() {}
    }
}
