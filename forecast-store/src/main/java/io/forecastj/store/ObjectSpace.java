package io.forecastj.store;

import io.forecastj.ModelIntegrityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The immutable objects of a store, named by the SHA-256 hash of their content and the epoch in which they were
 * written: files of versions under {@code blobs/}, documents (records, manifests, lists) under {@code manifests/}.
 * Every content is compared with its hash before it is returned.
 *
 * <p>Thread-safe. Keeps documents that were read, since they never change.
 */
final class ObjectSpace {
    static final String BLOBS = "blobs/";
    static final String DOCUMENTS = "manifests/";

    private static final int KEPT_DOCUMENTS = 4_096;
    private static final int LARGEST_KEPT = 1 << 16;

    private final Storage storage;
    private final Map<String, byte[]> documents = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > KEPT_DOCUMENTS;
        }
    };

    ObjectSpace(Storage storage) {
        this.storage = storage;
    }

    static String key(String space, String hash, long epoch) {
        return space + hash + "." + epoch;
    }

    /** Returns the hash in a key, or an empty text if the key is none of this space. */
    static String hashOf(String key) {
        int slash = key.indexOf('/');
        int dot = key.indexOf('.', slash + 1);
        String hash = dot < 0 ? "" : key.substring(slash + 1, dot);
        return Hashes.isHash(hash) && epochOf(key) >= 0 ? hash : "";
    }

    /** Returns the epoch in a key, or -1 if the key is none of this space. */
    static long epochOf(String key) {
        String digits = key.substring(key.lastIndexOf('.') + 1);
        boolean number =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : -1;
    }

    /**
     * Writes a document and returns its key.
     *
     * @param epoch the epoch of the head that the caller is going to replace
     */
    String putDocument(byte[] content, long epoch) {
        String hash = Hashes.of(content);
        String key = key(DOCUMENTS, hash, epoch);
        put(key, hash, content);
        keep(key, content);
        return key;
    }

    /**
     * Writes a file unless it can rely on one that is there: of this epoch, or found in use by the latest clean-up.
     * Equal files are so kept once.
     */
    void putBlob(FileEntry file, byte[] content, long epoch, Set<String> live) {
        if (live.contains(file.sha256()) && present(file)) {
            return;
        }
        put(key(BLOBS, file.sha256(), epoch), file.sha256(), content);
    }

    /** Returns whether a file is there and undamaged. */
    private boolean present(FileEntry file) {
        try {
            return find(file).isPresent();
        } catch (ModelIntegrityException e) {
            return false; // written once more
        }
    }

    private void put(String key, String hash, byte[] content) {
        if (storage.putIfAbsent(key, content)) {
            return;
        }
        // an equal object, left by an earlier attempt or another writer; a damaged one is written again
        Optional<StoredObject> found = storage.get(key);
        if (found.isEmpty()) {
            storage.putIfAbsent(key, content);
        } else if (!Hashes.of(found.get().content()).equals(hash)) {
            storage.replace(key, found.get().tag(), content);
        }
    }

    /** Returns a document's bytes. */
    byte[] document(String key) {
        synchronized (documents) {
            byte[] known = documents.get(key);
            if (known != null) {
                return known;
            }
        }
        byte[] content = stored(key);
        keep(key, content);
        return content;
    }

    /** Returns a document's bytes from the storage, also if they are kept in memory. */
    private byte[] stored(String key) {
        String hash = hashOf(key);
        if (!key.startsWith(DOCUMENTS) || hash.isEmpty()) {
            throw new ModelIntegrityException("expected the key of a document in the store, found '" + key + "'");
        }
        byte[] content = storage.get(key)
                .orElseThrow(() -> new MissingObjectException("the store lacks the object " + key
                        + ", which it refers to. Restore it from a backup, or publish the model again"))
                .content();
        Hashes.require(hash, content, "the object " + key);
        return content;
    }

    /** As {@link #document(String, Class)}, from the storage also if the bytes are kept in memory. */
    <T> T stored(String key, Class<T> type) {
        return StoreJson.read(stored(key), type, "the object " + key);
    }

    private void keep(String key, byte[] content) {
        if (content.length <= LARGEST_KEPT) {
            synchronized (documents) {
                documents.put(key, content);
            }
        }
    }

    <T> T document(String key, Class<T> type) {
        return StoreJson.read(document(key), type, "the object " + key);
    }

    /**
     * Returns a file's bytes.
     *
     * @param name the file's name, for messages
     */
    byte[] blob(FileEntry file, String name) {
        return find(file)
                .orElseThrow(() -> new MissingObjectException("the store lacks the file '" + name + "' with the hash "
                        + file.sha256() + ". Restore it from a backup, or publish the model again"));
    }

    /** Returns whether the object with a key is there and has the content that the key names. */
    boolean isWhole(String key) {
        return storage.get(key)
                .map(found -> Hashes.of(found.content()).equals(hashOf(key)))
                .orElse(false);
    }

    /** Finds a copy of a file with the right content; throws if all copies are damaged. */
    private Optional<byte[]> find(FileEntry file) {
        List<String> listed = List.of();
        ModelIntegrityException damage = null;
        while (true) {
            List<String> keys = storage.list(BLOBS + file.sha256() + ".");
            // the same once more: a copy that went in between has not been followed by another one
            if (keys.equals(listed)) {
                if (damage != null) {
                    throw damage;
                }
                return Optional.empty();
            }
            listed = keys;
            for (int i = keys.size() - 1; i >= 0; i--) {
                Optional<StoredObject> found = storage.get(keys.get(i));
                if (found.isPresent()) {
                    try {
                        Hashes.require(file.sha256(), found.get().content(), "the object " + keys.get(i));
                        return Optional.of(found.get().content());
                    } catch (ModelIntegrityException e) {
                        damage = e;
                    }
                }
            }
        }
    }
}
