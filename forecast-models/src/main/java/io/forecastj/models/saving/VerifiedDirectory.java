package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files of a saved predictor in memory, with hashes checked.
 *
 * <p>Each file is read once and parsed from the checked bytes, so nobody can replace it in between.
 *
 * @param source where the files come from, for messages
 * @param name the relative name of the directory: empty, or with a slash at its end
 * @param files the bytes of the files by name
 * @param directories the predictors inside by name
 */
record VerifiedDirectory(
        ModelSource source, String name, Map<String, byte[]> files, Map<String, VerifiedDirectory> directories) {
    static final int MAX_DEPTH = 16;
    static final int MAX_FILE_BYTES = 1 << 30;
    private static final long MAX_TOTAL_BYTES = 4L << 30;

    static VerifiedDirectory read(ModelSource source) {
        return new Reading(source).directory("", null, 1);
    }

    /** Reads the files and requires that the topmost list of hashes has the given hash. */
    static VerifiedDirectory read(ModelSource source, String hash) {
        return new Reading(source).directory("", hash, 1);
    }

    /** Returns the place of this directory. */
    String place() {
        return source.place(name);
    }

    /** Returns the place of a file in this directory. */
    String place(String file) {
        return source.place(name + file);
    }

    /** Reads one whole tree of directories and counts its bytes. */
    private static final class Reading {
        private final ModelSource source;
        // a sparse file of a gigabyte takes no space on the disk, but all of its length in memory
        private long left = Math.min(MAX_TOTAL_BYTES, Runtime.getRuntime().maxMemory() / 2);

        Reading(ModelSource source) {
            this.source = source;
        }

        VerifiedDirectory directory(String name, @Nullable String hash, int depth) {
            if (depth > MAX_DEPTH) {
                throw new ModelLoadException(source.place(name) + " is nested more than " + MAX_DEPTH + " deep");
            }
            byte[] sums = bytes(name + Checksums.FILE, Checksums.MAX_BYTES, hash);
            String list = source.place(name + Checksums.FILE);
            Map<String, byte[]> files = new TreeMap<>();
            Map<String, VerifiedDirectory> directories = new TreeMap<>();
            for (Map.Entry<String, String> line : Checksums.read(sums, list).entrySet()) {
                String entry = line.getKey();
                String inside = Checksums.directory(entry);
                if (inside.isEmpty()) {
                    files.put(entry, bytes(name + entry, MAX_FILE_BYTES, line.getValue()));
                } else {
                    directories.put(inside, directory(name + inside + "/", line.getValue(), depth + 1));
                }
            }
            return new VerifiedDirectory(source, name, files, directories);
        }

        private byte[] bytes(String name, int limit, @Nullable String hash) {
            byte[] content = source.bytes(name, (int) Math.min(limit, left));
            left -= content.length;
            if (hash != null) {
                LineEnds.requireSha256(hash, content, source.place(name));
            }
            return content;
        }
    }
}
