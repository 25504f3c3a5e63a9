package io.forecastj.features;

/** Least or greatest value of the last rows. */
final class RollingExtreme extends WindowKernel {
    static final Kind MIN = kind("min", "least", 1);
    static final Kind MAX = kind("max", "greatest", -1);

    /** After the ring: the suffix of no values, which stays infinite, and the extreme of the running block. */
    private static final int EMPTY = 0;

    private static final int PREFIX = 1;

    /** The greatest value is the least one of opposite sign. */
    private final double sign;

    private static Kind kind(String name, String which, double sign) {
        return Kind.named(name)
                .inputs("x")
                .window("n", 1, 20)
                .formula("the " + which + " x of n rows. NaN while a missing value is in the window")
                .body(new Body.Computed() {
                    @Override
                    int warmup(double[] a) {
                        return (int) a[0] - 1;
                    }

                    @Override
                    Kernel bind(int[] in, double[] a) {
                        return new RollingExtreme(in[0], (int) a[0], sign);
                    }
                });
    }

    private RollingExtreme(int in, int length, double sign) {
        super(in, length, 2);
        this.sign = sign;
        state[length + EMPTY] = Double.POSITIVE_INFINITY;
        state[length + PREFIX] = Double.POSITIVE_INFINITY;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] ring = state;
        int p = position;
        double x = sign * row[in];
        double prefix = Math.min(ring[length + PREFIX], x);
        ring[p++] = x;
        out[at] = sign * Math.min(prefix, ring[p]);
        if (p == length) {
            double suffix = Double.POSITIVE_INFINITY;
            for (int i = length - 1; i > 0; i--) {
                suffix = Math.min(ring[i], suffix);
                ring[i] = suffix;
            }
            p = 0;
            prefix = Double.POSITIVE_INFINITY;
        }
        ring[length + PREFIX] = prefix;
        position = p;
    }
}
