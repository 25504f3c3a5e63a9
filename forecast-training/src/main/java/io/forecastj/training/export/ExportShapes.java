package io.forecastj.training.export;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Rules of shapes, checked when a graph is built rather than when it first runs. */
final class ExportShapes {
    private ExportShapes() {}

    /** Returns a shape such as {@code [batch, 5, 3]}. */
    static String text(int... shape) {
        return Arrays.stream(shape)
                .mapToObj(size -> size == OnnxValue.BATCH ? "batch" : Integer.toString(size))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Returns the shape of two operands of an elementwise operator together. */
    static int[] broadcast(String operator, OnnxValue a, OnnxValue b) {
        return broadcast(operator, a, a.shape(), b, b.shape());
    }

    private static int[] broadcast(String operator, OnnxValue a, int[] first, OnnxValue b, int[] second) {
        int rank = Math.max(first.length, second.length);
        int[] both = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int one = axis < rank - first.length ? 1 : first[axis - rank + first.length];
            int other = axis < rank - second.length ? 1 : second[axis - rank + second.length];
            if (one != other && one != 1 && other != 1) {
                throw fail(operator, "axes that are equal or 1, aligned at the last ones", a + " and " + b);
            }
            both[axis] = one == 1 ? other : one;
            if (both[axis] == OnnxValue.BATCH && axis > 0) {
                throw fail(operator, "the batch as the first axis of the result", a + " and " + b);
            }
        }
        return both;
    }

    /** Returns the shape of a product of matrices. */
    static int[] product(OnnxValue a, OnnxValue b) {
        int rows = a.rank() - 2;
        int columns = b.rank() - 2;
        if (rows < 0 || columns < 0 || a.size(rows + 1) != b.size(columns) || a.size(rows + 1) == OnnxValue.BATCH) {
            throw fail("matMul", "matrices [.., n, m] and [.., m, k]", a + " and " + b);
        }
        int[] before = broadcast("matMul", a, Arrays.copyOf(a.shape(), rows), b, Arrays.copyOf(b.shape(), columns));
        int[] shape = Arrays.copyOf(before, before.length + 2);
        shape[before.length] = a.size(rows);
        shape[before.length + 1] = b.size(columns + 1);
        requireBatchFirst("matMul", shape, a + " and " + b);
        return shape;
    }

    private static void requireBatchFirst(String operator, int[] shape, String found) {
        for (int axis = 1; axis < shape.length; axis++) {
            if (shape[axis] == OnnxValue.BATCH) {
                throw fail(operator, "the batch as the first axis of the result", found);
            }
        }
    }

    /** Returns the size of the last axis after a convolution. */
    static int convolved(OnnxValue x, int kernel, int padLeft, int padRight, int dilation) {
        int size = x.size(x.rank() - 1) + padLeft + padRight - dilation * (kernel - 1);
        if (padLeft < 0 || padRight < 0 || dilation < 1 || size < 1) {
            throw fail(
                    "convolution",
                    "pads of at least 0, a dilation of at least 1 and a kernel within the axis",
                    "pads " + padLeft + " and " + padRight + ", dilation " + dilation + ", kernel " + kernel + " on "
                            + x);
        }
        return size;
    }

    /** Returns the shape with another size of an axis that is not the first. */
    static int[] withSize(String operator, OnnxValue x, int axis, int size) {
        requireAxis(operator, x, axis);
        int[] shape = x.shape();
        shape[axis] = size;
        return shape;
    }

    /** Refuses an axis that does not exist or is that of the batch. */
    static void requireAxis(String operator, OnnxValue x, int axis) {
        if (axis < 1 || axis >= x.rank()) {
            throw fail(operator, "an axis from 1 to " + (x.rank() - 1) + " of " + x, Integer.toString(axis));
        }
    }

    /** Refuses a value of another shape. */
    static void require(String operator, OnnxValue x, int... shape) {
        if (!Arrays.equals(x.shape(), shape)) {
            throw fail(operator, text(shape), x.toString());
        }
    }

    /** Refuses a value with another number of axes. */
    static void requireRank(String operator, OnnxValue x, int rank) {
        if (x.rank() != rank) {
            throw fail(operator, rank + " axes", x.toString());
        }
    }

    /** Returns the number of elements of all axes but the first. */
    static long sizeAfterBatch(int[] shape) {
        return Arrays.stream(shape).skip(1).asLongStream().reduce(1, Math::multiplyExact);
    }

    static IllegalArgumentException fail(String operator, String expected, String found) {
        return new IllegalArgumentException(operator + " of a network: expected " + expected + ", found " + found);
    }
}
