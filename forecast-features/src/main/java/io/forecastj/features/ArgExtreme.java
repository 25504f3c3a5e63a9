package io.forecastj.features;

/** Place of the least or the greatest value in the window of the last rows. */
final class ArgExtreme extends WindowKernel {
    static final Kind MIN = kind("argmin", "least", 1);
    static final Kind MAX = kind("argmax", "greatest", -1);

    /**
     * After the ring, whose suffixes are extremes: the suffix of no values, the extreme of the running block, its
     * place.
     */
    private static final int EMPTY = 0;

    private static final int PREFIX = 1;
    private static final int PREFIX_PLACE = 2;
    /** Then, for each suffix, the place of its extreme in the block. */
    private static final int PLACES = 3;

    /** The greatest value is the least one of opposite sign. */
    private final double sign;

    private static Kind kind(String name, String which, double sign) {
        return Kind.named(name)
                .inputs("x")
                .window("n", 1, 20)
                .formula("the place of the " + which + " x in the window of n rows: 1/n for the oldest row, 1 for the"
                        + " current one, in steps of 1/n; of equal values the oldest. NaN while a missing value is in"
                        + " the window")
                .body(new Body.Computed() {
                    @Override
                    int warmup(double[] a) {
                        return (int) a[0] - 1;
                    }

                    @Override
                    Kernel bind(int[] in, double[] a) {
                        return new ArgExtreme(in[0], (int) a[0], sign);
                    }
                });
    }

    private ArgExtreme(int in, int length, double sign) {
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
        double before = s[length + PREFIX];
        double prefix = Math.min(before, x);
        if (prefix != before) {
            s[length + PREFIX_PLACE] = Arithmetic.toDouble(p);
        }
        s[p++] = x;
        double suffix = s[p];
        double extreme = Math.min(prefix, suffix);
        double oldest = Arithmetic.toDouble(p);
        // rows p to length - 1 of the last block are the older ones
        double place = suffix <= prefix ? s[length + PLACES + p] - oldest : s[length + PREFIX_PLACE] + count - oldest;
        out[at] = Double.isNaN(extreme) ? Double.NaN : (place + 1) / count;
        if (p == length) {
            sweep(s);
            p = 0;
            prefix = Double.POSITIVE_INFINITY;
        }
        s[length + PREFIX] = prefix;
        position = p;
    }

    private void sweep(double[] s) {
        double extreme = Double.POSITIVE_INFINITY;
        double place = 0;
        for (int i = length - 1; i > 0; i--) {
            extreme = Math.min(extreme, s[i]);
            if (extreme == s[i]) {
                place = i;
            }
            s[i] = extreme;
            s[length + PLACES + i] = place;
        }
    }
}
