package io.forecastj.models.onnx;

import java.util.List;
import java.util.SplittableRandom;

/** Random numbers, small ones most often and the ends of their range now and then. */
final class FuzzRandom {
    private static final long[] ENDS = {
        0,
        1,
        -1,
        2,
        7,
        -7,
        31,
        32,
        33,
        63,
        64,
        127,
        128,
        255,
        256,
        1_023,
        4_096,
        65_535,
        1 << 20,
        -(1 << 20),
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] FRACTIONS = {
        0,
        1,
        -1,
        0.5,
        -0.0,
        1e-30,
        1e30,
        -1e30,
        3e38,
        1e-45,
        2.5,
        1e6,
        -1e6,
        1e9,
        9.3e18,
        -9.3e18,
        1e-5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private final SplittableRandom random;

    FuzzRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Returns true once in so many calls. */
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long from(long least, long greatest) {
        return random.nextLong(least, greatest + 1);
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Returns an integer within a range: small, or one of its ends. */
    long within(long least, long greatest) {
        if (once(12)) {
            return once(2) ? least : greatest;
        }
        long low = Math.max(least, -4);
        long high = Math.min(greatest, 6);
        return low <= high ? from(low, high) : least;
    }

    /** Returns an integer that may be extreme. */
    long whole(boolean extreme) {
        return extreme && once(3) ? ENDS[random.nextInt(ENDS.length)] : from(-3, 8);
    }

    double fraction(boolean extreme) {
        return extreme && once(3) ? FRACTIONS[random.nextInt(FRACTIONS.length)] : random.nextDouble(-3, 3);
    }

    /** Returns the size of an axis. */
    long size() {
        int kind = random.nextInt(40);
        return kind == 0 ? 0 : kind == 1 ? from(17, 70) : kind < 10 ? 1 : from(1, 6);
    }

    long[] sizes(int rank) {
        long[] sizes = new long[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = size();
        }
        return sizes;
    }
}
