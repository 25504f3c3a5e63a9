package io.forecastj.models.onnx;

import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Arithmetic of numbers that are known before a run. */
final class KnownNumbers {
    /** Integers beyond this are not followed: a double may not hold them exactly. */
    static final double EXACT = 1L << 52;

    private KnownNumbers() {}

    /** Returns the fact with these numbers as its type holds them, or without numbers if it may not. */
    static Fact known(Fact out, double[] values) {
        ElementType type = out.type();
        if (type == null || type == ElementType.FLOAT16 || type == ElementType.BFLOAT16) {
            return out;
        }
        double[] rounded = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = type == ElementType.FLOAT ? (float) values[i] : values[i];
            if (type.isInteger() && !fits(type, values[i])) {
                return out;
            }
        }
        return out.withValues(rounded);
    }

    static boolean fits(@Nullable ElementType type, double number) {
        if (type == null || !type.isInteger()) {
            return type != null && !Double.isNaN(number);
        }
        return Math.abs(number) <= EXACT && number >= type.least() && number <= type.greatest();
    }

    /** Computes the numbers of two tensors together; null if not all are known. */
    static double @Nullable [] together(Fact out, Fact a, Fact b, DoubleBinaryOperator function) {
        double[] left = a.values();
        double[] right = b.values();
        if (left == null || right == null || !out.hasShape() || out.most() > 4_096) {
            return null;
        }
        if (isRounded(a) || isRounded(b)) {
            return null;
        }
        long[] dims = out.shape();
        int count = 1;
        for (long dim : dims) {
            count *= (int) dim;
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = function.applyAsDouble(left[index(i, dims, a.shape())], right[index(i, dims, b.shape())]);
        }
        return values;
    }

    private static boolean isRounded(Fact fact) {
        return fact.mayBeInteger() && (fact.low() < -EXACT || fact.high() > EXACT);
    }

    // the place in a tensor that is spread over the axes of a larger one
    private static int index(int at, long[] dims, long[] own) {
        int index = 0;
        int step = 1;
        int rest = at;
        for (int i = 1; i <= dims.length; i++) {
            int place = rest % (int) dims[dims.length - i];
            rest /= (int) dims[dims.length - i];
            if (i <= own.length) {
                index += own[own.length - i] == 1 ? 0 : place * step;
                step *= (int) own[own.length - i];
            }
        }
        return index;
    }
}
