package io.forecastj.parquet;

import org.apache.parquet.format.Type;

/** The values of one page or dictionary, in order, without the missing ones. */
abstract class PageValues {
    private static final byte[] NONE = {};

    /** Returns the next value: the bits of a number (an INT32 sign-extended), or a slice of {@link #bytes}. */
    abstract long next();

    /** Returns the bytes of which the last value is a slice. */
    byte[] bytes() {
        return NONE;
    }

    /** Reads and converts the next values. */
    void read(long[] out, int from, int count, Conversion conversion, ParquetPosition at) {
        for (int i = from; i < from + count; i++) {
            at.index(i);
            out[i] = conversion.convert(next(), bytes());
        }
    }

    /** Packs offset and length of some bytes. */
    static long slice(int offset, int length) {
        return (long) offset << Integer.SIZE | length;
    }

    static int offset(long slice) {
        return (int) (slice >>> Integer.SIZE);
    }

    static int length(long slice) {
        return (int) slice;
    }

    /** Returns the number of bytes of each value; 0 if they differ, or if a value is a bit. */
    static int width(Type type, int length) {
        return switch (type) {
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case INT96 -> 12;
            case FIXED_LEN_BYTE_ARRAY -> length;
            case BYTE_ARRAY, BOOLEAN -> 0;
        };
    }

    static boolean number(Type type) {
        return type == Type.INT32 || type == Type.FLOAT || type == Type.INT64 || type == Type.DOUBLE;
    }
}
