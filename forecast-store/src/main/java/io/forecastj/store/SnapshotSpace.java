package io.forecastj.store;

import io.forecastj.SnapshotException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots of sessions, beside the model that they are bound to: one object for each model, key and epoch, which later
 * snapshots replace; the one of the latest epoch counts. They are not part of the head, so saving one does not disturb
 * anybody.
 *
 * <p>A snapshot carries its own digest and the hash of its model, which {@code Predictor.restore} checks, but not the
 * key, so two of one model could change places. Hence a line before it has the hash of its model, key and bytes.
 *
 * <p>A snapshot is saved when it was written under a key of an epoch that had not ended by then. So a {@link Sweep}
 * that began this epoch or an earlier one leaves it, however slow, and a later one sees whether its model is in use.
 */
final class SnapshotSpace {
    static final String SNAPSHOTS = "snapshots/";

    private static final String FIRST_WORDS = "forecastj-snapshot " + HeadText.FORMAT + " ";

    private final Commits commits;
    private final Storage storage;

    SnapshotSpace(Commits commits) {
        this.commits = commits;
        this.storage = commits.storage();
    }

    /** Returns the key of a snapshot without the epoch. */
    private static String start(String modelHash, String name) {
        Hashes.requireHash(modelHash);
        return SNAPSHOTS + modelHash + "/" + Hashes.of(name.getBytes(StandardCharsets.UTF_8)) + ".";
    }

    /** Returns the hash of the model that a key belongs to. */
    static String modelOf(String key) {
        String rest = key.substring(SNAPSHOTS.length());
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    /** Saves a snapshot; of several at once, one of them is kept. */
    void save(String modelHash, String name, byte[] snapshot) {
        String start = start(modelHash, name);
        byte[] line = firstLine(start, snapshot);
        byte[] content = Arrays.copyOf(line, line.length + snapshot.length);
        System.arraycopy(snapshot, 0, content, line.length, snapshot.length);
        long epoch = epoch();
        write(start + epoch, content);
        for (long now = epoch(); now != epoch; now = epoch()) {
            epoch = now;
            write(start + epoch, content);
        }
    }

    private static byte[] firstLine(String start, byte[] snapshot) {
        MessageDigest digest = Hashes.digest();
        digest.update(start.getBytes(StandardCharsets.US_ASCII));
        return (FIRST_WORDS + Hashes.hex(digest.digest(snapshot)) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the snapshot in an object; throws if it is damaged or was saved in another place. */
    private static byte[] checked(String start, StoredObject stored) {
        byte[] content = stored.content();
        int length = Math.min(content.length, FIRST_WORDS.length() + Hashes.DIGITS + 1);
        byte[] snapshot = Arrays.copyOfRange(content, length, content.length);
        byte[] line = firstLine(start, snapshot);
        if (!Arrays.equals(line, 0, line.length, content, 0, length)) {
            throw new SnapshotException("the snapshot " + start + " of " + content.length
                    + " bytes is damaged or was saved under another key: its first line has another hash than that of"
                    + " its key and bytes. Open the session from history");
        }
        return snapshot;
    }

    private long epoch() {
        return commits.read().head().epoch();
    }

    private void write(String key, byte[] snapshot) {
        while (true) {
            Optional<StoredObject> present = storage.get(key);
            if (present.isPresent()
                    ? storage.replace(key, present.get().tag(), snapshot)
                    : storage.putIfAbsent(key, snapshot)) {
                return;
            }
        }
    }

    Optional<byte[]> find(String modelHash, String name) {
        String start = start(modelHash, name);
        Optional<StoredObject> present = storage.get(start + epoch());
        if (present.isPresent()) {
            return present.map(stored -> checked(start, stored));
        }
        List<String> listed = List.of();
        List<String> keys = copies(start);
        while (!keys.equals(listed)) {
            Optional<StoredObject> found = storage.get(keys.get(keys.size() - 1));
            if (found.isPresent()) {
                return found.map(stored -> checked(start, stored));
            }
            // removed between the two calls, since a newer one is there or the model is not in use any more
            listed = keys;
            keys = copies(start);
        }
        return Optional.empty();
    }

    void delete(String modelHash, String name) {
        copies(start(modelHash, name)).forEach(storage::delete);
    }

    /** Returns the keys of a snapshot, that of the latest epoch last. */
    private List<String> copies(String start) {
        return storage.list(start).stream()
                .sorted(Comparator.comparingLong(ObjectSpace::epochOf))
                .toList();
    }
}
