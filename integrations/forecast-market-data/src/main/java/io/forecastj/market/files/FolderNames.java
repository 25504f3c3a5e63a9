package io.forecastj.market.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of folders for texts such as {@code BTC/USD}. Different texts have different names, on file systems that ignore
 * case too, and no name has a meaning for the file system.
 */
final class FolderNames {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_]{1,40}");
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]");
    private static final Pattern OTHER_LETTERS = Pattern.compile("[^a-z0-9_]");
    private static final int LONGEST = 40;
    private static final int HASH_DIGITS = 32;

    private FolderNames() {}

    /** Returns a short text of lower-case letters, digits and underscores as it is, another one with a hash. */
    static String of(String text) {
        if (PLAIN.matcher(text).matches() && !DEVICE.matcher(text).matches()) {
            return text;
        }
        String readable = OTHER_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("_");
        String hash = sha256(text.getBytes(StandardCharsets.UTF_8), 0).substring(0, HASH_DIGITS);
        return readable.substring(0, Math.min(LONGEST, readable.length())) + "-" + hash;
    }

    /** Returns the SHA-256 hash of bytes from an index on, as 64 hexadecimal digits in lower case. */
    static String sha256(byte[] content, int from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, from, content.length - from);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
