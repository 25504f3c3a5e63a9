package io.forecastj.models.lightgbm;

/**
 * Converts decimal numbers of up to 18 digits exactly, without a string for each. A model's text has tens of thousands
 * of numbers, and in a JVM that has just started {@link Double#parseDouble} takes most of the time to read it.
 */
final class DecimalBytes {
    /** Doubles hold all integers up to here. */
    private static final long EXACT = 1L << 53;

    /** A long holds this number of digits. */
    private static final int DIGITS = 18;

    private static final int EXPONENT_DIGITS = 3;

    /** The powers of ten that doubles hold. */
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** The powers of five that a long holds. */
    private static final long[] FIVES = fives();

    private static final long LOW = 0xFFFFFFFFL;

    private DecimalBytes() {}

    private static long[] fives() {
        long[] powers = new long[28];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 5 * powers[i - 1];
        }
        return powers;
    }

    /**
     * Returns the double nearest to a number: an optional minus, digits, optionally a point and digits, and optionally
     * {@code e}, a sign and digits.
     *
     * @return the number, that of {@link Double#parseDouble} in every bit; NaN if the text is no such number, or has
     *     more digits or another exponent than usual
     */
    static double parse(byte[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative) {
            at++;
        }
        long digits = 0;
        int count = 0; // without zeros in front
        int first = at;
        int point = -1;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
                count += digits == 0 ? 0 : 1;
            } else if (digit == '.' - '0' && point < 0 && at > first) {
                point = at;
            } else {
                break;
            }
        }
        if (at == first || point == at - 1 || count > DIGITS) {
            return Double.NaN;
        }
        int exponent = point < 0 ? 0 : point + 1 - at;
        if (at < to) {
            int written = text[at] == 'e' ? exponent(text, at + 1, to) : Integer.MIN_VALUE;
            if (written == Integer.MIN_VALUE) {
                return Double.NaN;
            }
            exponent += written;
        }
        double size = size(digits, exponent);
        return negative ? -size : size;
    }

    /** Returns the exponent, or the least integer if there is none or a long one. */
    private static int exponent(byte[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative || at < to && text[at] == '+') {
            at++;
        }
        if (at == to || to - at > EXPONENT_DIGITS) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            exponent = 10 * exponent + digit;
        }
        return negative ? -exponent : exponent;
    }

    private static double size(long digits, int exponent) {
        if (digits == 0) {
            return 0;
        }
        if (digits <= EXACT && exponent > -TENS.length && exponent < TENS.length) {
            // both are exact, so that the one product or quotient is rounded as it should be
            return exponent < 0 ? digits / TENS[-exponent] : digits * TENS[exponent];
        }
        return exponent > 0 || exponent <= -FIVES.length ? Double.NaN : quotient(digits, -exponent);
    }

    /**
     * Returns {@code digits / 10^power}: the first 64 bits of the quotient by {@code 5^power}, rounded once. Both are
     * shifted to have their highest bits set, as the division by halves needs it (Knuth, The Art of Computer
     * Programming, volume 2, algorithm D).
     */
    private static double quotient(long digits, int power) {
        int up = Long.numberOfLeadingZeros(digits);
        int down = Long.numberOfLeadingZeros(FIVES[power]);
        long divisor = FIVES[power] << down;
        long dividend = digits << up >>> 1; // less than the divisor; the bit that is shifted out is 0
        long first = half(dividend, divisor);
        long rest = (dividend << 32) - first * divisor;
        long second = half(rest, divisor);
        long left = (rest << 32) - second * divisor;
        long quotient = first << 32 | second;
        // the conversion rounds to even; a rest makes the last bit odd, so that nothing beyond it is half
        long rounded = quotient >>> 1 | quotient & 1 | (left == 0 ? 0 : 1);
        return Math.scalb((double) rounded, down - up - power - 62);
    }

    /** Returns 32 bits of a quotient: {@code rest * 2^32 / divisor}, where the divisor is larger and has 64 bits. */
    private static long half(long rest, long divisor) {
        long lead = divisor >>> 32;
        long quotient = Long.divideUnsigned(rest, lead);
        long over = rest - quotient * lead;
        while (over >>> 32 == 0
                && (quotient >>> 32 != 0 || Long.compareUnsigned(quotient * (divisor & LOW), over << 32) > 0)) {
            quotient--;
            over += lead;
        }
        return quotient;
    }
}
