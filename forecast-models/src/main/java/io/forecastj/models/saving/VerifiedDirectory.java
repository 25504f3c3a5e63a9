package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files of a saved predictor in memory, with hashes checked.
 *
 * <p>Each file is read once and parsed from the checked bytes, so nobody can replace it in between.
 *
 * @param path the directory, for messages
 * @param files the bytes of the files by name
 * @param directories the predictors inside by name
 */
record VerifiedDirectory(Path path, Map<String, byte[]> files, Map<String, VerifiedDirectory> directories) {
    static final int MAX_DEPTH = 16;
    static final int MAX_FILE_BYTES = 1 << 30;
    private static final long MAX_TOTAL_BYTES = 4L << 30;

    static VerifiedDirectory read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelLoadException("expected the directory of a saved predictor at " + directory + ", found "
                    + (Files.exists(directory) ? "a file" : "nothing"));
        }
        return new Reading().directory(directory, null, 1);
    }

    /** Reads one whole tree of directories and counts its bytes. */
    private static final class Reading {
        private long left = MAX_TOTAL_BYTES;

        VerifiedDirectory directory(Path directory, @Nullable String hash, int depth) {
            if (depth > MAX_DEPTH) {
                throw new ModelLoadException(directory + " is nested more than " + MAX_DEPTH + " deep");
            }
            Path list = directory.resolve(Checksums.FILE);
            byte[] sums = bytes(list, Checksums.MAX_BYTES);
            if (hash != null) {
                CheckedBytes.requireSha256(hash, sums, list);
            }
            Map<String, byte[]> files = new TreeMap<>();
            Map<String, VerifiedDirectory> directories = new TreeMap<>();
            Checksums.read(sums, list).forEach((entry, expected) -> {
                String inside = Checksums.directory(entry);
                if (inside.isEmpty()) {
                    Path file = directory.resolve(entry);
                    byte[] content = bytes(file, MAX_FILE_BYTES);
                    CheckedBytes.requireSha256(expected, content, file);
                    files.put(entry, content);
                } else {
                    Path below = directory.resolve(inside);
                    if (!Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
                        throw new ModelLoadException(
                                "expected the directory " + below + ", which " + list + " lists, found none");
                    }
                    directories.put(inside, directory(below, expected, depth + 1));
                }
            });
            return new VerifiedDirectory(directory, files, directories);
        }

        // does not follow links, which could lead out of the directory
        private byte[] bytes(Path file, int limit) {
            byte[] content = CheckedBytes.read(file, (int) Math.min(limit, left), LinkOption.NOFOLLOW_LINKS);
            left -= content.length;
            return content;
        }
    }
}
