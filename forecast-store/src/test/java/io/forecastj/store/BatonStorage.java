package io.forecastj.store;

import java.util.List;
import java.util.Optional;

/** The storage as one actor of a schedule sees it: each operation waits for the baton, and is watched. */
final class BatonStorage implements Storage {
    private final MemoryStorage storage;
    private final BatonSchedule.Actor actor;
    private final Runnable changed;

    /**
     * Creates the view of an actor.
     *
     * @param changed called after each operation that may have changed what the head leads to, or removed something
     */
    BatonStorage(MemoryStorage storage, BatonSchedule.Actor actor, Runnable changed) {
        this.storage = storage;
        this.actor = actor;
        this.changed = changed;
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        return actor.step("put", key, () -> storage.putIfAbsent(key, content));
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return actor.step("get", key, () -> storage.get(key));
    }

    @Override
    public List<String> list(String prefix) {
        return actor.step("list", prefix, () -> storage.list(prefix));
    }

    @Override
    public boolean replace(String key, String tag, byte[] content) {
        return actor.step("replace", key, () -> {
            boolean done = storage.replace(key, tag, content);
            changed.run();
            return done;
        });
    }

    @Override
    public void delete(String key) {
        actor.step("delete", key, () -> {
            storage.delete(key);
            changed.run();
            return key;
        });
    }

    @Override
    public String toString() {
        return "memory of " + actor.name;
    }
}
