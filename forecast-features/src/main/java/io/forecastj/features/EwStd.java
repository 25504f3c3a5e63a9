package io.forecastj.features;

/**
 * Standard deviation around an exponentially weighted mean, with the same weights.
 *
 * <p>The mean is remembered as its distance from the last value, {@code above = x - mean}. The distance of the next
 * value from it is then a change of x plus {@code above}: numbers of the size of the spread, whatever the level.
 */
final class EwStd extends Kernel {
    static final Kind KIND = Kind.named("ewStd")
            .inputs("x")
            .window("n", 2, 20)
            .formula("sqrt(v[t]), v[t] = (1 - alpha) (v[t-1] + alpha (x[t] - ema(x,n)[t-1])^2), alpha = 2 /"
                    + " (n + 1), from the variance of the first n values, which weighs at most 1e-7 when the"
                    + " warm-up ends (Finch, Incremental Calculation of Weighted Mean and Variance, 2009)."
                    + " NaN where x is missing or 1e150 and more in size; the smoothing continues with the"
                    + " next value")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return Smoothing.warmup((int) a[0], Smoothing.emaAlpha(a[0]));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new EwStd(in[0], (int) a[0]);
                }
            });

    private static final int SEEN = 0;
    private static final int LAST = 1;
    private static final int ABOVE = 2;
    /** At first the sum of squared deviations. */
    private static final int VARIANCE = 3;

    private final int in;
    private final double length;
    private final double alpha;
    private final double shownAfter;

    private EwStd(int in, int length) {
        super(4);
        this.in = in;
        this.length = length;
        this.alpha = Smoothing.emaAlpha(length);
        this.shownAfter = Smoothing.warmup(length, alpha);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        double x = row[in];
        if (!Smoothing.isUsable(x)) {
            out[at] = Double.NaN;
            return;
        }
        double seen = ++s[SEEN];
        double delta = seen == 1 ? 0 : x - s[LAST] + s[ABOVE];
        double variance = s[VARIANCE];
        if (seen > length) {
            s[ABOVE] = (1 - alpha) * delta;
            variance = (1 - alpha) * (variance + alpha * delta * delta);
        } else {
            s[ABOVE] = delta - delta / seen;
            variance += delta * s[ABOVE];
            if (seen == length) {
                variance /= length;
            }
        }
        s[LAST] = x;
        s[VARIANCE] = variance;
        out[at] = seen > shownAfter ? Math.sqrt(variance) : Double.NaN;
    }
}
