package io.forecastj.parquet;

/** Decodes numbers of few bits that are stored as repeated values and packed groups: levels and indices. */
final class RunLengths {
    private final byte[] data;
    private final int end;
    private final int width;
    private int at;
    private long left;
    private boolean packed;
    private int value;
    private long bit;

    RunLengths(byte[] data, int from, int end, int width) {
        if (width < 0 || width > Integer.SIZE || from > end || end > data.length) {
            throw new DamagedDataException("runs of " + width + " bits at byte " + from + " to " + end);
        }
        this.data = data;
        this.at = from;
        this.end = end;
        this.width = width;
    }

    int next() {
        if (left == 0) {
            readRun();
        }
        left--;
        if (packed) {
            value = (int) LittleEndian.bits(data, bit, width, end);
            bit += width;
        }
        return value;
    }

    /**
     * Returns how many of the next values are surely equal, at least 1, and passes over them; {@link #value} is theirs.
     */
    int repeated(int most) {
        if (left == 0) {
            readRun();
        }
        if (packed) {
            next();
            return 1;
        }
        int count = (int) Math.min(most, left);
        left -= count;
        return count;
    }

    /** As {@link #repeated}, but also counts equal values of a packed group, which has a bit for each. */
    int equal(int most) {
        int count = repeated(most);
        while (packed && count < most && left > 0 && LittleEndian.bits(data, bit, width, end) == value) {
            bit += width;
            left--;
            count++;
        }
        return count;
    }

    /** Returns the last value. */
    int value() {
        return value;
    }

    private void readRun() {
        if (packed) {
            at = (int) Math.min(end, (bit + 7) >>> 3);
        }
        while (left == 0) {
            int header = header();
            packed = (header & 1) == 1;
            if (packed) {
                left = (header >>> 1) * 8L;
                bit = at * 8L;
                if (left > 0 && width > 0 && at >= end) {
                    throw new DamagedDataException("a packed run has no bytes");
                }
            } else {
                left = header >>> 1;
                int bytes = (width + 7) / 8;
                if (at + bytes > end) {
                    throw new DamagedDataException("a run ends early");
                }
                value = 0;
                for (int i = 0; i < bytes; i++) {
                    value |= (data[at++] & 0xFF) << (8 * i);
                }
            }
        }
    }

    private int header() {
        int header = 0;
        for (int shift = 0; shift < Integer.SIZE + 3; shift += 7) {
            if (at >= end) {
                throw new DamagedDataException("runs end early");
            }
            byte next = data[at++];
            header |= (next & 0x7F) << shift;
            if (next >= 0) {
                return header;
            }
        }
        throw new DamagedDataException("a run's length has too many bytes");
    }
}
