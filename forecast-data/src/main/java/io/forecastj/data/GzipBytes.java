package io.forecastj.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The decompressed bytes of a gzip file of one member or several. {@link java.util.zip.GZIPInputStream} ignores bytes
 * after a member that are no other member, and so a file whose second half is damaged at its start.
 */
final class GzipBytes extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int FIRST = 0x1F;
    private static final int SECOND = 0x8B;
    private static final int DEFLATED = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    /** Bytes of the header between the flags and the optional parts: time, level and operating system. */
    private static final int REST = 6;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 hash = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long compressed;
    private long members;
    private boolean inMember;

    /**
     * Reads a stream.
     *
     * @param in the compressed bytes; the caller closes it
     */
    GzipBytes(InputStream in) {
        this.in = in;
    }

    /** Returns the number of compressed bytes from which those that were returned came. */
    long compressed() {
        return compressed - inflater.getRemaining();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (!inMember && !nextMember()) {
                return -1;
            }
            int count = inflate(target, from, length);
            if (count > 0) {
                hash.update(target, from, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new RefusedBytesException("the gzip file is damaged: it needs a dictionary");
            } else {
                require(fill());
                inflater.setInput(buffer, position, limit - position);
            }
        }
    }

    private int inflate(byte[] target, int from, int length) throws RefusedBytesException {
        try {
            return inflater.inflate(target, from, length);
        } catch (DataFormatException e) {
            throw new RefusedBytesException("the gzip file is damaged: " + e.getMessage(), e);
        }
    }

    /** Begins the next member; returns false at the end of the file, which may only follow a whole member. */
    private boolean nextMember() throws IOException {
        if (position == limit && !fill()) {
            if (members == 0) {
                throw new RefusedBytesException("the gzip file has no bytes");
            }
            return false;
        }
        if (next() != FIRST || next() != SECOND) {
            throw new RefusedBytesException(
                    members == 0
                            ? "the file is not compressed by gzip, though its name ends with .gz: rename it"
                            : "the gzip file is damaged: bytes after its member " + members + " are no further one");
        }
        int method = next();
        int flags = next();
        if (method != DEFLATED || (flags & RESERVED) != 0) {
            throw new RefusedBytesException("the gzip file has a form that is not known: compress it again with gzip");
        }
        skip(REST);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        skip((flags & HEADER_CRC) != 0 ? 2 : 0);
        inflater.reset();
        inflater.setInput(buffer, position, limit - position);
        hash.reset();
        members++;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        long expectedHash = nextInt();
        long expectedSize = nextInt();
        if (expectedHash != hash.getValue() || expectedSize != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new RefusedBytesException("the gzip file is damaged: its checksum or size is not that of its bytes");
        }
        inMember = false;
    }

    private long nextInt() throws IOException {
        long low = next() | next() << 8;
        return low | (long) (next() | next() << 8) << 16;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText(boolean present) throws IOException {
        while (present && next() != 0) {
            // a text ends with a zero
        }
    }

    private int next() throws IOException {
        require(position < limit || fill());
        return buffer[position++] & 0xFF;
    }

    private static void require(boolean more) throws RefusedBytesException {
        if (!more) {
            throw new RefusedBytesException("the gzip file ends early: it is truncated");
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER));
        compressed += limit;
        return limit > 0;
    }

    /** Frees the memory of the decompression. */
    @Override
    public void close() {
        inflater.end();
    }
}
