package io.forecastj.metrics;

import java.util.Arrays;

/**
 * A sum of doubles without rounding, so that neither the order nor the grouping of what is added changes it.
 *
 * <p>Parts of a dataset can be summed on several machines: {@link #parts} and {@link #add(ExactSum)} lose nothing, and
 * {@link #value} rounds once, as if all values had been added on one machine. The sum is kept as an integer of 32-bit
 * digits in units of the least double, after the small superaccumulator of Neal, "Fast exact summation using small and
 * large superaccumulators" (2015). It holds for at least 2<sup>63</sup> values.
 *
 * <p>For one thread.
 */
public final class ExactSum {
    private static final int DIGIT = 32;
    private static final long MASK = (1L << DIGIT) - 1;

    /** Enough for 2^63 times the largest double. */
    private static final int DIGITS = 68;

    /** The exponent of the least double, which is the unit of the first digit. */
    private static final int LEAST = Double.MIN_EXPONENT - 52;

    /** A value adds less than 2^52 to a digit of 63 bits, of which 32 may be used: more must not be added at once. */
    private static final int MOST_PENDING = 1_000;

    private static final long FRACTION = (1L << 52) - 1;

    /** From the least to the greatest, each of either sign until {@link #carry}. */
    private final long[] digits = new long[DIGITS];

    /** The least and the greatest digit that was added to: the others are 0. */
    private int bottom = DIGITS - 1;

    private int top = 1;
    private int pending;

    /** The sum of the values that are not finite, 0 without any. */
    private double nonFinite;

    /** Creates a sum of no values, which is 0. */
    public ExactSum() {}

    /**
     * Adds a value.
     *
     * @param value the value; with NaN, or with infinities of both signs, the sum is NaN
     */
    public void add(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) & 0x7ff;
        if (exponent == 0x7ff) {
            nonFinite += value;
            return;
        }
        if (pending == MOST_PENDING) {
            carry();
        }
        pending++;
        long magnitude = exponent == 0 ? bits & FRACTION : bits & FRACTION | 1L << 52;
        int place = Math.max(0, exponent - 1);
        int digit = place / DIGIT;
        int shift = place % DIGIT;
        long low = magnitude << shift & MASK;
        long high = magnitude >>> DIGIT - shift;
        bottom = Math.min(bottom, digit);
        top = Math.max(top, digit + 1);
        if (bits < 0) {
            digits[digit] -= low;
            digits[digit + 1] -= high;
        } else {
            digits[digit] += low;
            digits[digit + 1] += high;
        }
    }

    /**
     * Adds all values of another sum.
     *
     * @param other the other sum, which keeps its value
     */
    public void add(ExactSum other) {
        carry();
        other.carry();
        for (int i = other.bottom; i <= other.top; i++) {
            digits[i] += other.digits[i];
        }
        bottom = Math.min(bottom, other.bottom);
        top = Math.max(top, other.top);
        nonFinite += other.nonFinite;
        carry();
    }

    /** Brings each digit below the top one into the range of 32 bits without a sign, and that one to 32 with it. */
    private void carry() {
        carry(digits, bottom, top);
        while (top < DIGITS - 1 && digits[top] >> DIGIT - 1 != digits[top] >> Long.SIZE - 1) {
            carry(digits, top, top + 1);
            top++;
        }
        pending = 0;
    }

    private static void carry(long[] digits, int from, int to) {
        for (int i = from; i < to; i++) {
            digits[i + 1] += digits[i] >> DIGIT;
            digits[i] &= MASK;
        }
    }

    /**
     * Returns the double nearest to the sum, by ties to even.
     *
     * @return the sum; 0 without values, infinite if the sum is beyond the largest double
     */
    public double value() {
        if (nonFinite != 0) {
            return nonFinite;
        }
        carry();
        if (digits[top] >= 0) {
            return rounded(digits, bottom, top);
        }
        long[] negated = new long[top + 1];
        for (int i = bottom; i <= top; i++) {
            negated[i] = -digits[i];
        }
        carry(negated, bottom, top);
        return -rounded(negated, bottom, top);
    }

    /** The double nearest to a sum of at least 0 after its carries. */
    private static double rounded(long[] digits, int bottom, int highest) {
        int top = highest;
        while (top > 1 && digits[top] == 0) {
            top--;
        }
        long upper = digits[top] << DIGIT | digits[top - 1];
        if (top == 1 && upper >= 0) {
            return Math.scalb((double) upper, LEAST);
        }
        // the 64 bits from the highest one on, and whether any is set below, which decides between halves
        int free = Long.numberOfLeadingZeros(upper);
        long next = top == 1 ? 0 : digits[top - 2] << free;
        boolean rest = (next & MASK) != 0;
        for (int i = top - 3; i >= bottom && !rest; i--) {
            rest = digits[i] != 0;
        }
        long bits = upper << free | next >>> DIGIT;
        double half = bits >>> 1 | bits & 1 | (rest ? 1 : 0);
        return Math.scalb(half, LEAST + DIGIT * (top - 1) - free + 1);
    }

    /**
     * Returns doubles whose sum is this sum, to be added again where it is to be continued.
     *
     * @return a new array, the greatest magnitude first, mostly of two or three; as many more as the sum is times
     *     {@link Double#MAX_VALUE}; empty if the sum is 0
     */
    public double[] parts() {
        if (nonFinite != 0) {
            return new double[] {nonFinite};
        }
        ExactSum rest = new ExactSum();
        rest.add(this);
        double[] parts = new double[0];
        for (double part = rest.value(); part != 0; part = rest.value()) {
            double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, part));
            rest.add(-finite);
            parts = Arrays.copyOf(parts, parts.length + 1);
            parts[parts.length - 1] = finite;
        }
        return parts;
    }

    @Override
    public String toString() {
        return String.valueOf(value());
    }
}
