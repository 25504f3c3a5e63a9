package io.forecastj.backtest.report;

import java.util.Arrays;

/**
 * Numbers as short JSON for the page's script: whole multiples of a power of ten, each as the difference from the one
 * before. Where the numbers are much larger than their range, the multiples are of the difference from a base. A number
 * that is not finite is null.
 */
final class PackedNumbers {
    /** The range of the numbers has at least so many multiples, more than a screen has lines. */
    private static final double RESOLUTION = 10_000;

    /** Whole numbers up to here, and the differences of two, are exact in double, in Java and in the page. */
    private static final double EXACT = 4e15;

    private final int decimals;
    private final double power;
    private final double base;

    private PackedNumbers(int decimals, double low, double high) {
        this.decimals = decimals;
        this.power = NumberText.power(Math.abs(decimals));
        this.base = Math.max(Math.abs(multiple(low, 0)), Math.abs(multiple(high, 0))) < EXACT ? 0 : low;
    }

    private double multiple(double value, double from) {
        double difference = value - from;
        return Math.rint(decimals < 0 ? difference / power : difference * power);
    }

    /** Returns a packing that is precise enough for the numbers between two ends. */
    private static PackedNumbers between(double low, double high) {
        double range = high - low;
        if (!(range > 0) || !Double.isFinite(range)) {
            range = Math.max(Math.abs(low), Math.abs(high));
        }
        boolean usable = range > 0 && Double.isFinite(range);
        return usable
                ? new PackedNumbers(-NumberText.exponent(range / RESOLUTION), low, high)
                : new PackedNumbers(0, 0, 0);
    }

    /** Returns a packing that is precise enough for all the numbers. */
    static PackedNumbers of(double[]... all) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] values : all) {
            for (double value : values) {
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        return between(low, high);
    }

    /** Writes {@code {"d":decimals,"v":[first,difference,...]}}, with {@code "b":base} unless that is 0. */
    void write(double[] values, Html html) {
        html.raw("{\"d\":" + decimals + (base == 0 ? "" : ",\"b\":" + base) + ",\"v\":[");
        StringBuilder text = new StringBuilder();
        double before = 0;
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",");
            double multiple = multiple(values[i], base);
            if (Math.abs(multiple) < EXACT) {
                text.append((long) (multiple - before));
                before = multiple;
            } else {
                text.append("null");
            }
        }
        html.raw(text).raw("]}");
    }

    /**
     * Writes times in milliseconds: {@code {"unit":ms,"v":[first,difference,...]}}, in multiples of the unit; of evenly
     * spaced times only the first two, and their number as {@code "even"}.
     */
    static void writeTimes(long[] times, Html html) {
        long unit = 0;
        for (long time : times) {
            unit = gcd(Math.abs(time), unit);
        }
        long unitOrOne = Math.max(1, unit);
        boolean even = times.length > 2 && isEven(times);
        StringBuilder text = new StringBuilder();
        long before = 0;
        for (int i = 0; i < (even ? 2 : times.length); i++) {
            text.append(i == 0 ? "" : ",").append((times[i] - before) / unitOrOne);
            before = times[i];
        }
        html.raw("{\"unit\":" + unitOrOne + (even ? ",\"even\":" + times.length : "") + ",\"v\":[")
                .raw(text)
                .raw("]}");
    }

    private static boolean isEven(long[] times) {
        for (int i = 2; i < times.length; i++) {
            if (times[i] - times[i - 1] != times[1] - times[0]) {
                return false;
            }
        }
        return true;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    static void writeInts(int[] values, Html html) {
        html.raw(Arrays.toString(values).replace(" ", ""));
    }
}
