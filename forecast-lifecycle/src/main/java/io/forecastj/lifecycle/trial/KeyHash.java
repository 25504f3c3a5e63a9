package io.forecastj.lifecycle.trial;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The stable hash of keys that {@link SplitPredictor} describes. Stateless and thread-safe. */
final class KeyHash {
    private static final int BITS = 53;

    private KeyHash() {}

    /** Returns the position of a key, at least 0 and below 1. */
    static double position(String salt, String key) {
        MessageDigest digest = sha256();
        digest.update(salt.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        long first = ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return (first >>> (Long.SIZE - BITS)) * 0x1p-53;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
