package io.forecastj.models.internal;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Reads a model's file once, so that the checked bytes are the used bytes, and compares its hash.
 *
 * <p>Stateless and thread-safe.
 */
public final class CheckedBytes {
    private CheckedBytes() {}

    /**
     * Reads a whole file by opening it once.
     *
     * @param file a regular file; a pipe might never end
     * @param maxBytes the largest allowed length; checked before memory is allocated
     * @param links {@link LinkOption#NOFOLLOW_LINKS} if a link could lead out of a checked directory
     * @return its bytes
     * @throws ModelLoadException if there is no such regular file, if it is longer, if its length changes while it is
     *     read, or if it cannot be read
     */
    public static byte[] read(Path file, int maxBytes, LinkOption... links) {
        try {
            if (!Files.isRegularFile(file, links)) {
                throw new ModelLoadException("expected a model's file at " + file + ", found "
                        + (Files.exists(file, links) ? "no regular file" : "none"));
            }
            long size = Files.size(file);
            if (size > maxBytes) {
                throw new ModelLoadException(
                        file + " has " + size + " bytes; at most " + maxBytes + " are allowed here");
            }
            try (InputStream in = Files.newInputStream(file, links)) {
                byte[] content = in.readNBytes((int) size);
                if (content.length < size || in.read() >= 0) {
                    throw new ModelLoadException(file + " was written to while it was read; load it again");
                }
                return content;
            }
        } catch (IOException e) {
            throw new ModelLoadException(file + " cannot be read: " + e, e);
        }
    }

    /**
     * Returns the SHA-256 hash of bytes.
     *
     * @param content any bytes
     * @return 64 hexadecimal digits in lower case
     */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /**
     * Throws if bytes have another hash than expected.
     *
     * @param expected the hash in hexadecimal digits, upper or lower case
     * @param content the bytes
     * @param source the file that they come from, for the message
     * @throws ModelIntegrityException if the hash of the content differs
     */
    public static void requireSha256(String expected, byte[] content, Object source) {
        String found = sha256(content);
        if (!found.equals(expected.toLowerCase(Locale.ROOT))) {
            throw new ModelIntegrityException(source + " is not the file that was saved: expected the SHA-256 hash "
                    + expected + ", found " + found + ". Restore it from a backup or save it again");
        }
    }
}
