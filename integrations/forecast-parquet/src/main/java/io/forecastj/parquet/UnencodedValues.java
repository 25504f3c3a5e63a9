package io.forecastj.parquet;

import org.apache.parquet.format.Type;

/** Values as they are (PLAIN). */
final class UnencodedValues {
    private UnencodedValues() {}

    static PageValues of(Type type, int width, byte[] data, int from, int end) {
        if (type == Type.BOOLEAN) {
            return new Bits(data, from, end);
        }
        return PageValues.number(type) ? new Numbers(data, from, end, width) : new Slices(data, from, end, width);
    }

    /** Numbers of 4 or 8 bytes. */
    private static final class Numbers extends PageValues {
        private final byte[] data;
        private final int end;
        private final int width;
        private int at;

        Numbers(byte[] data, int from, int end, int width) {
            this.data = data;
            this.at = from;
            this.end = end;
            this.width = width;
        }

        @Override
        long next() {
            int now = at;
            at += width;
            if (at > end) {
                throw new DamagedDataException("the values of a page end early");
            }
            return width == Long.BYTES ? LittleEndian.longAt(data, now) : LittleEndian.intAt(data, now);
        }
    }

    /** Bytes of a fixed length, or each with its length before it. */
    private static final class Slices extends PageValues {
        private final byte[] data;
        private final int end;
        private final int width;
        private int at;

        Slices(byte[] data, int from, int end, int width) {
            this.data = data;
            this.at = from;
            this.end = end;
            this.width = width;
        }

        @Override
        long next() {
            int length = width;
            if (length == 0) {
                if (end - at < Integer.BYTES) {
                    throw new DamagedDataException("the values of a page end early");
                }
                length = LittleEndian.intAt(data, at);
                at += Integer.BYTES;
            }
            if (length < 0 || length > end - at) {
                throw new DamagedDataException("a value of " + length + " bytes is longer than its page");
            }
            int now = at;
            at += length;
            return slice(now, length);
        }

        @Override
        byte[] bytes() {
            return data;
        }
    }

    /** Booleans of one bit. */
    private static final class Bits extends PageValues {
        private final byte[] data;
        private final int end;
        private long bit;

        Bits(byte[] data, int from, int end) {
            this.data = data;
            this.end = end;
            this.bit = from * 8L;
        }

        @Override
        long next() {
            return LittleEndian.bits(data, bit++, 1, end);
        }
    }
}
