package io.forecastj.parquet;

/** Decodes integers that are stored as packed differences (DELTA_BINARY_PACKED), one by one. */
final class DeltaNumbers {
    private static final int LARGEST_BLOCK = 1 << 16;

    private final byte[] data;
    private final int end;
    private final int perMiniblock;
    private final byte[] widths;
    private int at;
    private long left;
    private boolean first = true;
    private long value;
    private long least;
    private int miniblock;
    private int leftInMiniblock;
    private long bit;

    DeltaNumbers(byte[] data, int from, int end, long most) {
        this.data = data;
        this.end = end;
        this.at = from;
        long block = unsigned();
        long miniblocks = unsigned();
        this.left = unsigned();
        this.value = zigzag(unsigned());
        if (block < 8
                || block > LARGEST_BLOCK
                || miniblocks < 1
                || block % miniblocks != 0
                || block / miniblocks % 8 != 0) {
            throw new DamagedDataException("blocks of " + block + " differences in " + miniblocks + " parts");
        }
        if (left < 0 || left > most) {
            throw new DamagedDataException("there are " + left + " differences for " + most + " values");
        }
        this.perMiniblock = (int) (block / miniblocks);
        this.widths = new byte[(int) miniblocks];
        this.miniblock = widths.length;
    }

    /** Returns the number of values that are left. */
    long left() {
        return left;
    }

    long next() {
        if (left <= 0) {
            throw new DamagedDataException("differences end early");
        }
        left--;
        if (first) {
            first = false;
            return value;
        }
        if (leftInMiniblock == 0) {
            openMiniblock();
        }
        leftInMiniblock--;
        int width = widths[miniblock];
        value += least + LittleEndian.bits(data, bit, width, end);
        bit += width;
        return value;
    }

    /** Returns the first byte after the numbers; all must have been read. */
    int after() {
        return at;
    }

    private void openMiniblock() {
        miniblock++;
        if (miniblock >= widths.length) {
            least = zigzag(unsigned());
            if (at + widths.length > end) {
                throw new DamagedDataException("a block of differences ends early");
            }
            System.arraycopy(data, at, widths, 0, widths.length);
            at += widths.length;
            miniblock = 0;
        }
        int width = widths[miniblock];
        if (width < 0 || width > Long.SIZE) {
            throw new DamagedDataException("differences have " + (width & 0xFF) + " bits");
        }
        leftInMiniblock = perMiniblock;
        bit = at * 8L;
        // the last one may be cut short by writers; bits() checks what is read
        at = (int) Math.min(end, at + (long) width * perMiniblock / 8);
    }

    private long unsigned() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE + 6; shift += 7) {
            if (at >= end) {
                throw new DamagedDataException("a number ends early");
            }
            byte next = data[at++];
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new DamagedDataException("a number has too many bytes");
    }

    private static long zigzag(long number) {
        return number >>> 1 ^ -(number & 1);
    }
}
