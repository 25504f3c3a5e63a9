package io.forecastj.features;

import java.util.List;

/** A quantile of the last rows. */
final class RollingQuantile extends OrderKernel {
    static final Kind KIND = Kind.named("quantile")
            .inputs("x")
            .window("n", 1, 20)
            .number("q", 0, 1, 0.8)
            .formula("the value below which a share q of n rows lies: with the values in order, x_0 to"
                    + " x_(n-1), the one at q (n-1), interpolated linearly (type 7 of Hyndman and Fan,"
                    + " Sample Quantiles in Statistical Packages, 1996; as in pandas and NumPy). NaN while a"
                    + " missing value is in the window")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[0] - 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new RollingQuantile(in[0], (int) a[0], a[1]);
                }
            });

    static final Kind MEDIAN = Kind.named("median")
            .inputs("x")
            .window("n", 1, 20)
            .formula("the middle one of n values in order, the mean of the middle two if n is even. NaN while a missing"
                    + " value is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return KIND.of(in.get(0), a[0], 0.5);
                }
            });

    private final int rank;
    private final double fraction;

    private RollingQuantile(int in, int length, double q) {
        super(in, length);
        double place = q * (length - 1);
        rank = (int) place;
        fraction = place - rank;
    }

    @Override
    double of(OrderedWindow window, double x) {
        double low = window.get(rank);
        return fraction == 0 ? low : low + (window.get(rank + 1) - low) * fraction;
    }
}
