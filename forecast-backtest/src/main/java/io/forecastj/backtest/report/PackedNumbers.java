package io.forecastj.backtest.report;

import java.util.Arrays;

/**
 * Numbers as short JSON for the page's script: whole multiples of a power of ten, each as the difference from the one
 * before. A number that is not finite is null.
 */
final class PackedNumbers {
    /** The range of the numbers has at least so many multiples, more than a screen has lines. */
    private static final double RESOLUTION = 20_000;

    private final int decimals;
    private final double power;

    private PackedNumbers(int decimals) {
        this.decimals = decimals;
        this.power = NumberText.power(Math.abs(decimals));
    }

    /** Returns a packing that is precise enough for the numbers between two ends. */
    static PackedNumbers between(double low, double high) {
        double range = high - low;
        if (!(range > 0) || !Double.isFinite(range)) {
            range = Math.max(Math.abs(low), Math.abs(high));
        }
        boolean usable = range > 0 && Double.isFinite(range);
        return new PackedNumbers(usable ? -NumberText.exponent(range / RESOLUTION) : 0);
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

    /** Writes {@code {"d":decimals,"v":[first,difference,...]}}. */
    void write(double[] values, Html html) {
        html.raw("{\"d\":" + decimals + ",\"v\":[");
        StringBuilder text = new StringBuilder();
        double before = 0;
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",");
            double multiple = Math.rint(decimals < 0 ? values[i] / power : values[i] * power);
            // whole numbers up to here are exact in double, in Java and in the page
            if (Math.abs(multiple) < 4e15) {
                text.append((long) (multiple - before));
                before = multiple;
            } else {
                text.append("null");
            }
        }
        html.raw(text).raw("]}");
    }

    /** Writes times in milliseconds: {@code {"unit":ms,"v":[first,difference,...]}}, in multiples of the unit. */
    static void writeTimes(long[] times, Html html) {
        long unit = 0;
        for (long time : times) {
            unit = gcd(Math.abs(time), unit);
        }
        long unitOrOne = Math.max(1, unit);
        StringBuilder text = new StringBuilder();
        long before = 0;
        for (long time : times) {
            text.append(text.isEmpty() ? "" : ",").append((time - before) / unitOrOne);
            before = time;
        }
        html.raw("{\"unit\":" + unitOrOne + ",\"v\":[").raw(text).raw("]}");
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    static void writeInts(int[] values, Html html) {
        html.raw(Arrays.toString(values).replace(" ", ""));
    }
}
