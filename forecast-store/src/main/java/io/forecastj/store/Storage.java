package io.forecastj.store;

import java.util.List;
import java.util.Optional;

/**
 * The place where a {@link ModelStore} keeps its objects: bytes by key, as directories, databases and object stores all
 * have them. For authors of further storages; applications choose {@link DirectoryStorage} or {@link JdbcStorage}.
 *
 * <p>Implementations are thread-safe, and several processes may use the same place at once. A key is one to three parts
 * of at most 150 lower-case letters, digits, dots, underscores and hyphens, each with a letter or digit first, with
 * {@code /} between them, such as {@code "blobs/9f86d08.0"} or {@code "head"}; so a key is a safe file name everywhere.
 * No key is another key with {@code /} and more parts after it. An object has at most 1 GiB.
 *
 * <p>Four rules make a store safe, and an implementation must keep each of them:
 *
 * <ul>
 *   <li>a call that changes an object takes effect whole or not at all, also if the process or machine fails in it;
 *   <li>when it has returned, the change is durable;
 *   <li>{@link #putIfAbsent} and {@link #replace} decide and write in one step: of several callers at once, one wins;
 *   <li>{@link #get} and {@link #list} see each change that returned before they were called.
 * </ul>
 *
 * If a call throws, its change may have happened or not; the store copes with both.
 */
public interface Storage {
    /** The largest size of an object, in bytes. */
    int MAX_BYTES = 1 << 30;

    /**
     * Writes an object unless its key has one.
     *
     * @param key the key
     * @param content the object's bytes; not kept
     * @return true if it was written, false if the key has an object already, which stays as it is
     * @throws IllegalArgumentException if the key is malformed, or the content larger than {@link #MAX_BYTES}
     * @throws StoreException if the storage cannot be written
     */
    boolean putIfAbsent(String key, byte[] content);

    /**
     * Returns an object.
     *
     * @param key the key
     * @return the object with the tag of its present content; empty if there is none
     * @throws IllegalArgumentException if the key is malformed
     * @throws StoreException if the storage cannot be read, or the object is larger than {@link #MAX_BYTES}
     */
    Optional<StoredObject> get(String key);

    /**
     * Returns the keys that start with a text.
     *
     * @param prefix the text, at least one whole part with its slash, such as {@code "blobs/"} or {@code "blobs/9f86"}
     * @return the keys, sorted
     * @throws IllegalArgumentException if the text is not the start of keys, or has no whole part
     * @throws StoreException if the storage cannot be read
     */
    List<String> list(String prefix);

    /**
     * Replaces an object if it is still the one that the caller read.
     *
     * @param key the key
     * @param tag the tag that {@link #get} returned with the content that is to be replaced
     * @param content the new bytes; not kept
     * @return true if it was replaced; false if the object has another tag now or is absent
     * @throws IllegalArgumentException if the key is malformed, or the content larger than {@link #MAX_BYTES}
     * @throws StoreException if the storage cannot be written
     */
    boolean replace(String key, String tag, byte[] content);

    /**
     * Removes an object, if there is one.
     *
     * @param key the key
     * @throws IllegalArgumentException if the key is malformed
     * @throws StoreException if the storage cannot be written
     */
    void delete(String key);
}
