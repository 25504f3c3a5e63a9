package io.forecastj.models.onnx;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Knowledge of a tensor before a run: bounds that hold in every run with the same shapes of the inputs.
 *
 * <p>Immutable; the arrays must not be changed.
 */
final class Fact {
    /** Size of an axis that is not known. */
    static final long UNKNOWN = -1;

    /** Numbers of a tensor beyond this count are not followed one by one. */
    private static final int FOLLOWED = 4_096;

    private final @Nullable ElementType type;
    private final long @Nullable [] dims;
    private final double most;
    private final double low;
    private final double high;
    private final double @Nullable [] values;
    private final boolean stored;

    private Fact(
            @Nullable ElementType type,
            long @Nullable [] dims,
            double most,
            double low,
            double high,
            double @Nullable [] values,
            boolean stored) {
        this.type = type;
        this.dims = dims;
        this.most = most;
        this.low = low;
        this.high = high;
        this.values = values;
        this.stored = stored;
    }

    /** A tensor of a type and shape; axes that are not known need {@code most}, the largest number of elements. */
    static Fact of(@Nullable ElementType type, long @Nullable [] dims, double most) {
        double product = elements(dims);
        double bound = Double.isNaN(product) ? most : product;
        return new Fact(type, dims, bound, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, null, false);
    }

    /** A tensor whose axes are all known. */
    static Fact of(@Nullable ElementType type, long... dims) {
        return of(type, dims, Double.NaN);
    }

    /** A tensor in the file; its numbers are null if there are too many. */
    static Fact stored(ElementType type, long[] dims, double low, double high, double @Nullable [] values) {
        Fact fact = of(type, dims).withRange(low, high);
        fact = values == null ? fact : fact.withValues(values);
        return fact.asStored(true);
    }

    /** A list of integers. */
    static Fact list(long... values) {
        return of(ElementType.INT64, values.length).withValues(Numbers.doubles(values));
    }

    /** Returns the product of the axes, each at least 1, so that an empty one hides nothing; NaN if one is unknown. */
    static double elements(long @Nullable [] dims) {
        if (dims == null) {
            return Double.NaN;
        }
        double elements = 1;
        for (long dim : dims) {
            if (dim == UNKNOWN) {
                return Double.NaN;
            }
            elements *= Math.max(1, dim);
        }
        return elements;
    }

    Fact withRange(double least, double greatest) {
        return new Fact(type, dims, most, least, greatest, values, stored);
    }

    /** Returns this with known numbers; those that the type may not hold exactly are forgotten. */
    Fact withValues(double @Nullable [] numbers) {
        if (numbers == null || numbers.length > FOLLOWED || numbers.length == 0) {
            return new Fact(
                    type, dims, most, low, high, numbers == null || numbers.length > 0 ? null : numbers, stored);
        }
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double number : numbers) {
            if (Double.isNaN(number)) {
                return new Fact(type, dims, most, low, high, numbers, stored);
            }
            least = Math.min(least, number);
            greatest = Math.max(greatest, number);
        }
        return new Fact(type, dims, most, least, greatest, numbers, stored);
    }

    /** Returns this as a value that follows from the file's numbers alone, so that it may be computed at loading. */
    Fact asStored(boolean is) {
        return new Fact(type, dims, most, low, high, values, is);
    }

    Fact withType(@Nullable ElementType other) {
        return new Fact(other, dims, most, low, high, values, stored);
    }

    @Nullable
    ElementType type() {
        return type;
    }

    /** Returns true if the elements are integers or may be. */
    boolean mayBeInteger() {
        return type == null || type.isInteger();
    }

    long @Nullable [] dims() {
        return dims;
    }

    /** Returns the axes of a tensor whose number of axes is known. */
    long[] shape() {
        return Objects.requireNonNull(dims, "axes");
    }

    /** Returns the number of axes; -1 if it is not known. */
    int rank() {
        return dims == null ? -1 : dims.length;
    }

    /** Returns the size of an axis, which may be negative to count from the end; {@link #UNKNOWN} if not known. */
    long dim(int axis) {
        if (dims == null) {
            return UNKNOWN;
        }
        int at = axis < 0 ? axis + dims.length : axis;
        return at < 0 || at >= dims.length ? UNKNOWN : dims[at];
    }

    boolean hasShape() {
        return !Double.isNaN(elements(dims));
    }

    /** Returns true if the shape is known and has elements. */
    boolean isFilled() {
        return hasShape() && Arrays.stream(dims).noneMatch(dim -> dim == 0);
    }

    /** Returns the largest possible number of elements. */
    double most() {
        return most;
    }

    double bytes() {
        return most * (type == null || type == ElementType.STRING ? Long.BYTES * 4 : type.bytes());
    }

    /** Returns the least number that an element can be. */
    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** Returns the numbers of all elements, or null if they are not known. */
    double @Nullable [] values() {
        return values;
    }

    /** Returns the elements as integers, or null if they are not known. */
    long @Nullable [] integers() {
        return values == null ? null : Numbers.longs(values);
    }

    boolean isStored() {
        return stored;
    }

    @Override
    public String toString() {
        return (type == null ? "?" : type)
                + (dims == null ? "[?]" : Arrays.toString(dims).replace("-1", "?"));
    }
}
