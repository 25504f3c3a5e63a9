package io.forecastj.models.onnx;

/** Converts between doubles and numbers of 16 bits, binary16 of IEEE 754. Java has such methods from version 20 on. */
final class Half {
    /** Largest finite number. */
    static final double MAX = 65_504;

    /** From here on the nearest number is infinite: halfway between the largest one and 65,536. */
    private static final double OVERFLOW = 65_520;

    private static final int SIGN = 0x8000;
    private static final int INFINITY = 0x7C00;
    private static final int NAN = 0x7E00;
    private static final int FRACTION_BITS = 10;
    private static final int FRACTION = (1 << FRACTION_BITS) - 1;
    private static final int BIAS = 15;
    private static final double SMALLEST_NORMAL = 0x1p-14;
    private static final double SMALLEST = 0x1p-24;

    private Half() {}

    /** Rounds to the nearest number, ties to even; from the double itself, since two roundings may differ from one. */
    static short of(double value) {
        int sign = (int) (Double.doubleToRawLongBits(value) >>> 48) & SIGN;
        double size = Math.abs(value);
        int bits;
        if (Double.isNaN(value)) {
            bits = NAN;
        } else if (size < SMALLEST_NORMAL) {
            // a carry gives the smallest normal number
            bits = (int) Math.rint(size / SMALLEST);
        } else if (size >= OVERFLOW) {
            bits = INFINITY;
        } else {
            int exponent = Math.getExponent(size);
            // from 1024 to 2048; a carry goes to the exponent, from the largest one to infinity
            int fraction = (int) Math.rint(Math.scalb(size, FRACTION_BITS - exponent));
            bits = (exponent + BIAS - 1 << FRACTION_BITS) + fraction;
        }
        return (short) (sign | bits);
    }

    /** Converts exactly. */
    static double toDouble(short half) {
        int exponent = half >> FRACTION_BITS & 0x1F;
        int fraction = half & FRACTION;
        double size;
        if (exponent == 0) {
            size = fraction * SMALLEST;
        } else if (exponent == 0x1F) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            size = Math.scalb((double) (fraction + FRACTION + 1), exponent - BIAS - FRACTION_BITS);
        }
        return (half & SIGN) == 0 ? size : -size;
    }
}
