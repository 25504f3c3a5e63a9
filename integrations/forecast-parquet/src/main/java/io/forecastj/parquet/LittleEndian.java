package io.forecastj.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads little-endian numbers and packed bits; reading past the end fails. */
final class LittleEndian {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    static int intAt(byte[] data, int at) {
        return (int) INTS.get(data, at);
    }

    static long longAt(byte[] data, int at) {
        return (long) LONGS.get(data, at);
    }

    /**
     * Returns some bits as an unsigned number, the first one being the lowest.
     *
     * @param bit the index of the first bit
     * @param width the number of bits, from 0 to 64
     * @param end the end of the valid bytes
     */
    static long bits(byte[] data, long bit, int width, int end) {
        int at = (int) (bit >>> 3);
        int shift = (int) (bit & 7);
        if (at + (shift + width + 7) / 8L > end) {
            throw new DamagedDataException("packed values end early");
        }
        long word = 0;
        if (at + Long.BYTES <= data.length) {
            word = longAt(data, at);
        } else {
            for (int i = data.length - 1; i >= at; i--) {
                word = word << 8 | data[i] & 0xFF;
            }
        }
        word >>>= shift;
        if (shift + width > Long.SIZE) {
            word |= (long) data[at + Long.BYTES] << (Long.SIZE - shift);
        }
        return width == Long.SIZE ? word : word & ((1L << width) - 1);
    }
}
