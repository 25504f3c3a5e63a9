package io.forecastj.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Knows what must be true of a store after each operation, from its objects and from what its users were promised. */
final class ProtocolOracle {
    private final MemoryStorage storage;
    private final BatonSchedule schedule;
    private final SnapshotSpace snapshots;
    private final Map<String, Object> documents;
    private final Map<String, String> published = new TreeMap<>();
    private final List<Saved> saved = new ArrayList<>();
    private @Nullable Lease holder;
    private @Nullable Reach latest;
    private @Nullable String latestTag;

    /**
     * Creates an oracle.
     *
     * @param documents parsed documents by key, which never change; may be shared among schedules
     */
    ProtocolOracle(MemoryStorage storage, BatonSchedule schedule, Map<String, Object> documents) {
        this.storage = storage;
        this.schedule = schedule;
        this.snapshots = new SnapshotSpace(new Commits(storage, new ObjectSpace(storage), Clock.systemUTC()));
        this.documents = documents;
    }

    /** What the head leads to. */
    static final class Reach {
        final Set<String> documents = new TreeSet<>();
        final Set<String> files = new TreeSet<>();
        final Set<String> models = new HashSet<>();
        final Map<String, ModelRecord> records = new HashMap<>();
    }

    /** A snapshot that was saved, while its model has been in use since. */
    private static final class Saved {
        final String model;
        final String key;
        final Set<String> contents = new HashSet<>();

        Saved(String model, String key) {
            this.model = model;
            this.key = key;
        }
    }

    /** Checks everything that may be false after a change of the head or a removal. */
    void changed() {
        Reach reach = reach();
        saved.removeIf(one -> !reach.models.contains(one.model));
        for (String key : reach.documents) {
            if (!storage.hasKey(key)) {
                schedule.report("the head leads to the document " + key + ", which is absent", null);
            }
        }
        for (String hash : reach.files) {
            if (!storage.hasKey(ObjectSpace.BLOBS + hash + ".")) {
                schedule.report("the head leads to the file " + hash + ", which is absent", null);
            }
        }
        reach.records.values().forEach(record -> record.aliases().forEach((alias, entry) -> {
            if (record.version(entry.version()) == null || !record.numbers().containsAll(entry.previous())) {
                schedule.report("'" + alias + "' names versions that are not there: " + entry, null);
            }
        }));
        saved.removeIf(one -> {
            boolean gone = snapshots.find(one.model, one.key).isEmpty();
            if (gone) {
                schedule.report("the snapshot " + one.key + " of a model in use is gone", null);
            }
            return gone;
        });
    }

    /** Returns what the present head leads to; parsed once. */
    Reach reach() {
        StoredObject stored = storage.get(Commits.HEAD).orElseThrow();
        Reach known = latest;
        if (known != null && stored.tag().equals(latestTag)) {
            return known;
        }
        StoreHead head = HeadText.read(stored.content());
        Reach reach = new Reach();
        if (head.live() != null) {
            reach.documents.add(head.live());
        }
        for (Map.Entry<String, String> model : head.models().entrySet()) {
            reach.documents.add(model.getValue());
            ModelRecord record = document(model.getValue(), ModelRecord.class);
            reach.records.put(model.getKey(), record);
            reach.documents.addAll(record.segments());
            for (VersionEntry version : record.versions()) {
                reach.documents.add(version.manifest());
                Manifest manifest = document(version.manifest(), Manifest.class);
                reach.models.add(manifest.modelHash());
                manifest.allFiles().forEach(file -> reach.files.add(file.sha256()));
            }
        }
        latest = reach;
        latestTag = stored.tag();
        return reach;
    }

    private <T> T document(String key, Class<T> type) {
        return type.cast(documents.computeIfAbsent(
                key,
                any -> StoreJson.read(
                        storage.get(key)
                                .orElseThrow(() -> new AssertionError("the document " + key + " is absent"))
                                .content(),
                        type,
                        key)));
    }

    /** Notes the version that a publication returned. */
    void published(ModelVersion version, String id) {
        String before = published.put(version.model() + " " + version.number(), id);
        if (before != null) {
            schedule.report("version " + version.number() + " was given to " + before + " and " + id, null);
        }
    }

    /** Notes that versions were removed, or may have been. */
    void removed(String model, List<Integer> numbers) {
        numbers.forEach(number -> published.remove(model + " " + number));
    }

    /** Notes a lease that was taken now; the one before it must have ended. */
    void taken(Lease lease, Instant now) {
        Lease before = holder;
        if (before != null
                && (before.generation() >= lease.generation() || before.until().isAfter(now))) {
            schedule.report(lease + " was taken at " + now + " after " + before, null);
        }
        holder = lease;
    }

    /** Notes that a lease is being given back. */
    void released(Lease lease) {
        if (lease.equals(holder)) {
            holder = null;
        }
    }

    /** Notes that a snapshot is being saved by the only actor that saves one with this key. */
    void saving(String model, String key, String content) {
        saved.stream()
                .filter(one -> one.model.equals(model) && one.key.equals(key))
                .forEach(one -> one.contents.add(content));
    }

    /** Notes that a snapshot was saved; it must stay as long as its model is in use from now on. */
    void saved(String model, String key, String content) {
        saved.removeIf(one -> one.model.equals(model) && one.key.equals(key));
        if (reach().models.contains(model)) {
            Saved one = new Saved(model, key);
            one.contents.add(content);
            saved.add(one);
        }
        changed();
    }

    /** Checks what must be true when all actors have ended, and that one clean-up leaves what is in use. */
    void ended(ModelStore store) {
        changed();
        Reach before = reach();
        published.forEach((name, id) -> {
            ModelRecord record = before.records.get(name.substring(0, name.indexOf(' ')));
            int number = Integer.parseInt(name.substring(name.indexOf(' ') + 1));
            VersionEntry entry = record == null ? null : record.version(number);
            if (entry == null || !id.equals(entry.tags().get("id"))) {
                schedule.report("version " + name + " of " + id + " was published and is not there", null);
            }
        });
        before.records.values().forEach(this::checkLeases);
        saved.forEach(one -> snapshots.find(one.model, one.key).ifPresent(found -> {
            if (!one.contents.contains(new String(found, StandardCharsets.UTF_8))) {
                schedule.report("the snapshot " + one.key + " is an older one", null);
            }
        }));
        for (String damage : store.verify()) {
            schedule.report(damage, null);
        }
        store.clean();
        changed();
        checkLeftovers();
    }

    /** Versions under a lease come in the order of its generations. */
    private void checkLeases(ModelRecord record) {
        int latestGeneration = 0;
        for (VersionEntry version : record.versions()) {
            int generation = Integer.parseInt(version.tags().getOrDefault("lease", "0"));
            if (generation > 0 && generation < latestGeneration) {
                schedule.report(
                        "version " + version.number() + " was published under the lease " + generation
                                + " after one under " + latestGeneration,
                        null);
            }
            latestGeneration = Math.max(latestGeneration, generation);
        }
    }

    private void checkLeftovers() {
        Reach reach = reach();
        List<String> expected = new ArrayList<>(reach.documents);
        expected.add(Commits.HEAD);
        List<String> found = new ArrayList<>();
        for (String key : storage.keys()) {
            if (key.startsWith(ObjectSpace.BLOBS)) {
                found.add(ObjectSpace.hashOf(key));
            } else if (!key.startsWith(SnapshotSpace.SNAPSHOTS)) {
                found.add(key);
            } else if (!reach.models.contains(SnapshotSpace.modelOf(key))) {
                schedule.report("a clean-up left the snapshot " + key, null);
            }
        }
        expected.addAll(reach.files);
        expected.sort(null);
        found.sort(null);
        if (!found.equals(expected)) {
            List<String> more = new ArrayList<>(found);
            expected.forEach(more::remove);
            schedule.report("a clean-up left " + more + " besides what is in use", null);
        }
    }
}
