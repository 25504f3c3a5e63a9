package io.forecastj;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads the values that a {@link StateWriter} has written, in the same order.
 *
 * <p>Not thread-safe. Every length is compared with the number of bytes left before memory is allocated, so forged
 * bytes cost no more memory than a small multiple of their number. Every method throws {@link SnapshotException} if the
 * bytes end too early or do not hold the value that it reads.
 */
public final class StateReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    /**
     * Creates a reader.
     *
     * @param bytes the bytes from {@link StateWriter#toBytes}; not copied
     */
    public StateReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    StateReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    private int take(long count) {
        if (count < 0 || count > end - at) {
            throw fault("expected " + count + " more bytes, found " + (end - at));
        }
        int from = at;
        at += (int) count;
        return from;
    }

    private SnapshotException fault(String what) {
        return new SnapshotException("the state cannot be read at byte " + at + ": " + what + Snapshots.INSTEAD);
    }

    private int length(int bytesOfEach) {
        long count = getLong();
        if (count < 0 || count > (end - at) / bytesOfEach) {
            throw fault("expected a length that fits into the " + (end - at) + " bytes left, found " + count);
        }
        return (int) count;
    }

    private void requireLength(int expected, long found) {
        if (found != expected) {
            throw fault("expected " + expected + " values, found " + found);
        }
    }

    /**
     * Reads a whole number.
     *
     * @return the number
     */
    public int getInt() {
        return getInt(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Reads a whole number of a range, so that a forged index or count is rejected here.
     *
     * @param least the least allowed number
     * @param most the greatest allowed number
     * @return the number
     */
    public int getInt(int least, int most) {
        return (int) getLong(least, most);
    }

    /**
     * Reads a whole number.
     *
     * @return the number
     */
    public long getLong() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            long group = bytes[take(1)];
            value |= (group & 0x7f) << shift;
            if (group >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw fault("expected a whole number of at most ten bytes, found a longer one");
    }

    /**
     * Reads a whole number of a range, so that a forged count is rejected here.
     *
     * @param least the least allowed number
     * @param most the greatest allowed number
     * @return the number
     */
    public long getLong(long least, long most) {
        long value = getLong();
        if (value < least || value > most) {
            throw fault("expected a number from " + least + " to " + most + ", found " + value);
        }
        return value;
    }

    /**
     * Reads whole numbers.
     *
     * @return the numbers, a new array
     */
    public long[] getLongs() {
        long[] values = new long[length(1)];
        long last = 0;
        long step = 0;
        for (int i = 0; i < values.length; i++) {
            step += getLong();
            last += step;
            values[i] = last;
        }
        return values;
    }

    /**
     * Reads whole numbers into an array.
     *
     * @param into receives the numbers; the same number of them must have been written
     */
    public void getLongs(long[] into) {
        long[] values = getLongs();
        requireLength(into.length, values.length);
        System.arraycopy(values, 0, into, 0, into.length);
    }

    /**
     * Reads a number.
     *
     * @return the number, with the bits that it had
     */
    public double getDouble() {
        return ByteBuffer.wrap(bytes).getDouble(take(Double.BYTES));
    }

    /**
     * Reads numbers.
     *
     * @return the numbers, a new array
     */
    public double[] getDoubles() {
        double[] values = new double[length(Double.BYTES)];
        fill(values, values.length);
        return values;
    }

    /**
     * Reads numbers into an array.
     *
     * @param into receives the numbers; the same number of them must have been written
     */
    public void getDoubles(double[] into) {
        requireLength(into.length, getDoublesFrom(into));
    }

    /**
     * Reads numbers into the beginning of an array.
     *
     * @param into receives the numbers; at most its length may have been written
     * @return the number of numbers read
     */
    public int getDoublesFrom(double[] into) {
        int count = length(Double.BYTES);
        if (count > into.length) {
            throw fault("expected at most " + into.length + " values, found " + count);
        }
        fill(into, count);
        return count;
    }

    private void fill(double[] values, int count) {
        int from = take((long) count * Double.BYTES);
        ByteBuffer.wrap(bytes, from, count * Double.BYTES).asDoubleBuffer().get(values, 0, count);
    }

    /**
     * Reads a boolean.
     *
     * @return the value
     */
    public boolean getBoolean() {
        byte value = bytes[take(1)];
        if (value != 0 && value != 1) {
            throw fault("expected 0 or 1 for false or true, found " + value);
        }
        return value == 1;
    }

    /**
     * Reads booleans into an array.
     *
     * @param into receives the values; the same number of them must have been written
     */
    public void getBooleans(boolean[] into) {
        requireLength(into.length, getLong());
        int from = take((into.length + 7L) / 8);
        for (int i = 0; i < into.length; i++) {
            into[i] = (bytes[from + i / 8] >> i % 8 & 1) == 1;
        }
    }

    /**
     * Reads a text.
     *
     * @return the text
     */
    public String getText() {
        int length = length(1);
        ByteBuffer text = ByteBuffer.wrap(bytes, take(length), length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw fault("expected a text in UTF-8, found other bytes");
        }
    }

    /**
     * Reads texts.
     *
     * @return the texts, unmodifiable
     */
    public List<String> getTexts() {
        int count = length(1);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(getText());
        }
        return Collections.unmodifiableList(texts);
    }

    /**
     * Reads bytes.
     *
     * @return the bytes, a new array
     */
    public byte[] getBytes() {
        int length = length(1);
        int from = take(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    byte getByte() {
        return bytes[take(1)];
    }

    /**
     * Reads a series.
     *
     * @return the series
     */
    public TimeSeries getSeries() {
        return SeriesBytes.read(this);
    }

    /** Checks that all bytes were read: throws {@link SnapshotException} if any are left. */
    public void requireEnd() {
        if (at != end) {
            throw fault("expected the end, found " + (end - at) + " more bytes");
        }
    }
}
