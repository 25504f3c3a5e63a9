package io.forecastj;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Writes the numbers and texts of a state into a growing array of bytes; {@link StateReader} reads them back in the
 * same order, equal in every bit.
 *
 * <p>Not thread-safe. Whole numbers take one byte if they are small and at most ten, doubles take eight, lists and
 * texts are preceded by their length. The meaning of a value is not written: reader and writer must use the same order.
 * A state of more than about 2 GiB is an {@link IllegalStateException}.
 */
public final class StateWriter {
    private byte[] bytes = new byte[1024];
    private int size;

    /** Creates an empty writer. */
    public StateWriter() {}

    private int take(long count) {
        long needed = size + count;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException(
                    "a state may have at most " + (Integer.MAX_VALUE - 8) + " bytes, found at least " + needed);
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length)));
        }
        int at = size;
        size = (int) needed;
        return at;
    }

    /**
     * Writes a whole number.
     *
     * @param value the number
     */
    public void putInt(int value) {
        putLong(value);
    }

    /**
     * Writes a whole number.
     *
     * @param value the number
     */
    public void putLong(long value) {
        // numbers near zero of either sign become small positive ones, which take few groups of seven bits
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7fL) != 0) {
            putByte((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        putByte((byte) rest);
    }

    void putByte(byte value) {
        int at = take(1);
        bytes[at] = value;
    }

    /**
     * Writes whole numbers. Numbers at equal distances, as times often are, take one byte each.
     *
     * @param values the numbers
     */
    public void putLongs(long[] values) {
        putLongs(values, 0, values.length);
    }

    void putLongs(long[] values, int from, int to) {
        putInt(to - from);
        long last = 0;
        long step = 0;
        for (int i = from; i < to; i++) {
            long now = values[i] - last;
            putLong(now - step);
            step = now;
            last = values[i];
        }
    }

    /**
     * Writes a number with all its bits.
     *
     * @param value the number
     */
    public void putDouble(double value) {
        int at = take(Double.BYTES);
        ByteBuffer.wrap(bytes).putDouble(at, value);
    }

    /**
     * Writes numbers with all their bits.
     *
     * @param values the numbers
     */
    public void putDoubles(double[] values) {
        putDoubles(values, 0, values.length);
    }

    /**
     * Writes a part of an array, as {@link #putDoubles(double[])} writes an array of that part only.
     *
     * @param values the array
     * @param from the index of the first number
     * @param to the index after the last number
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= values.length}
     */
    public void putDoubles(double[] values, int from, int to) {
        int count = to - from;
        Objects.checkFromToIndex(from, to, values.length);
        putInt(count);
        int at = take((long) count * Double.BYTES);
        ByteBuffer.wrap(bytes, at, count * Double.BYTES).asDoubleBuffer().put(values, from, count);
    }

    /**
     * Writes a boolean.
     *
     * @param value the value
     */
    public void putBoolean(boolean value) {
        putByte((byte) (value ? 1 : 0));
    }

    /**
     * Writes booleans, eight to a byte.
     *
     * @param values the values
     */
    public void putBooleans(boolean[] values) {
        putInt(values.length);
        int at = take((values.length + 7L) / 8);
        Arrays.fill(bytes, at, size, (byte) 0);
        for (int i = 0; i < values.length; i++) {
            if (values[i]) {
                bytes[at + i / 8] |= (byte) (1 << i % 8);
            }
        }
    }

    /**
     * Writes a text in UTF-8; an unpaired surrogate becomes a question mark.
     *
     * @param text the text
     */
    public void putText(String text) {
        putBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes texts.
     *
     * @param texts the texts
     */
    public void putTexts(List<String> texts) {
        putInt(texts.size());
        texts.forEach(this::putText);
    }

    /**
     * Writes bytes, such as the snapshot of a session inside this one.
     *
     * @param values the bytes
     */
    public void putBytes(byte[] values) {
        putInt(values.length);
        putRaw(values);
    }

    /** Writes bytes without their number. */
    void putRaw(byte[] values) {
        int at = take(values.length);
        System.arraycopy(values, 0, bytes, at, values.length);
    }

    /**
     * Writes a series: id, columns, attributes, declared sampling, times and values.
     *
     * @param series the series
     */
    public void putSeries(TimeSeries series) {
        SeriesBytes.write(series, this);
    }

    /** The SHA-256 digest of the bytes written so far. */
    byte[] digest() {
        return Snapshots.sha256(bytes, size);
    }

    /**
     * Returns the bytes written so far.
     *
     * @return a copy of the bytes
     */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
