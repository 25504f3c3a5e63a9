package io.forecastj.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A storage in memory, for tests of what lies above. */
final class MemoryStorage implements Storage {
    private final TreeMap<String, byte[]> objects = new TreeMap<>();

    MemoryStorage() {}

    /** Creates a storage with objects by key. */
    MemoryStorage(Map<String, byte[]> objects) {
        this.objects.putAll(objects);
    }

    @Override
    public synchronized boolean putIfAbsent(String key, byte[] content) {
        return objects.putIfAbsent(
                        Keys.require(key), Keys.requireContent(key, content).clone())
                == null;
    }

    @Override
    public synchronized Optional<StoredObject> get(String key) {
        byte[] content = objects.get(Keys.require(key));
        return content == null ? Optional.empty() : Optional.of(StoredObject.of(content.clone(), Hashes.of(content)));
    }

    @Override
    public synchronized List<String> list(String prefix) {
        Keys.requirePrefix(prefix);
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public synchronized boolean replace(String key, String tag, byte[] content) {
        Optional<StoredObject> present = get(key);
        if (present.isEmpty() || !present.get().tag().equals(tag)) {
            return false;
        }
        objects.put(key, Keys.requireContent(key, content).clone());
        return true;
    }

    @Override
    public synchronized void delete(String key) {
        objects.remove(Keys.require(key));
    }

    /** Returns a storage with the same objects. */
    synchronized MemoryStorage copy() {
        MemoryStorage copy = new MemoryStorage();
        copy.objects.putAll(objects);
        return copy;
    }

    /** Returns all keys, sorted. */
    synchronized List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    /** Returns whether there is a key that starts with a text. */
    synchronized boolean hasKey(String prefix) {
        String key = objects.ceilingKey(prefix);
        return key != null && key.startsWith(prefix);
    }

    @Override
    public String toString() {
        return "memory";
    }
}
