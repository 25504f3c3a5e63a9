package io.forecastj.data;

/** Converts decimal numbers of usual length exactly and without a String. */
final class DecimalText {
    /** Doubles hold all integers up to here. */
    private static final long EXACT = 1L << 53;

    /** So many digits fit into a long. */
    private static final int DIGITS = 18;

    private static final int EXPONENT_DIGITS = 4;

    /** The powers of ten that doubles hold. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** The powers of ten that longs of 18 digits can be divided by. */
    private static final long[] LONG_POWERS = longPowers();

    /** The least integer with two bits more than a double. */
    private static final long ENOUGH = 1L << 54;

    private DecimalText() {}

    private static long[] longPowers() {
        long[] powers = new long[DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /**
     * Returns the double nearest to a number: digits with at most one point, after an optional sign and before an
     * optional exponent.
     *
     * <p>It is the same as that of {@link Double#parseDouble}. Up to 2^53, the digits as an integer and the power of
     * ten are doubles without an error, so that the one product or quotient of them is rounded as it should be.
     *
     * @return the number, or NaN if the text is no such number or needs more digits
     */
    static double parse(char[] chars, int from, int to) {
        int at = from;
        boolean negative = false;
        if (at < to && (chars[at] == '-' || chars[at] == '+')) {
            negative = chars[at++] == '-';
        }
        long digits = 0;
        int first = at;
        int point = -1;
        for (; at < to; at++) {
            int digit = chars[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
            } else if (chars[at] == '.' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        int count = at - first - (point < 0 ? 0 : 1);
        if (count == 0 || count > DIGITS) {
            return Double.NaN;
        }
        int exponent = point < 0 ? 0 : point + 1 - at;
        if (at < to) {
            int written = exponent(chars, at, to);
            if (written == Integer.MIN_VALUE) {
                return Double.NaN;
            }
            exponent += written;
        }
        double size = digits <= EXACT ? scaled(digits, exponent) : quotient(digits, exponent);
        return negative ? -size : size;
    }

    /** Returns exact digits times a power of ten, or NaN if that is not exact. */
    private static double scaled(long digits, int exponent) {
        if (exponent <= -POWERS.length || exponent >= POWERS.length) {
            return Double.NaN;
        }
        return exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
    }

    /**
     * Returns digits that a double does not hold, divided by a power of ten, as programs write floats: a long division
     * in binary, which ends when it has two bits more than a double. NaN for other powers.
     */
    private static double quotient(long digits, int exponent) {
        if (exponent > 0 || exponent < -DIGITS) {
            return Double.NaN;
        }
        long divisor = LONG_POWERS[-exponent];
        long quotient = digits / divisor;
        long rest = digits % divisor;
        int shifted = 0;
        // the rest is smaller than the divisor, so that it can be shifted by the zeros of this
        int most = Long.numberOfLeadingZeros(divisor) - 1;
        while (quotient < ENOUGH) {
            int shift = Math.min(most, Long.numberOfLeadingZeros(quotient) - 1);
            rest <<= shift;
            quotient = quotient << shift | rest / divisor;
            rest %= divisor;
            shifted += shift;
        }
        // the conversion rounds to even; a rest makes the last bit odd, so that nothing beyond it is half
        return Math.scalb((double) (rest == 0 ? quotient : quotient | 1), -shifted);
    }

    /** Returns the exponent that begins with e or E, or the least integer if there is none or a long one. */
    private static int exponent(char[] chars, int from, int to) {
        int at = from + 1;
        boolean negative = false;
        if (at < to && (chars[at] == '-' || chars[at] == '+')) {
            negative = chars[at++] == '-';
        }
        if (chars[from] != 'e' && chars[from] != 'E' || at == to || to - at > EXPONENT_DIGITS) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; at < to; at++) {
            int digit = chars[at] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            exponent = 10 * exponent + digit;
        }
        return negative ? -exponent : exponent;
    }
}
