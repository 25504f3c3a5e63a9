package io.forecastj.store;

import io.forecastj.ModelLoadException;
import java.util.Objects;

/**
 * A file of a version, as its manifest lists it.
 *
 * @param sha256 the hash of its bytes
 * @param bytes the number of its bytes
 */
record FileEntry(String sha256, long bytes) {
    FileEntry {
        Objects.requireNonNull(sha256, "sha256");
        if (!Hashes.isHash(sha256) || bytes < 0 || bytes > Storage.MAX_BYTES) {
            throw new ModelLoadException("a manifest lists a file of " + bytes + " bytes with the hash '" + sha256
                    + "'; expected a SHA-256 hash and at most " + Storage.MAX_BYTES + " bytes");
        }
    }

    static FileEntry of(byte[] content) {
        return new FileEntry(Hashes.of(content), content.length);
    }
}
