package io.forecastj.models.internal;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
    private static final int PART = 1 << 16;

    private CheckedBytes() {}

    /**
     * Reads a whole file by opening it once. Links are followed.
     *
     * @param file a regular file, or a link to one; a pipe might never end
     * @param maxBytes the largest allowed length; checked before memory is allocated
     * @return its bytes
     * @throws ModelLoadException if there is no such regular file, if it is longer, if its length changes while it is
     *     read, or if it cannot be read
     */
    public static byte[] read(Path file, int maxBytes) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ModelLoadException("expected a model's file at " + file + ", found " + found(file));
            }
            long size = Files.size(file);
            if (size > maxBytes) {
                throw new ModelLoadException(tooLong(file, size, maxBytes));
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] content = new byte[(int) size];
                int read = 0;
                // in parts, since the JDK copies each through a buffer of its length
                for (int more = 0; more >= 0 && read < content.length; read += Math.max(0, more)) {
                    more = in.read(content, read, Math.min(PART, content.length - read));
                }
                if (read < content.length || in.read() >= 0) {
                    throw new ModelLoadException(file + " was written to while it was read; load it again");
                }
                return content;
            }
        } catch (IOException e) {
            throw new ModelLoadException(file + " cannot be read: " + e, e);
        }
    }

    private static String found(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "a link to " + Files.readSymbolicLink(file)
                    + (Files.exists(file) ? ", which is no regular file" : ", where there is no file");
        }
        return Files.exists(file) ? "no regular file" : "none";
    }

    /**
     * Reads a stream to its end; it is not closed.
     *
     * @param in the stream
     * @param maxBytes the largest allowed length
     * @param source the stream's origin, for the message
     * @return its bytes
     * @throws IOException if the stream cannot be read
     * @throws ModelLoadException if it is longer
     */
    public static byte[] read(InputStream in, int maxBytes, Object source) throws IOException {
        byte[] content = in.readNBytes(maxBytes);
        if (content.length == maxBytes && in.read() >= 0) {
            throw new ModelLoadException(source + " has more than " + maxBytes + " bytes, which are allowed here");
        }
        return content;
    }

    /**
     * Returns the message for a file above a limit.
     *
     * @param source the file
     * @param size its length
     * @param maxBytes the largest allowed length
     * @return the message
     */
    public static String tooLong(Object source, long size, int maxBytes) {
        return source + " has " + size + " bytes; at most " + maxBytes + " are allowed here";
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
