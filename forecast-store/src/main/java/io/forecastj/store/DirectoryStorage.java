package io.forecastj.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Keeps objects as files of a directory. */
public final class DirectoryStorage implements Storage {
    private final Path root;

    private DirectoryStorage(Path root) {
        this.root = root;
    }

    /**
     * Uses a directory.
     *
     * @param directory the directory
     * @return the storage
     */
    public static DirectoryStorage at(Path directory) {
        return new DirectoryStorage(directory);
    }

    @Override
    public synchronized boolean putIfAbsent(String key, byte[] content) {
        Path file = root.resolve(key);
        if (Files.exists(file)) {
            return false;
        }
        write(file, content);
        return true;
    }

    private void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = root.resolve("fresh-" + UUID.randomUUID());
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException(e.toString(), e);
        }
    }

    @Override
    public Optional<StoredObject> get(String key) {
        Path file = root.resolve(key);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            return Optional.of(StoredObject.of(content, Hashes.of(content)));
        } catch (IOException e) {
            throw new StoreException(e.toString(), e);
        }
    }

    @Override
    public List<String> list(String prefix) {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StoreException(e.toString(), e);
        }
    }

    @Override
    public synchronized boolean replace(String key, String tag, byte[] content) {
        Optional<StoredObject> present = get(key);
        if (present.isEmpty() || !present.get().tag().equals(tag)) {
            return false;
        }
        write(root.resolve(key), content);
        return true;
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(root.resolve(key));
        } catch (IOException e) {
            throw new StoreException(e.toString(), e);
        }
    }
}
