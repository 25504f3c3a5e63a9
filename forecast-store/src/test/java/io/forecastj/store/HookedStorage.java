package io.forecastj.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A storage that runs something before one of its operations, as if another process did it at that moment. */
final class HookedStorage implements Storage {
    private final Storage storage;
    private String operation = "";
    private String start = "";
    private int left;
    private @Nullable Runnable action;

    HookedStorage(Storage storage) {
        this.storage = storage;
    }

    /** Sets what runs before the n-th operation of a kind from now on whose key starts with a text. */
    HookedStorage before(String kind, String key, int count, Runnable run) {
        operation = kind;
        start = key;
        left = count;
        action = run;
        return this;
    }

    private void hook(String kind, String key) {
        Runnable run = action;
        if (run != null && kind.equals(operation) && key.startsWith(start) && --left == 0) {
            action = null;
            run.run();
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        hook("put", key);
        return storage.putIfAbsent(key, content);
    }

    @Override
    public Optional<StoredObject> get(String key) {
        hook("get", key);
        return storage.get(key);
    }

    @Override
    public List<String> list(String prefix) {
        hook("list", prefix);
        return storage.list(prefix);
    }

    @Override
    public boolean replace(String key, String tag, byte[] content) {
        hook("replace", key);
        return storage.replace(key, tag, content);
    }

    @Override
    public void delete(String key) {
        hook("delete", key);
        storage.delete(key);
    }

    @Override
    public String toString() {
        return storage.toString();
    }
}
