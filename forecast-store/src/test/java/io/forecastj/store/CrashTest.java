package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A machine that fails at any file operation of a change leaves the store of before or the one of after it, and what
 * has returned is not lost.
 */
class CrashTest {
    private static final Path PLACE = Path.of("simulated", "models").toAbsolutePath();
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final StoreProbes PROBES = new StoreProbes(List.of("sales"), 4);
    private static final int EVENTS_BEFORE_A_SEGMENT = 63;

    /** The second process runs from every third moment. */
    private static final int STEP = 3;

    private static final List<SimulatedDisk.Survival> RANDOM =
            List.of(SimulatedDisk.Survival.TORN_PREFIX, SimulatedDisk.Survival.TORN_FOLDERS);

    /**
     * A change of a store.
     *
     * @param name its name
     * @param run makes it
     */
    record Scenario(String name, Consumer<ModelStore> run) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario("publish", store -> publish(store, 5)),
                new Scenario("promote", store -> store.model("sales").promote("production", 1, "as before")),
                new Scenario("rollback", store -> store.model("sales").rollback("production")),
                new Scenario(
                        "removal of an alias", store -> store.model("sales").removeAlias("old")),
                new Scenario("retention", store -> {
                    StoredModel sales = store.model("sales");
                    sales.remove(sales.plan(Retention.latest(1)));
                }),
                new Scenario("clean-up", ModelStore::clean),
                new Scenario("tag", store -> store.model("sales").tag(2, "region", "south")),
                new Scenario(
                        "event", store -> store.model("sales").record(StoreEvent.of(SampleStore.CLOCK.instant(), "x"))),
                new Scenario("snapshot", store -> snapshot(store, "after")),
                new Scenario("first snapshot", store -> store.model("sales")
                        .saveSnapshot(store.model("sales").version(2), "other", new byte[200])));
    }

    static Stream<Scenario> scenariosThatCreateFiles() {
        return scenarios().filter(one -> Set.of("publish", "first snapshot").contains(one.name()));
    }

    private static Predictor predictor(int horizon) {
        return Baselines.naive("y", horizon).fit(SampleModels.series(100));
    }

    private static ModelVersion publish(ModelStore store, int horizon) {
        return store.model("sales")
                .publish(
                        predictor(horizon),
                        Publication.none()
                                .metric("error", horizon)
                                .attach("report.txt", "horizon " + horizon)
                                .promoteTo("production"));
    }

    private static void snapshot(ModelStore store, String text) {
        StoredModel sales = store.model("sales");
        sales.saveSnapshot(sales.version(2), "key", text.repeat(50).getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a durable store with a leftover of a failed publication, and one event less than make a segment. */
    private static SimulatedDisk store() {
        SimulatedDisk disk = new SimulatedDisk(PLACE.getParent().toString());
        ModelStore store = open(disk);
        for (int horizon = 1; horizon <= 3; horizon++) {
            publish(store, horizon);
        }
        store.model("sales").promote("old", 2);
        store.model("sales").promote("production", 2);
        snapshot(store, "before");
        while (store.model("sales").events().size() < EVENTS_BEFORE_A_SEGMENT) {
            store.model("sales").record(StoreEvent.of(SampleStore.CLOCK.instant(), "checked"));
        }
        store.clean();
        store.model("sales").tag(1, "region", "north");
        storage(disk).putIfAbsent(ObjectSpace.key(ObjectSpace.BLOBS, Hashes.of(new byte[9]), 0), new byte[9]);
        disk.settle();
        return disk;
    }

    private static DirectoryStorage storage(SimulatedDisk disk) {
        return DirectoryStorage.over(new SimulatedFiles(disk, SimulatedFiles.Omission.NOTHING), PLACE, WAIT);
    }

    private static ModelStore open(SimulatedDisk disk) {
        return SampleStore.open(storage(disk));
    }

    /** Returns the disk before each operation of a change, and after the last one. */
    private static List<SimulatedDisk> moments(
            SimulatedDisk start, SimulatedFiles.Omission omission, Consumer<ModelStore> change) {
        List<SimulatedDisk> moments = new ArrayList<>();
        SimulatedFiles files = new SimulatedFiles(start, omission);
        ModelStore store = SampleStore.open(DirectoryStorage.over(files, PLACE, WAIT));
        files.observe(disk -> moments.add(disk.copy()));
        change.accept(store);
        moments.add(start.copy());
        return moments;
    }

    private static Map<String, Object> answers(SimulatedDisk disk) {
        return answers(open(disk));
    }

    private static Map<String, Object> answers(ModelStore store) {
        Map<String, Object> answers = new LinkedHashMap<>();
        PROBES.ask(store).forEach((probe, answer) -> answers.put(probe, answer.comparable()));
        StoredModel sales = store.model("sales");
        for (String key : List.of("key", "other")) {
            answers.put(key, sales.snapshot(sales.version(2), key).map(Hashes::of));
        }
        return answers;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aFailureLeavesTheStoreOfBeforeOrAfter(Scenario scenario) {
        List<SimulatedDisk> moments = moments(store(), SimulatedFiles.Omission.NOTHING, scenario.run());
        Map<String, Object> before = answers(moments.get(0).copy());
        Map<String, Object> after = answers(moments.get(moments.size() - 1).copy());
        int cases = 0;
        Set<Object> checked = new HashSet<>(); // many failures leave the same files
        for (int k = 0; k < moments.size(); k++) {
            for (Failure failure : failures(k)) {
                String name =
                        scenario + ", failure before operation " + k + " of " + (moments.size() - 1) + ", " + failure;
                boolean returned = k == moments.size() - 1;
                SimulatedDisk disk = failure.of(moments.get(k));
                if (checked.add(List.of(returned, disk.state()))) {
                    check(disk, returned ? after : before, after, name);
                }
                cases++;
            }
        }
        assertThat(cases).as(scenario.name()).isGreaterThan(60);
    }

    /** The second process finds entries that are not durable, of the first one, and must not rely on them. */
    @ParameterizedTest
    @MethodSource("scenariosThatCreateFiles")
    void whatAProcessDoesAfterAnotherWasKilledIsDurable(Scenario scenario) {
        List<SimulatedDisk> moments = moments(store(), SimulatedFiles.Omission.NOTHING, scenario.run());
        Set<Object> checked = new HashSet<>();
        for (int k = 0; k < moments.size(); k += STEP) {
            SimulatedDisk disk = moments.get(k).copy();
            try {
                scenario.run().accept(open(disk));
            } catch (IllegalArgumentException e) {
                continue; // it had happened, and cannot happen twice
            }
            Map<String, Object> after = answers(disk.copy());
            SimulatedDisk left = disk.afterFailure(SimulatedDisk.Survival.NONE, new Random(k));
            if (checked.add(left.state())) {
                check(left, after, after, scenario + ", process killed before operation " + k);
            }
        }
    }

    /** What a failure leaves: by rule, and at random with the seed. */
    private record Failure(SimulatedDisk.Survival survival, long seed) {
        SimulatedDisk of(SimulatedDisk moment) {
            return moment.afterFailure(survival, new Random(seed));
        }
    }

    private static List<Failure> failures(int k) {
        List<Failure> failures = new ArrayList<>();
        for (SimulatedDisk.Survival survival : SimulatedDisk.Survival.values()) {
            int seeds = RANDOM.contains(survival) ? 2 : 1;
            for (int seed = 0; seed < seeds; seed++) {
                failures.add(new Failure(survival, 31L * k + seed));
            }
        }
        return failures;
    }

    private static void check(SimulatedDisk disk, Map<String, Object> before, Map<String, Object> after, String name) {
        try {
            ModelStore store = open(disk);
            Map<String, Object> found = answers(store);
            if (!found.equals(after)) {
                assertThat(found).isEqualTo(before);
            }
            requireWhole(store);
            publishAgain(store);
            requireClean(disk);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }

    private static void requireWhole(ModelStore store) {
        assertThat(store.verify()).isEmpty();
        for (String name : store.models()) {
            StoredModel model = store.model(name);
            model.versions().forEach(version -> model.load(version).close());
            model.aliases().forEach((alias, number) -> model.version(number));
        }
    }

    private static void publishAgain(ModelStore store) {
        ModelVersion version = publish(store, 7);
        try (Predictor loaded = store.model("sales").load("production")) {
            assertThat(loaded.info().horizon()).isEqualTo(7);
        }
        assertThat(store.model("sales").find("production")).contains(version);
    }

    /** Requires that one clean-up leaves what the head leads to, once, and the lock. */
    private static void requireClean(SimulatedDisk disk) {
        DirectoryStorage storage = storage(disk);
        ModelStore store = SampleStore.open(storage);
        store.clean();
        TreeSet<String> expected = new TreeSet<>();
        ReachedKeys.of(storage)
                .forEach(key -> expected.add(PLACE.resolve(String.join("/", DirectoryLayout.path(key)))
                        .toString()));
        expected.add(PLACE.resolve(DirectoryLayout.LOCK).toString());
        assertThat(new TreeSet<>(disk.paths())).isEqualTo(expected);
        assertThat(expected.stream()
                        .map(path -> path.substring(0, path.lastIndexOf('.') + 1))
                        .filter(path -> path.contains("blobs")))
                .doesNotHaveDuplicates();
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void aFailureWhileAStoreIsMadeLeavesNoStoreOrANewOne() {
        SimulatedDisk empty = new SimulatedDisk(PLACE.getParent().getParent().toString());
        List<SimulatedDisk> moments = new ArrayList<>();
        SimulatedFiles files = new SimulatedFiles(empty, SimulatedFiles.Omission.NOTHING);
        files.observe(disk -> moments.add(disk.copy()));
        publish(SampleStore.open(DirectoryStorage.over(files, PLACE, WAIT)), 1);
        moments.add(empty.copy());
        Set<Object> checked = new HashSet<>();
        for (int k = 0; k < moments.size(); k++) {
            for (Failure failure : failures(k)) {
                String name = "failure before operation " + k + " of " + (moments.size() - 1) + ", " + failure;
                SimulatedDisk disk = failure.of(moments.get(k));
                int least = k == moments.size() - 1 ? 1 : 0;
                if (!checked.add(List.of(least, disk.state()))) {
                    continue;
                }
                try {
                    ModelStore store = open(disk);
                    assertThat(store.model("sales").versions().size()).isBetween(least, 1);
                    requireWhole(store);
                    publishAgain(store);
                    requireClean(disk);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(name + ": " + e.getMessage(), e);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("omissions")
    void aProtocolWithoutOneOfItsPartsIsFound(SimulatedFiles.Omission omission) {
        List<SimulatedDisk> moments = moments(store(), omission, store -> publish(store, 5));
        Map<String, Object> before = answers(moments.get(0).copy());
        Map<String, Object> after = answers(moments.get(moments.size() - 1).copy());
        for (int k = moments.size() - 1; k >= 0; k--) {
            for (Failure failure : failures(k)) {
                try {
                    boolean returned = k == moments.size() - 1;
                    check(failure.of(moments.get(k)), returned ? after : before, after, "");
                } catch (AssertionError e) {
                    return;
                }
            }
        }
        fail("no failure shows that it lacks the " + omission);
    }

    static Stream<SimulatedFiles.Omission> omissions() {
        return Stream.of(SimulatedFiles.Omission.values())
                .filter(omission -> omission != SimulatedFiles.Omission.NOTHING);
    }
}
