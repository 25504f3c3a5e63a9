package io.forecastj.store;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The keys of the objects that the head of a store leads to: those that a clean-up leaves. */
final class ReachedKeys {
    private ReachedKeys() {}

    static SortedSet<String> of(Storage storage) {
        SortedSet<String> keys = new TreeSet<>();
        keys.add(Commits.HEAD);
        StoreHead head = HeadText.read(content(storage, Commits.HEAD));
        Optional.ofNullable(head.live()).ifPresent(keys::add);
        for (String key : head.models().values()) {
            keys.add(key);
            ModelRecord record = read(storage, key, ModelRecord.class);
            keys.addAll(record.segments());
            for (VersionEntry version : record.versions()) {
                keys.add(version.manifest());
                Manifest manifest = read(storage, version.manifest(), Manifest.class);
                manifest.allFiles().forEach(file -> keys.addAll(storage.list(ObjectSpace.BLOBS + file.sha256() + ".")));
                keys.addAll(storage.list(SnapshotSpace.SNAPSHOTS + manifest.modelHash() + "/"));
            }
        }
        return keys;
    }

    private static byte[] content(Storage storage, String key) {
        return storage.get(key)
                .orElseThrow(() -> new AssertionError(key + " is missing"))
                .content();
    }

    private static <T> T read(Storage storage, String key, Class<T> type) {
        return StoreJson.read(content(storage, key), type, key);
    }
}
