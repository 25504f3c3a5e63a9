package io.forecastj.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Snapshots of sessions, beside the model that they are bound to: one object for each model and key, which later
 * snapshots replace. They are not part of the head, so saving one does not disturb anybody. Each carries its own digest
 * and the hash of its model, which {@code Predictor.restore} checks.
 */
final class SnapshotSpace {
    static final String SNAPSHOTS = "snapshots/";

    private final Storage storage;

    SnapshotSpace(Storage storage) {
        this.storage = storage;
    }

    private static String key(String modelHash, String name) {
        Hashes.requireHash(modelHash);
        return SNAPSHOTS + modelHash + "/" + Hashes.of(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the hash of the model that a key belongs to. */
    static String modelOf(String key) {
        String rest = key.substring(SNAPSHOTS.length());
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    /** Saves a snapshot; of several at once, one of them is kept. */
    void save(String modelHash, String name, byte[] snapshot) {
        String key = key(modelHash, name);
        while (!storage.putIfAbsent(key, snapshot)) {
            Optional<StoredObject> present = storage.get(key);
            if (present.isPresent() && storage.replace(key, present.get().tag(), snapshot)) {
                return;
            }
        }
    }

    Optional<byte[]> find(String modelHash, String name) {
        return storage.get(key(modelHash, name)).map(StoredObject::content);
    }

    void delete(String modelHash, String name) {
        storage.delete(key(modelHash, name));
    }
}
