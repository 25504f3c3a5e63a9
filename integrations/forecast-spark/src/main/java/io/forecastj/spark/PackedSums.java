package io.forecastj.spark;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The parts of exact sums as the bytes of one column: for each sum, the number of its parts and these. */
final class PackedSums {
    private PackedSums() {}

    static byte[] pack(double[][] sums) {
        ByteBuffer bytes = ByteBuffer.allocate(Arrays.stream(sums)
                .mapToInt(parts -> Integer.BYTES + parts.length * Double.BYTES)
                .sum());
        for (double[] parts : sums) {
            bytes.putInt(parts.length);
            Arrays.stream(parts).forEach(bytes::putDouble);
        }
        return bytes.array();
    }

    static double[][] unpack(byte[] packed, int count) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        double[][] sums = new double[count][];
        for (int i = 0; i < count; i++) {
            sums[i] = new double[bytes.getInt()];
            Arrays.setAll(sums[i], ignored -> bytes.getDouble());
        }
        return sums;
    }
}
