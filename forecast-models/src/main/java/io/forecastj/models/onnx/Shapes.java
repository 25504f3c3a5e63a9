package io.forecastj.models.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arithmetic of shapes, whose axes may be {@link Fact#UNKNOWN}. */
final class Shapes {
    private Shapes() {}

    /** Returns the shape of two tensors together, or null if it is not known. */
    static long @Nullable [] broadcast(long @Nullable [] a, long @Nullable [] b) {
        if (a == null || b == null) {
            return null;
        }
        long[] dims = new long[Math.max(a.length, b.length)];
        for (int i = 1; i <= dims.length; i++) {
            long left = i <= a.length ? a[a.length - i] : 1;
            long right = i <= b.length ? b[b.length - i] : 1;
            dims[dims.length - i] = left == 1 ? right : right == 1 || left == right ? left : either(left, right);
        }
        return dims;
    }

    // one of two axes is 1 or they are equal; else ONNX Runtime refuses them
    private static long either(long left, long right) {
        return left == Fact.UNKNOWN ? right : right == Fact.UNKNOWN ? left : Fact.UNKNOWN;
    }

    /** Returns the largest number of elements of a tensor that spans those of both. */
    static double most(long @Nullable [] dims, Fact a, Fact b) {
        double known = Fact.elements(dims);
        return Double.isNaN(known) ? a.most() * b.most() : known;
    }

    static Fact broadcast(@Nullable ElementType type, Fact a, Fact b) {
        long[] dims = broadcast(a.dims(), b.dims());
        return Fact.of(type, dims, most(dims, a, b));
    }

    static long[] with(long[] dims, int axis, long size) {
        long[] changed = dims.clone();
        changed[axis] = size;
        return changed;
    }

    static long[] without(long[] dims, int axis) {
        long[] rest = new long[dims.length - 1];
        System.arraycopy(dims, 0, rest, 0, axis);
        System.arraycopy(dims, axis + 1, rest, axis, rest.length - axis);
        return rest;
    }

    static long[] joined(long[]... parts) {
        return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
    }

    static long[] unknown(int rank) {
        long[] dims = new long[rank];
        Arrays.fill(dims, Fact.UNKNOWN);
        return dims;
    }

    static double product(long[] dims) {
        return Fact.elements(dims);
    }
}
