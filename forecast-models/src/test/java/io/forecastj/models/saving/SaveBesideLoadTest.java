package io.forecastj.models.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.models.Predictors;
import io.forecastj.models.internal.FormatRegistry;
import io.forecastj.models.linear.Linear;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saves that run while others load or save, and saves that were killed. */
class SaveBesideLoadTest {
    private static final int SAVES = 40;

    @TempDir
    private Path folder;

    private Path place;
    private Predictor naive;

    @BeforeEach
    void fit() {
        place = folder.resolve("model");
        naive = Baselines.naive("y", 3).fit(OverwriteTest.SERIES);
    }

    private static List<String> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyLoadGivesOneOfTheTwoPredictors(boolean inPlace) throws Exception {
        if (inPlace) {
            Files.createDirectories(place.resolve("lost+found"));
        }
        Predictor first = Predictors.withFallback(naive, Baselines.drift("y", 3).fit(OverwriteTest.SERIES));
        Predictor second =
                Linear.forecaster().column("y").lookback(2).horizon(3).build().fit(OverwriteTest.SERIES);
        Forecast ofFirst = first.predict(OverwriteTest.SERIES);
        Forecast ofSecond = second.predict(OverwriteTest.SERIES);
        assertThat(ofFirst).isNotEqualTo(ofSecond);
        Predictors.save(first, place);
        AtomicBoolean saving = new AtomicBoolean(true);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> loading = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                loading.add(pool.submit(() -> {
                    int loads = 0;
                    while (saving.get() || loads == 0) {
                        try (Predictor loaded = Predictors.load(place)) {
                            assertThat(loaded.predict(OverwriteTest.SERIES)).isIn(ofFirst, ofSecond);
                            loads++;
                        }
                    }
                    return loads;
                }));
            }
            try {
                for (int i = 0; i < SAVES; i++) {
                    Predictors.save(i % 2 == 0 ? second : first, place);
                }
            } finally {
                saving.set(false);
            }
            for (Future<Integer> loads : loading) {
                assertThat(loads.get()).isPositive();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(entries(folder)).containsExactly("model");
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAKilledSaveLeftIsRemovedByTheNextOne(boolean inPlace) throws Exception {
        if (inPlace) {
            Files.createDirectories(place.resolve("lost+found"));
        }
        Predictors.save(naive, place);
        List<String> before = entries(place);
        assertThat(SavingChild.run(folder, "die", place.toString()).exit()).isEqualTo(9);
        Path left = inPlace ? place : folder;
        assertThat(entries(left)).anyMatch(name -> name.contains(".saving-"));
        assertThat(Predictors.load(place).info()).isEqualTo(naive.info());
        Predictors.save(naive, place);
        assertThat(entries(place)).isEqualTo(before);
        assertThat(entries(folder)).containsExactly("model");
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void aSaveThatWasKilledBetweenTheRenamesIsNamedAndThenReplaced() throws Exception {
        Predictors.save(naive, place);
        SavingChild.run(folder, "die", place.toString());
        String saving = entries(folder).stream()
                .filter(name -> name.endsWith(".lock"))
                .findAny()
                .orElseThrow();
        String replaced = saving.replace("saving", "replaced").replace(".lock", "");
        Files.move(place, folder.resolve(replaced));
        assertThatThrownBy(() -> Predictors.load(place))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("a save was interrupted")
                .hasMessageContaining(replaced);
        Predictors.save(naive, place);
        assertThat(entries(folder)).containsExactly("model");
        assertThat(Predictors.load(place).info()).isEqualTo(naive.info());
    }

    @Test
    void directoriesThatNobodyLockedStay() throws IOException {
        Path saving = Files.createDirectory(folder.resolve(".model.saving-" + UUID.randomUUID()));
        Path notes = Files.writeString(saving.resolve("notes.txt"), "years of work");
        Predictors.save(naive, place);
        Predictors.save(naive, place);
        assertThat(notes).hasContent("years of work");
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void aSaveThatRunsKeepsItsFilesWhileOthersSave() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<?> slow = pool.submit(() -> ReplacedDirectory.write(place, sink -> {
                String hash = PartsWriter.save(naive, sink, formats());
                written.countDown();
                try {
                    others.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return hash;
            }));
            written.await();
            Predictors.save(naive, place);
            assertThat(SavingChild.run(folder, "save", place.toString()).output())
                    .isEmpty();
            assertThat(entries(folder))
                    .filteredOn(name -> name.contains(".saving-"))
                    .hasSize(2);
            others.countDown();
            slow.get();
        } finally {
            others.countDown();
            pool.shutdownNow();
        }
        assertThat(entries(folder)).containsExactly("model");
        assertThat(Predictors.load(place).info()).isEqualTo(naive.info());
    }

    private static FormatRegistry<PredictorFormat> formats() {
        return FormatRegistry.of(PredictorFormat.class, PredictorFormat::kind, "predictor");
    }

    @Test
    void aDamagedPredictorIsRefusedAtOnce() throws IOException {
        Predictors.save(naive, place);
        Files.writeString(place.resolve("predictor.json"), "{}");
        long start = System.nanoTime();
        assertThatThrownBy(() -> Predictors.load(place)).isInstanceOf(ModelLoadException.class);
        assertThatThrownBy(() -> Predictors.load(folder.resolve("nothing"))).isInstanceOf(ModelLoadException.class);
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
        assertThatThrownBy(() -> ReplacedDirectory.write(place, sink -> {
                    throw new UncheckedIOException(new IOException("no"));
                }))
                .isInstanceOf(UncheckedIOException.class);
    }
}
