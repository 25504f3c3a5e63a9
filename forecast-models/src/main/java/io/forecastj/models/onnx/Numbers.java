package io.forecastj.models.onnx;

import java.util.Arrays;

/** Conversions of short lists of numbers. */
final class Numbers {
    private Numbers() {}

    static long[] longs(double[] numbers) {
        return Arrays.stream(numbers).mapToLong(number -> (long) number).toArray();
    }

    static double[] doubles(long[] numbers) {
        return Arrays.stream(numbers).asDoubleStream().toArray();
    }
}
