package io.forecastj.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Snapshots in memory, with hooks that may fail. */
final class HeapSnapshots implements SnapshotStore {
    final Map<String, byte[]> bytes = new ConcurrentHashMap<>();
    volatile Consumer<String> onSave = key -> {};
    volatile Consumer<String> onLoad = key -> {};
    volatile boolean failing;

    @Override
    public Optional<byte[]> load(String key) {
        onLoad.accept(key);
        return Optional.ofNullable(bytes.get(key));
    }

    @Override
    public void save(String key, byte[] snapshot) {
        onSave.accept(key);
        if (failing) {
            throw new UncheckedIOException(new IOException("no space left"));
        }
        bytes.put(key, snapshot);
    }

    @Override
    public void delete(String key) {
        if (failing) {
            throw new UncheckedIOException(new IOException("no space left"));
        }
        bytes.remove(key);
    }
}
