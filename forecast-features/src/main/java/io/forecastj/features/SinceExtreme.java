package io.forecastj.features;

/**
 * Number of rows since the least or the greatest value of the last rows.
 *
 * <p>The extremes are found as in {@link RollingExtreme}; beside each suffix and the prefix is its place in the block.
 */
final class SinceExtreme extends WindowKernel {
    static final Kind MIN = kind("sinceMin", "least", 1);
    static final Kind MAX = kind("sinceMax", "greatest", -1);

    /** After the ring: the suffix of no values, which stays infinite, and the extreme of the running block. */
    private static final int EMPTY = 0;

    private static final int PREFIX = 1;

    /** Then the place of the running block's extreme, and from {@code PLACES} on that of each suffix. */
    private static final int PREFIX_PLACE = 2;

    private static final int PLACES = 3;

    /** The greatest value is the least one of opposite sign. */
    private final double sign;

    private static Kind kind(String name, String which, double sign) {
        return Kind.named(name)
                .inputs("x")
                .window("n", 1, 20)
                .formula("the rows since the " + which
                        + " x of n rows, from 0 to n - 1; the last of equal ones counts. NaN"
                        + " while a missing value is in the window")
                .body(new Body.Computed() {
                    @Override
                    int warmup(double[] a) {
                        return (int) a[0] - 1;
                    }

                    @Override
                    Kernel bind(int[] in, double[] a) {
                        return new SinceExtreme(in[0], (int) a[0], sign);
                    }
                });
    }

    private SinceExtreme(int in, int length, double sign) {
        super(in, length, PLACES + length + 1);
        this.sign = sign;
        state[length + EMPTY] = Double.POSITIVE_INFINITY;
        state[length + PREFIX] = Double.POSITIVE_INFINITY;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        int p = position;
        double x = sign * row[in];
        double best = s[length + PREFIX];
        if (x <= best) {
            s[length + PREFIX_PLACE] = Arithmetic.toDouble(p);
        }
        best = Math.min(best, x);
        s[p++] = x;

        double earlier = s[p];
        double place = best <= earlier ? s[length + PREFIX_PLACE] : s[length + PLACES + p] - count;
        out[at] = Double.isNaN(best + earlier) ? Double.NaN : Arithmetic.toDouble(p - 1) - place;

        if (p == length) {
            sweep();
            p = 0;
            best = Double.POSITIVE_INFINITY;
        }
        s[length + PREFIX] = best;
        position = p;
    }

    private void sweep() {
        double[] s = state;
        int last = length - 1;
        int place = last;
        double suffix = s[last];
        s[length + PLACES + last] = place;
        for (int i = last - 1; i > 0; i--) {
            double x = s[i];
            if (x < suffix) {
                place = i;
            }
            suffix = Math.min(suffix, x);
            s[i] = suffix;
            s[length + PLACES + i] = place;
        }
    }
}
