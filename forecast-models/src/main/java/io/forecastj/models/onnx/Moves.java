package io.forecastj.models.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Moves the known numbers of a tensor to other places, in the order of its elements. */
final class Moves {
    /** More numbers than these are not followed. */
    private static final double MOST = 4_096;

    private Moves() {}

    /**
     * Returns the numbers of a tensor whose index along {@code axes[i]} starts at {@code start[i]} and grows by {@code
     * stride[i]} with the index along axis i of the result; null if they are not known.
     */
    static double @Nullable [] taken(Fact in, long[] dims, int[] axes, long[] start, long[] stride) {
        double[] values = in.values();
        if (values == null || !in.hasShape() || !(Fact.elements(dims) <= MOST)) {
            return null;
        }
        long[] width = new long[in.rank()];
        long count = 1;
        for (int i = in.rank() - 1; i >= 0; i--) {
            width[i] = count;
            count *= in.dim(i);
        }
        double[] taken = new double[count(dims)];
        long[] index = new long[dims.length];
        for (int i = 0; i < taken.length; i++) {
            long from = 0;
            for (int j = 0; j < dims.length; j++) {
                from += (start[j] + index[j] * stride[j]) * width[axes[j]];
            }
            taken[i] = values[(int) from];
            for (int j = dims.length - 1; j >= 0 && ++index[j] == dims[j]; j--) {
                index[j] = 0;
            }
        }
        return taken;
    }

    /** Returns the numbers of tensors one behind the other along an axis; null if they are not known. */
    static double @Nullable [] joined(Step step, long[] dims, int axis) {
        if (!(Fact.elements(dims) <= MOST)) {
            return null;
        }
        double[] joined = new double[count(dims)];
        int row = count(Arrays.copyOfRange(dims, axis, dims.length));
        int at = 0;
        for (int i = 0; i < step.inputs(); i++) {
            Fact in = step.in(i);
            double[] values = in.values();
            if (values == null || !in.hasShape()) {
                return null;
            }
            int piece = count(Arrays.copyOfRange(in.dims(), axis, in.rank()));
            for (int from = 0, to = at;
                    piece > 0 && from < values.length && to + piece <= joined.length;
                    from += piece, to += row) {
                System.arraycopy(values, from, joined, to, piece);
            }
            at += piece;
        }
        return joined;
    }

    private static int count(long[] dims) {
        return (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    }
}
