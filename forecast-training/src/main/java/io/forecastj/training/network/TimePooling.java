package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Pooling of times {@code [batch, channels, time]} in groups that end with the newest time. The oldest group repeats
 * the oldest time if it is not full, so no time is left out.
 */
final class TimePooling {
    private TimePooling() {}

    /** Returns the number of groups. */
    static int groups(int time, int size) {
        return (time + size - 1) / size;
    }

    /** Returns the greatest value of each group. */
    static <T> T max(Ops<T> ops, T x, int size) {
        return size == 1 ? x : squeezed(ops, ops.max(grouped(ops, x, size), 3));
    }

    /** Returns the mean of each group. */
    static <T> T mean(Ops<T> ops, T x, int size) {
        return size == 1 ? x : squeezed(ops, ops.mean(grouped(ops, x, size), 3));
    }

    private static <T> T grouped(Ops<T> ops, T x, int size) {
        int[] shape = ops.shape(x);
        int groups = groups(shape[2], size);
        T whole = x;
        int missing = groups * size - shape[2];
        if (missing > 0) {
            List<T> parts = new ArrayList<>(Collections.nCopies(missing, ops.slice(x, 2, 0, 1)));
            parts.add(x);
            whole = ops.concat(parts, 2);
        }
        return ops.reshape(whole, shape[1], groups, size);
    }

    private static <T> T squeezed(Ops<T> ops, T x) {
        int[] shape = ops.shape(x);
        return ops.reshape(x, shape[1], shape[2]);
    }
}
