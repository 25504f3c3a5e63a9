package io.forecastj.features;

/** Mean of the last rows, also known as the simple moving average, and their sum. */
final class RollingMean extends WindowKernel {
    static final Kind KIND = Kind.named("mean")
            .inputs("x")
            .window("n", 1, 20)
            .formula("sum of x over n rows / n. NaN while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[0] - 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new RollingMean(in[0], (int) a[0], a[0]);
                }
            });

    static final Kind SUM = Kind.named("sum")
            .inputs("x")
            .window("n", 1, 20)
            .formula("sum of x over n rows. NaN while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[0] - 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new RollingMean(in[0], (int) a[0], 1);
                }
            });

    /** After the ring: the suffix of no values, which stays 0, and the sum of the running block. */
    private static final int EMPTY = 0;

    private static final int PREFIX = 1;

    private final double divisor;

    private RollingMean(int in, int length, double divisor) {
        super(in, length, 2);
        this.divisor = divisor;
        state[length + EMPTY] = 0;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] ring = state;
        int p = position;
        double x = row[in];
        double prefix = ring[length + PREFIX] + x;
        ring[p++] = x;
        out[at] = (prefix + ring[p]) / divisor;
        if (p == length) {
            double suffix = 0;
            for (int i = length - 1; i > 0; i--) {
                suffix += ring[i];
                ring[i] = suffix;
            }
            p = 0;
            prefix = 0;
        }
        ring[length + PREFIX] = prefix;
        position = p;
    }
}
