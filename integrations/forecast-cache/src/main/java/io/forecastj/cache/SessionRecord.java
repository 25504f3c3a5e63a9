package io.forecastj.cache;

import io.forecastj.PredictionSession;
import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Saved form of a live session: its key, its snapshot, which only the same model can continue, and its last rows, from
 * which another model can.
 *
 * @param snapshot the snapshot
 * @param rows the last rows
 */
record SessionRecord(byte[] snapshot, TimeSeries rows) {
    private static final String FORMAT = "forecastj live session 1";
    private static final int DIGEST = 32;

    static byte[] write(String key, PredictionSession session) {
        StateWriter out = new StateWriter();
        out.putText(FORMAT);
        out.putBytes(bytes(key));
        out.putBytes(session.snapshot());
        out.putSeries(session.history());
        byte[] content = out.toBytes();
        byte[] bytes = Arrays.copyOf(content, content.length + DIGEST);
        System.arraycopy(sha256(content), 0, bytes, content.length, DIGEST);
        return bytes;
    }

    /**
     * Reads the saved form.
     *
     * @throws SnapshotException if the bytes are damaged, in another format or of another key
     */
    static SessionRecord read(String key, byte[] bytes) {
        int end = bytes.length - DIGEST;
        if (end < 0
                || !Arrays.equals(sha256(Arrays.copyOf(bytes, end)), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new SnapshotException("the saved session '" + key + "' of " + bytes.length
                    + " bytes is damaged or cut off: expected its last " + DIGEST
                    + " bytes to be the SHA-256 digest of the others. Restore it from a backup, or begin anew from"
                    + " history after remove(key)");
        }
        StateReader in = new StateReader(Arrays.copyOf(bytes, end));
        String format = in.getText();
        if (!format.equals(FORMAT)) {
            throw new SnapshotException("expected the saved session '" + key + "' in the format '" + FORMAT
                    + "', found '" + format + "'. Begin anew from history after remove(key)");
        }
        byte[] found = in.getBytes();
        if (!Arrays.equals(found, bytes(key))) {
            throw new SnapshotException("expected the saved session of the key '" + key + "', found that of '"
                    + ByteBuffer.wrap(found).asCharBuffer() + "'");
        }
        SessionRecord record = new SessionRecord(in.getBytes(), in.getSeries());
        in.requireEnd();
        return record;
    }

    /** Returns the chars of a text as bytes: other than a charset, this keeps a lone surrogate. */
    static byte[] bytes(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * text.length());
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
