package io.forecastj.training;

import io.forecastj.TimeSeries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Hash of the series of a training, so that a file says whether it was trained on the same ones. */
final class DataHash {
    private DataHash() {}

    /** Returns the SHA-256 of ids, columns, attributes, times and values in 64 hexadecimal digits. */
    static String of(List<TimeSeries> series) {
        MessageDigest digest = sha256();
        for (TimeSeries one : series) {
            text(digest, one.id() + "\n" + one.columns() + "\n" + new TreeMap<>(one.attributes()) + "\n");
            ByteBuffer row = ByteBuffer.allocate(Long.BYTES * (1 + one.columns().size()));
            for (int r = 0; r < one.length(); r++) {
                row.clear();
                row.putLong(one.timestamp(r));
                for (int c = 0; c < one.columns().size(); c++) {
                    row.putDouble(one.value(r, c));
                }
                digest.update(row.array());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void text(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
