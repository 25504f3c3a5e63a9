package io.forecastj.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The bytes of one column chunk, one after the other. */
final class ChunkBytes extends InputStream {
    private static final int BUFFER = 1 << 14;

    private final FileBytes file;
    private final long end;
    private final byte[] buffer;
    private long next;
    private int at;
    private int limit;

    ChunkBytes(FileBytes file, long start, long length) {
        this.file = file;
        this.next = start;
        this.end = start + length;
        this.buffer = new byte[(int) Math.min(BUFFER, length)];
    }

    /** Returns the number of bytes that follow. */
    long left() {
        return end - next + limit - at;
    }

    @Override
    public int read() throws IOException {
        return at < limit || fill() ? buffer[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (at >= limit && !fill()) {
            return -1;
        }
        int count = Math.min(length, limit - at);
        System.arraycopy(buffer, at, target, from, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        int count = (int) Math.min(buffer.length, end - next);
        if (count == 0) {
            return false;
        }
        file.read(next, buffer, 0, count);
        next += count;
        at = 0;
        limit = count;
        return true;
    }

    /** Reads the bytes of a page; there must be as many {@link #left}. */
    byte[] page(int length) throws IOException {
        byte[] page = new byte[length];
        int buffered = Math.min(length, limit - at);
        System.arraycopy(buffer, at, page, 0, buffered);
        at += buffered;
        file.read(next, page, buffered, length - buffered);
        next += length - buffered;
        return page;
    }
}
