package io.forecastj.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * Bytes that are refused where they become more than a limit, or where a small archive becomes far larger than those of
 * real files do.
 */
final class BoundedBytes extends InputStream {
    /** Below this size an archive may have any ratio. */
    static final long FREE = 100_000_000;

    /** Repeated rows of a real file reach a ratio of some hundreds. */
    static final long RATIO = 1_000;

    private final InputStream in;
    private final long most;
    private final LongSupplier compressed;
    private long count;

    /**
     * Bounds a stream.
     *
     * @param in the stream; the caller closes it
     * @param most the limit; a set one replaces the limit of the ratio
     * @param compressed the number of bytes that were read of the archive, or for no archive any large number
     */
    BoundedBytes(InputStream in, long most, LongSupplier compressed) {
        this.in = in;
        this.most = most;
        this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = in.read(target, from, length);
        count += Math.max(0, read);
        if (count > most) {
            throw new RefusedBytesException(
                    "the file has more than the " + most + " bytes that atMostBytes(...) allows");
        }
        if (most == Long.MAX_VALUE && count > FREE && count / RATIO > compressed.getAsLong()) {
            throw new RefusedBytesException("the file becomes more than " + RATIO
                    + " times larger when it is decompressed, as archives do that are made to fill memory: if it is a"
                    + " real one, allow its size with atMostBytes(...)");
        }
        return read;
    }
}
