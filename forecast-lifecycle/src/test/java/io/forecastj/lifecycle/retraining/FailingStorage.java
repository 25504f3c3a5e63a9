package io.forecastj.lifecycle.retraining;

import io.forecastj.store.Storage;
import io.forecastj.store.StoreException;
import io.forecastj.store.StoredObject;
import java.util.List;
import java.util.Optional;

/** A storage whose head can be changed a number of times, until the disk is full. */
final class FailingStorage implements Storage {
    private final Storage storage;
    private volatile int left = Integer.MAX_VALUE;

    FailingStorage(Storage storage) {
        this.storage = storage;
    }

    void failAfter(int changes) {
        left = changes;
    }

    @Override
    public boolean replace(String key, String tag, byte[] content) {
        if (left <= 0) {
            throw new StoreException("the disk is full");
        }
        left--;
        return storage.replace(key, tag, content);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        return storage.putIfAbsent(key, content);
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return storage.get(key);
    }

    @Override
    public List<String> list(String prefix) {
        return storage.list(prefix);
    }

    @Override
    public void delete(String key) {
        storage.delete(key);
    }
}
