package io.forecastj.store;

import static org.assertj.core.api.Assertions.fail;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** One schedule of a {@link ProtocolTest}: what its actors do, and what they must see. */
final class ProtocolScene {
    private static final Duration LEASE = Duration.ofMillis(25);

    private final int seed;
    private final List<Predictor> predictors;
    private final Random random;
    private final MemoryStorage storage;
    private final BatonSchedule schedule;
    private final ProtocolOracle oracle;
    private final Clock clock;

    ProtocolScene(int seed, List<MemoryStorage> starts, List<Predictor> predictors, Map<String, Object> documents) {
        this.seed = seed;
        this.predictors = predictors;
        this.random = new Random(seed * 31L + 7);
        this.storage = starts.get(random.nextInt(starts.size())).copy();
        this.schedule = new BatonSchedule(random);
        this.oracle = new ProtocolOracle(storage, schedule, documents);
        this.clock = new StepClock(schedule);
    }

    /** Adds some of the actors. */
    private void addActors() {
        List<Runnable> all = new ArrayList<>(List.of(
                () -> schedule.add("publisher", self -> publish(self, "a", 2)),
                () -> schedule.add("publisher2", self -> publish(self, "a", 2)),
                () -> schedule.add("neighbour", self -> publish(self, "b", 2)),
                () -> schedule.add("promoter", this::promote),
                () -> schedule.add("retention", this::retain),
                () -> schedule.add("retention2", this::retain),
                () -> schedule.add("sweep", this::sweep),
                () -> schedule.add("sweep2", this::sweep),
                () -> schedule.add("reader", this::readAll),
                () -> schedule.add("holder", this::hold),
                () -> schedule.add("holder2", this::hold)));
        Collections.shuffle(all, random);
        all.subList(0, 2 + random.nextInt(5)).forEach(Runnable::run);
    }

    void run(ExecutorService threads) throws InterruptedException {
        addActors();
        schedule.run(threads);
        if (schedule.faults().isEmpty()) {
            try {
                oracle.ended(ModelStore.builder(storage).open());
            } catch (RuntimeException | AssertionError e) {
                schedule.report("after the end", e);
            }
        }
        if (!schedule.faults().isEmpty()) {
            fail("seed " + seed + ": " + String.join("\n", schedule.faults()) + "\nafter\n"
                    + String.join("\n", schedule.trace()));
        }
    }

    private ModelStore open(BatonSchedule.Actor self) {
        return ModelStore.builder(new BatonStorage(storage, self, oracle::changed))
                .clock(clock)
                .open();
    }

    /** Makes a change that takes effect in one step and, if it throws, not at all. */
    private boolean atomic(BatonSchedule.Actor self, Runnable change) {
        self.failed = false;
        self.committed = 0;
        try {
            change.run();
            return true;
        } catch (StoreException e) {
            if (self.committed > 0) {
                schedule.report(self.name + " committed and then threw", e);
            }
            if (!self.failed && !(e instanceof LeaseLostException)) {
                schedule.report(self.name + " failed", e);
            }
            return false;
        }
    }

    private void publish(BatonSchedule.Actor self, String model, int times) {
        StoredModel published = retry(self, () -> open(self)).model(model);
        for (int i = 0; i < times; i++) {
            int choice = random.nextInt(6);
            String id = self.name + i;
            Publication publication = content(choice, id);
            atomic(self, () -> {
                ModelVersion version = published.publish(
                        predictors.get(choice % 3), choice < 3 ? publication.promoteTo("production") : publication);
                oracle.published(version, id);
                snapshot(published, version, self.name);
            });
        }
    }

    private void snapshot(StoredModel model, ModelVersion version, String key) {
        for (int i = 0; i < 2; i++) {
            String content = "snapshot " + schedule.steps();
            oracle.saving(version.modelHash(), key, content);
            try {
                model.saveSnapshot(version, key, content.getBytes(StandardCharsets.UTF_8));
                oracle.saved(version.modelHash(), key, content);
            } catch (StoreException e) {
                // injected: the earlier one or this one
            }
        }
    }

    private void promote(BatonSchedule.Actor self) {
        StoredModel model = retry(self, () -> open(self)).model("a");
        for (int i = 0; i < 4; i++) {
            int choice = random.nextInt(3);
            atomic(self, () -> {
                List<ModelVersion> versions = model.versions();
                if (versions.isEmpty()) {
                    return;
                }
                int number = versions.get(random.nextInt(versions.size())).number();
                try {
                    switch (choice) {
                        case 0 -> model.promote("production", number, "better");
                        case 1 -> model.rollback("production", "worse");
                        default -> model.tag(number, "seen", self.name);
                    }
                } catch (IllegalArgumentException e) {
                    if (self.committed > 0) {
                        schedule.report("committed and then threw", e);
                    }
                }
            });
        }
    }

    private void retain(BatonSchedule.Actor self) {
        StoredModel model = retry(self, () -> open(self)).model("a");
        for (int i = 0; i < 2; i++) {
            RetentionPlan plan = retry(self, () -> model.plan(Retention.latest(1)));
            // from now on they may be gone, whether the call returns or not
            oracle.removed("a", plan.removed());
            retry(self, () -> model.remove(plan));
        }
    }

    private void sweep(BatonSchedule.Actor self) {
        ModelStore store = retry(self, () -> open(self));
        retry(self, store::clean);
        retry(self, store::clean);
    }

    private void readAll(BatonSchedule.Actor self) {
        ModelStore store = retry(self, () -> open(self));
        StoredModel model = store.model("a");
        boolean promoted = false;
        for (int i = 0; i < 3; i++) {
            boolean before = promoted;
            promoted |= retry(self, () -> {
                try {
                    model.load("production").close();
                    return true;
                } catch (ModelLoadException e) {
                    if (before || e instanceof ModelIntegrityException) {
                        throw e;
                    }
                    return false; // not promoted yet
                }
            });
            List<ModelVersion> versions = retry(self, model::versions);
            checkOneState(versions, promoted);
            if (!versions.isEmpty()) {
                readAttachment(self, model, versions.get(random.nextInt(versions.size())));
            }
            retry(self, model::events);
        }
        retry(self, store::verify).forEach(damage -> schedule.report("a reader found " + damage, null));
    }

    /** All versions come from one head: their numbers increase, and the alias, once made, names one of them. */
    private void checkOneState(List<ModelVersion> versions, boolean promoted) {
        long named = versions.stream()
                .filter(version -> version.aliases().contains("production"))
                .count();
        List<Integer> numbers = versions.stream().map(ModelVersion::number).toList();
        if (named > 1
                || promoted && named == 0
                || !numbers.stream().sorted().distinct().toList().equals(numbers)) {
            schedule.report("a reader saw " + versions, null);
        }
    }

    private void readAttachment(BatonSchedule.Actor self, StoredModel model, ModelVersion version) {
        try {
            String text = new String(retry(self, () -> model.attachment(version, "x")), StandardCharsets.UTF_8);
            if (!text.startsWith("content ")) {
                schedule.report("a reader got " + text, null);
            }
        } catch (ModelLoadException e) {
            ModelRecord record = oracle.reach().records.get("a");
            if (record != null && record.version(version.number()) != null) {
                schedule.report("a file of a version in use could not be read", e);
            }
        }
    }

    private void hold(BatonSchedule.Actor self) {
        ModelStore store = retry(self, () -> open(self));
        for (int i = 0; i < 3; i++) {
            Optional<Lease> taken = retry(self, () -> store.lease("train a", LEASE));
            if (taken.isEmpty()) {
                continue;
            }
            Lease lease = taken.get();
            oracle.taken(lease, clock.instant());
            StoredModel model = store.model("a").under(lease);
            String id = self.name + i;
            int choice = random.nextInt(6);
            atomic(self, () -> {
                ModelVersion version = model.publish(
                        predictors.get(choice % 3),
                        content(choice, id).tag("lease", Long.toString(lease.generation())));
                oracle.published(version, id);
            });
            if (random.nextBoolean()) {
                atomic(self, lease::renew);
            }
            if (random.nextBoolean()) {
                oracle.released(lease);
                atomic(self, lease::close);
            }
        }
    }

    /** Calls something once more if a fault was injected; whatever else it throws is a fault of the store. */
    private <T> T retry(BatonSchedule.Actor self, Supplier<T> call) {
        self.failed = false;
        try {
            return call.get();
        } catch (StoreException e) {
            if (!self.failed) {
                throw e;
            }
            return call.get();
        }
    }

    static Publication content(int choice, String id) {
        return Publication.none()
                .attach("x", "content " + choice % 3)
                .attach("y", "content " + choice % 2)
                .tag("id", id);
    }

    /** A clock that counts the operations of a schedule. */
    private static final class StepClock extends Clock {
        private final BatonSchedule schedule;

        StepClock(BatonSchedule schedule) {
            this.schedule = schedule;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(1_000_000 + schedule.steps());
        }
    }
}
