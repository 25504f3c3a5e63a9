package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.SnapshotException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged store answers as before or refuses; it never answers otherwise. */
class CorruptedStoreTest {
    private static final String MODELS = "io.forecastj.models.";

    /** Classes of models that may be on the stack of a refusal: those that ask for checked bytes. */
    private static final Set<String> BEFORE_PARSERS = Set.of("PredictorDirectory", "VerifiedDirectory", "OpenedFiles");

    private static final int LAST_VERSION = 4;
    private static final int SHORT = 54;
    private static final int LONG = 10_000;

    private static final int REPAIRED = 6;

    @TempDir
    private static Path folder;

    private static SampleStore sample;
    private static StoreProbes probes;
    private static Path place;

    /** The whole store, and what it was at earlier times. */
    private static Map<String, byte[]> whole;

    private static final List<Map<String, byte[]>> OLDER = new ArrayList<>();

    private static Map<String, StoreProbes.Answer> expected;
    private static final List<Map<String, StoreProbes.Answer>> EXPECTED_OLDER = new ArrayList<>();

    @BeforeAll
    static void fill() throws IOException {
        sample = new SampleStore();
        place = folder.resolve("store");
        ModelStore store = SampleStore.open(DirectoryStorage.at(place));
        sample.fill(store, () -> OLDER.add(read(place)));
        whole = OLDER.remove(OLDER.size() - 1);
        probes = new StoreProbes(sample.models(), LAST_VERSION);
        expected = probes.ask(reopened(place));
        for (int i = 0; i < OLDER.size(); i++) {
            Path other = folder.resolve("older" + i);
            write(other, Map.of(), OLDER.get(i));
            EXPECTED_OLDER.add(probes.ask(reopened(other)));
        }
    }

    @AfterAll
    static void close() {
        sample.close();
    }

    private static ModelStore reopened(Path store) {
        return SampleStore.open(DirectoryStorage.at(store));
    }

    /** Returns the objects of a store by key, and its lock. */
    private static Map<String, byte[]> read(Path store) {
        try (Stream<Path> all = Files.walk(store)) {
            Map<String, byte[]> files = new TreeMap<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                List<String> names = new ArrayList<>();
                store.relativize(file).forEach(name -> names.add(name.toString()));
                for (int i = names.size() - 2; i > 0; i -= 2) {
                    names.remove(i); // a folder in between
                }
                files.put(String.join("/", names), Files.readAllBytes(file));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the files of a store from one state to another. */
    private static void write(Path store, Map<String, byte[]> from, Map<String, byte[]> to) throws IOException {
        for (String key : from.keySet()) {
            if (!to.containsKey(key)) {
                Files.delete(file(store, key));
            }
        }
        for (Map.Entry<String, byte[]> one : to.entrySet()) {
            if (!Arrays.equals(from.get(one.getKey()), one.getValue())) {
                Files.createDirectories(file(store, one.getKey()).getParent());
                Files.write(file(store, one.getKey()), one.getValue());
            }
        }
    }

    private static Path file(Path store, String key) {
        return store.resolve(key.equals(DirectoryLayout.LOCK) ? key : String.join("/", DirectoryLayout.path(key)));
    }

    @Test
    void theWholeStoreAnswersEverything() {
        assertThat(expected.values()).filteredOn(answer -> !answer.failed()).hasSizeGreaterThan(70);
        assertThat(reopened(place).verify()).isEmpty();
    }

    @Test
    void noDamageGivesAnotherAnswer() throws IOException {
        damage(1, SHORT);
    }

    @Tag("slow")
    @Test
    void noneOfManyDamagesGivesAnotherAnswer() throws IOException {
        damage(2, LongRuns.of(LONG));
    }

    @Test
    void neitherACleanUpNorAPublicationLosesWhatADamagedStoreStillAnswers() {
        StoreDamage.Kind[] kinds = StoreDamage.Kind.values();
        for (int i = 0; i < REPAIRED; i++) {
            StoreDamage damage = StoreDamage.of(kinds[i % kinds.length], new Random(3L * LONG + i), whole, OLDER);
            repair(new MemoryStorage(damage.files()), "seed 3, case " + i + ": " + damage);
        }
    }

    private static void repair(Storage copy, String name) {
        ModelStore store;
        try {
            store = SampleStore.open(copy);
        } catch (ModelLoadException e) {
            return;
        }
        Map<String, StoreProbes.Answer> before = probes.ask(store);
        try {
            SampleStore.open(copy).clean();
        } catch (ModelIntegrityException e) {
            // a document is damaged, so what is in use is not known, and nothing was removed
        }
        requireAnswers(before, copy, name + ", after a clean-up, ");
        for (String model : sample.models()) {
            try {
                StoredModel published = SampleStore.open(copy).model(model);
                ModelVersion version = published.publish(sample.first(model));
                try (Predictor loaded = published.load(version)) {
                    assertThat(loaded.predict(SampleModels.series(70)))
                            .as(name)
                            .isEqualTo(sample.first(model).predict(SampleModels.series(70)));
                }
            } catch (ModelIntegrityException e) {
                assertThat(before.get("versions of " + model))
                        .as(name)
                        .satisfiesAnyOf(answer -> assertThat(answer.failed()).isTrue(), answer -> assertThat(
                                        before.get("aliases of " + model).failed())
                                .isTrue());
            }
        }
        requireLoads(before, copy, name + ", after publications, ");
    }

    private static void requireAnswers(Map<String, StoreProbes.Answer> before, Storage copy, String name) {
        probes.ask(SampleStore.open(copy)).forEach((probe, answer) -> {
            StoreProbes.Answer earlier = Objects.requireNonNull(before.get(probe));
            if (!earlier.failed()) {
                assertThat(answer.comparable()).as(name + probe).isEqualTo(earlier.comparable());
            }
        });
    }

    /** As {@link #requireAnswers}, of what a publication of another version does not change. */
    private static void requireLoads(Map<String, StoreProbes.Answer> before, Storage copy, String name) {
        Map<String, StoreProbes.Answer> loads = new TreeMap<>(before);
        loads.keySet().removeIf(probe -> !probe.startsWith("load "));
        Map<String, StoreProbes.Answer> after = probes.ask(SampleStore.open(copy));
        loads.forEach((probe, earlier) -> {
            if (!earlier.failed()) {
                assertThat(Objects.requireNonNull(after.get(probe)).comparable())
                        .as(name + probe)
                        .isEqualTo(earlier.comparable());
            }
        });
    }

    @Test
    void aGoodCopyOfAFileIsKeptBesideADamagedNewerOne() throws IOException {
        Path copy = folder.resolve("copies");
        write(copy, Map.of(), whole);
        for (Map.Entry<String, byte[]> one : whole.entrySet()) {
            if (one.getKey().startsWith(ObjectSpace.BLOBS)) {
                String hash = ObjectSpace.hashOf(one.getKey());
                Path damaged = file(copy, ObjectSpace.key(ObjectSpace.BLOBS, hash, 2));
                if (!Files.exists(damaged)) {
                    Files.write(damaged, new byte[one.getValue().length]);
                }
            }
        }
        reopened(copy).clean();
        requireAnswers(expected, DirectoryStorage.at(copy), "");
    }

    private void damage(long seed, int cases) throws IOException {
        StoreDamage.Kind[] kinds = StoreDamage.Kind.values();
        Map<StoreDamage.Kind, int[]> counts = new EnumMap<>(StoreDamage.Kind.class);
        for (int i = 0; i < cases; i++) {
            StoreDamage.Kind kind = kinds[i % kinds.length];
            StoreDamage damage = StoreDamage.of(kind, new Random(seed * LONG + i), whole, OLDER);
            String name = "seed " + seed + ", case " + i + ": " + damage;
            write(place, whole, damage.files());
            try {
                counts.computeIfAbsent(kind, one -> new int[2])[check(damage, name) ? 1 : 0]++;
            } finally {
                write(place, damage.files(), whole);
            }
        }
        StringBuilder text = new StringBuilder();
        counts.forEach((kind, count) -> text.append(kind + " " + count[0] + " unnoticed " + count[1] + " refused; "));
        assertThat(counts.values()).as(text.toString()).anyMatch(count -> count[0] > 0);
        assertThat(counts.get(StoreDamage.Kind.ZEROS)[1]).as(text.toString()).isPositive();
    }

    /** Checks a damaged store and returns whether anything was refused. */
    private static boolean check(StoreDamage damage, String name) {
        ModelStore store;
        try {
            store = reopened(place);
        } catch (ModelLoadException e) {
            requireEarlyRefusal(e, name);
            return true;
        } catch (Throwable e) {
            throw new AssertionError(name + ", when it was opened: " + e, e);
        }
        Map<String, StoreProbes.Answer> wanted =
                damage.olderHead() < 0 ? expected : EXPECTED_OLDER.get(damage.olderHead());
        boolean refused = false;
        Map<String, StoreProbes.Answer> answers = probes.ask(store);
        for (Map.Entry<String, StoreProbes.Answer> one : answers.entrySet()) {
            refused |= refused(one.getKey(), one.getValue(), Objects.requireNonNull(wanted.get(one.getKey())), name);
        }
        boolean found = !store.verify().isEmpty();
        boolean needed =
                answers.entrySet().stream().anyMatch(one -> one.getValue().value() instanceof ModelIntegrityException);
        if (needed && !found) {
            fail(name + ": something was refused, but verify() found nothing");
        }
        return refused || found;
    }

    /** Returns whether an answer is a refusal; fails if it is neither one nor the expected answer. */
    private static boolean refused(String probe, StoreProbes.Answer answer, StoreProbes.Answer wanted, String name) {
        if (answer.comparable().equals(wanted.comparable())) {
            return false;
        }
        String place = name + ", " + probe;
        if (answer.value() instanceof List<?> sessions && probe.startsWith("sessions")) {
            List<?> present =
                    (List<?>) Objects.requireNonNull(expected.get(probe)).value();
            requireSessions(sessions, (List<?>) wanted.value(), present, place);
            return true;
        }
        if (!(answer.value() instanceof ModelIntegrityException refusal)) {
            AssertionError error = new AssertionError(
                    place + ": expected " + wanted.comparable() + " or a refusal, found " + answer.comparable());
            if (answer.value() instanceof Throwable cause) {
                error.initCause(cause);
            }
            throw error;
        }
        requireEarlyRefusal(refusal, place);
        return true;
    }

    /**
     * Fails unless each session forecasts as expected, or its snapshot is refused or gone. Snapshots do not belong to
     * the head, so an older head may find the present ones.
     */
    private static void requireSessions(List<?> sessions, List<?> wanted, List<?> present, String place) {
        for (int i = 0; i < sessions.size(); i++) {
            StoreProbes.Answer answer = (StoreProbes.Answer) sessions.get(i);
            if (!(answer.value() instanceof SnapshotException) && !StoreProbes.NO_SNAPSHOT.equals(answer.value())) {
                assertThat(answer.comparable())
                        .as(place)
                        .isIn(
                                ((StoreProbes.Answer) wanted.get(i)).comparable(),
                                ((StoreProbes.Answer) present.get(i)).comparable());
            }
        }
    }

    /** Fails if a parser or a native loader had begun to work. */
    private static void requireEarlyRefusal(ModelLoadException refusal, String place) {
        for (Throwable one = refusal; one != null; one = one.getCause()) {
            for (StackTraceElement frame : one.getStackTrace()) {
                if (isParser(frame.getClassName())) {
                    throw new AssertionError(place + ": refused after a parser had begun, in " + frame, refusal);
                }
            }
        }
    }

    private static boolean isParser(String type) {
        if (!type.startsWith(MODELS)) {
            return type.startsWith("com.fasterxml.jackson.");
        }
        String name = type.substring(type.lastIndexOf('.') + 1);
        return BEFORE_PARSERS.stream().noneMatch(one -> name.equals(one) || name.startsWith(one + "$"));
    }
}
