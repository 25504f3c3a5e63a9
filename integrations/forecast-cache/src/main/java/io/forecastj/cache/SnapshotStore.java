package io.forecastj.cache;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Place where {@link Sessions} keep the sessions that are not live: bytes by key.
 *
 * <p>Implementations are thread-safe for calls with different keys; {@link Sessions} make one call at a time for each
 * key. A store belongs to one {@link Sessions} at a time: two that write the same keys lose each other's rows.
 * Exceptions of these methods reach the callers of the sessions; nothing is lost by one, since a session stays live
 * until it was saved.
 */
public interface SnapshotStore {
    /**
     * Reads the bytes of a key.
     *
     * @param key the key, any text
     * @return the bytes that were saved last, or empty if there are none
     * @throws java.io.UncheckedIOException if they cannot be read
     */
    Optional<byte[]> load(String key);

    /**
     * Saves bytes in place of those that were saved for the key before. Once it returns, {@link #load} returns them,
     * also after a crash of the process; if it throws or the process ends before, either these or those before.
     *
     * @param key the key, any text
     * @param snapshot the bytes; not changed later
     * @throws java.io.UncheckedIOException if they cannot be written
     */
    void save(String key, byte[] snapshot);

    /**
     * Deletes the bytes of a key; does nothing if there are none.
     *
     * @param key the key, any text
     * @throws java.io.UncheckedIOException if they cannot be deleted
     */
    void delete(String key);

    /**
     * Creates a store of files in a directory, one for each key. Names of files are hashes, so keys may be any text.
     * Files are replaced in one step after their content has reached the disk, so a power failure leaves one of both.
     *
     * @param directory the directory, which need not exist yet; for one process
     * @return a store
     */
    static SnapshotStore directory(Path directory) {
        return new DirectorySnapshots(directory);
    }
}
