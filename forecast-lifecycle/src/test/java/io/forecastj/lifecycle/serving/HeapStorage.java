package io.forecastj.lifecycle.serving;

import io.forecastj.store.Storage;
import io.forecastj.store.StoreException;
import io.forecastj.store.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A storage in memory that can lose its connection, and whose files can be damaged. */
final class HeapStorage implements Storage {
    private final TreeMap<String, StoredObject> objects = new TreeMap<>();
    volatile boolean unreachable;
    volatile boolean filesUnreachable;

    private void requireReachable() {
        if (unreachable) {
            throw new StoreException("the storage does not answer");
        }
    }

    @Override
    public synchronized boolean putIfAbsent(String key, byte[] content) {
        requireReachable();
        return objects.putIfAbsent(key, fresh(content)) == null;
    }

    private static StoredObject fresh(byte[] content) {
        return StoredObject.of(content.clone(), UUID.randomUUID().toString());
    }

    @Override
    public synchronized Optional<StoredObject> get(String key) {
        requireReachable();
        if (filesUnreachable && key.startsWith("blobs/")) {
            throw new StoreException("the storage does not answer for " + key);
        }
        return Optional.ofNullable(objects.get(key));
    }

    @Override
    public synchronized List<String> list(String prefix) {
        requireReachable();
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public synchronized boolean replace(String key, String tag, byte[] content) {
        requireReachable();
        StoredObject present = objects.get(key);
        if (present == null || !present.tag().equals(tag)) {
            return false;
        }
        objects.put(key, fresh(content));
        return true;
    }

    @Override
    public synchronized void delete(String key) {
        requireReachable();
        objects.remove(key);
    }

    /** Returns the keys of the files of models. */
    synchronized List<String> files() {
        return list("blobs/");
    }

    /** Flips a bit in the middle of an object; doing it twice repairs it. */
    synchronized void flip(String key) {
        byte[] content = objects.get(key).content().clone();
        content[content.length / 2] ^= 4;
        objects.put(key, fresh(content));
    }
}
