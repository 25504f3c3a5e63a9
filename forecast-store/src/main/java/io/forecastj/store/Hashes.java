package io.forecastj.store;

import io.forecastj.ModelIntegrityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 hashes as 64 hexadecimal digits in lower case. */
final class Hashes {
    /** The number of hexadecimal digits. */
    static final int DIGITS = 64;

    private Hashes() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    static String of(byte[] content) {
        return hex(digest().digest(content));
    }

    static boolean isHash(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    static void requireHash(String text) {
        if (!isHash(text)) {
            throw new IllegalArgumentException(
                    "expected a SHA-256 hash of " + DIGITS + " hexadecimal digits in lower case, found '" + text + "'");
        }
    }

    /** Throws if bytes have another hash than expected. */
    static void require(String expected, byte[] content, String place, String advice) {
        String found = of(content);
        if (!found.equals(expected)) {
            throw new ModelIntegrityException(place + " has other bytes than were stored: expected the SHA-256 hash "
                    + expected + ", found " + found + " of " + content.length
                    + " bytes. " + advice);
        }
    }
}
