package io.forecastj.store;

import io.forecastj.ModelIntegrityException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The immutable objects of a store, named by the SHA-256 hash of their content and the epoch in which they were
 * written: files of versions under {@code blobs/}, documents (records, manifests, lists) under {@code manifests/}.
 * Every content is compared with its hash before it is returned.
 *
 * <p>Thread-safe. Keeps the documents that were used last, since they never change: reading the alias of a model with
 * thousands of versions, as serving processes do again and again, must not parse them all each time.
 */
final class ObjectSpace {
    static final String BLOBS = "blobs/";
    static final String DOCUMENTS = "manifests/";

    /** The most bytes of documents that are kept; parsed ones take a few times as much. */
    private static final long MOST_KEPT = 1 << 24;

    private final Storage storage;

    /** The documents that are kept, by key, the latest used last; guarded by itself, as is the number of bytes. */
    private final Map<String, Document> documents = new LinkedHashMap<>(16, 0.75f, true);

    private long kept;

    /** A document, and what it says as soon as it was parsed. */
    private static final class Document {
        final byte[] content;
        volatile @Nullable Object parsed;

        Document(byte[] content) {
            this.content = content;
        }
    }

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

    /** Writes a document, which nobody changes any more, as {@link #putDocument(byte[], long)}. */
    String putDocument(Record document, long epoch) {
        byte[] content = StoreJson.write(document);
        String key = putDocument(content, epoch);
        keep(key, content).parsed = document;
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
            return find(file, file.sha256()).isPresent();
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
        return find(key).content;
    }

    private Document find(String key) {
        synchronized (documents) {
            Document known = documents.get(key);
            if (known != null) {
                return known;
            }
        }
        return keep(key, stored(key));
    }

    /** Returns a document's bytes from the storage, also if they are kept in memory. */
    private byte[] stored(String key) {
        String hash = hashOf(key);
        if (!key.startsWith(DOCUMENTS) || hash.isEmpty()) {
            throw new ModelIntegrityException("expected the key of a document in the store, found '" + key + "'");
        }
        byte[] content = storage.get(key)
                .orElseThrow(() -> new MissingObjectException(
                        "the store lacks the object " + key + ", which it refers to. Restore it from a backup"))
                .content();
        Hashes.require(hash, content, "the object " + key, "Restore it from a backup");
        return content;
    }

    /** As {@link #document(String, Class)}, from the storage also if the document is kept in memory. */
    <T> T stored(String key, Class<T> type) {
        return StoreJson.read(stored(key), type, "the object " + key);
    }

    private Document keep(String key, byte[] content) {
        synchronized (documents) {
            Document known = documents.get(key);
            if (known != null) {
                return known;
            }
            Document document = new Document(content);
            if (content.length <= MOST_KEPT) {
                documents.put(key, document);
                kept += content.length;
                for (Iterator<Document> eldest = documents.values().iterator(); kept > MOST_KEPT; ) {
                    kept -= eldest.next().content.length;
                    eldest.remove();
                }
            }
            return document;
        }
    }

    /** Returns a document; callers share it and do not change it. */
    <T> T document(String key, Class<T> type) {
        Document document = find(key);
        Object parsed = document.parsed;
        if (!type.isInstance(parsed)) {
            parsed = StoreJson.read(document.content, type, "the object " + key);
            document.parsed = parsed;
        }
        return type.cast(parsed);
    }

    /**
     * Returns a file's bytes.
     *
     * @param name the file's name, for messages
     */
    byte[] blob(FileEntry file, String name) {
        return find(file, name)
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
    private Optional<byte[]> find(FileEntry file, String name) {
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
                        Hashes.require(
                                file.sha256(),
                                found.get().content(),
                                "the file '" + name + "', the object " + keys.get(i) + ",",
                                "Restore it from a backup, or publish the model again");
                        return Optional.of(found.get().content());
                    } catch (ModelIntegrityException e) {
                        damage = e;
                    }
                }
            }
        }
    }
}
