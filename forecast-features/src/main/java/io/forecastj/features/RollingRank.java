package io.forecastj.features;

/** Rank of the current value among those of the last rows. */
final class RollingRank extends OrderKernel {
    static final Kind KIND = Kind.named("rank")
            .inputs("x")
            .window("n", 1, 20)
            .formula("the rank of x[t] among the values of n rows, from 1 for the least to n, as a share of"
                    + " n; equal values have the mean of their ranks (as pandas' rank with pct=True). NaN"
                    + " while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[0] - 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new RollingRank(in[0], (int) a[0]);
                }
            });

    private RollingRank(int in, int length) {
        super(in, length);
    }

    @Override
    double of(OrderedWindow window, double x) {
        // the mean of the ranks below + 1 to upTo
        return (window.below(x) + window.upTo(x) + 1) / (2.0 * length);
    }
}
