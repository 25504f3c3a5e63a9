package io.forecastj.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * Snapshots as files. A file is named by the hash of its key, in one of 256 folders, so that no folder is too large and
 * no key, however long or strange, names another file.
 *
 * <p>Thread-safe for different keys.
 */
final class DirectorySnapshots implements SnapshotStore {
    private final Path directory;

    DirectorySnapshots(Path directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
    }

    @Override
    public Optional<byte[]> load(String key) {
        Path file = file(key);
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", key, file, e);
        }
    }

    @Override
    public void save(String key, byte[] snapshot) {
        Path file = file(key);
        // one writer a key, so one name of a key is enough, and a crash leaves at most one such file a key
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                    written,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(snapshot);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("saved", key, file, e);
        }
    }

    @Override
    public void delete(String key) {
        Path file = file(key);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("deleted", key, file, e);
        }
    }

    private Path file(String key) {
        String name = HexFormat.of().formatHex(SessionRecord.sha256(SessionRecord.bytes(key)));
        return directory.resolve(name.substring(0, 2)).resolve(name.substring(2));
    }

    private static UncheckedIOException failed(String what, String key, Path file, IOException cause) {
        return new UncheckedIOException(
                "the session '" + key + "' cannot be " + what + " (" + file + "): " + cause, cause);
    }
}
