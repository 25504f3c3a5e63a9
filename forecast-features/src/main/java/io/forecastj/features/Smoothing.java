package io.forecastj.features;

/**
 * Exponential smoothing: each value moves the result by a fraction {@code alpha} of their distance.
 *
 * <p>It starts, as in Wilder (1978) and TA-Lib, from the mean of the first {@code n} values. That start weighs {@code
 * (1 - alpha)^k} after k further values, which never becomes 0. The rows until it weighs at most 1e-7 are the warm-up
 * and are NaN; the remaining weight is the difference that the beginning of a series can make.
 *
 * <p>A missing value is skipped: the result of its row is NaN, and the smoothing continues with the next value. So is a
 * value of {@link #LARGEST} or more in size, which would outweigh all others for hundreds of rows, or forever once it
 * is infinite.
 */
final class Smoothing extends Kernel {
    static final Kind EMA = Kind.named("ema")
            .inputs("x")
            .window("n", 1, 20)
            .formula("e[t] = e[t-1] + (x[t] - e[t-1]) * 2 / (n + 1), from the mean of the first n values,"
                    + " which weighs at most 1e-7 when the warm-up ends. NaN where x is missing or 1e150 and"
                    + " more in size; the smoothing continues with the next value")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return Smoothing.warmup((int) a[0], emaAlpha(a[0]));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Smoothing(in[0], (int) a[0], emaAlpha(a[0]));
                }
            });

    static final Kind WILDER = Kind.named("wilder")
            .inputs("x")
            .window("n", 1, 14)
            .formula("w[t] = w[t-1] + (x[t] - w[t-1]) / n, from the mean of the first n values, which"
                    + " weighs at most 1e-7 when the warm-up ends (Wilder 1978). NaN where x is missing or"
                    + " 1e150 and more in size; the smoothing continues with the next value")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return Smoothing.warmup((int) a[0], 1 / a[0]);
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Smoothing(in[0], (int) a[0], 1 / a[0]);
                }
            });

    /** The size of the state of one smoothing: the number of values so far, and the sum at first, later the result. */
    static final int STATE = 2;

    /**
     * The weight of the start after the warm-up: a start ten times too great or too small changes the result by a
     * millionth.
     */
    private static final double RESIDUAL = 1e-7;

    /**
     * The size from which values are skipped. The squares of smaller ones are finite, so that nothing computed from a
     * smoothed value is infinite.
     */
    static final double LARGEST = 1e150;

    private final int in;
    private final double length;
    private final double alpha;
    private final double shownAfter;

    private Smoothing(int in, int length, double alpha) {
        super(STATE);
        this.in = in;
        this.length = length;
        this.alpha = alpha;
        this.shownAfter = warmup(length, alpha);
    }

    static double emaAlpha(double n) {
        return 2 / (n + 1);
    }

    /** The number of values before the first one at which the start weighs at most 1e-7. */
    static int warmup(int length, double alpha) {
        return length - 1 + (alpha == 1 ? 0 : (int) Math.ceil(StrictMath.log(RESIDUAL) / StrictMath.log1p(-alpha)));
    }

    /**
     * Takes a value, or skips it and leaves the state unchanged.
     *
     * @param s the array that holds the smoothing's state
     * @param i the index of the state in it
     * @return the result, which has no meaning before {@code length} values; NaN if the value was skipped
     */
    static double step(double[] s, int i, double x, double length, double alpha) {
        if (!isUsable(x)) {
            return Double.NaN;
        }
        double seen = ++s[i];
        double result = s[i + 1];
        if (seen > length) {
            result += (x - result) * alpha;
        } else {
            result += x;
            if (seen == length) {
                result /= length;
            }
        }
        s[i + 1] = result;
        return result;
    }

    /** Returns whether a value is neither missing nor too large, by one comparison. */
    static boolean isUsable(double x) {
        return Math.abs(x) < LARGEST;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double x = row[in];
        if (!isUsable(x)) {
            out[at] = Double.NaN;
            return;
        }
        double[] s = state;
        if (s[0] > shownAfter) {
            // as in step, with nothing left to count
            double settled = s[1];
            settled += (x - settled) * alpha;
            s[1] = settled;
            out[at] = settled;
            return;
        }
        double result = step(s, 0, x, length, alpha);
        out[at] = s[0] > shownAfter ? result : Double.NaN;
    }
}
