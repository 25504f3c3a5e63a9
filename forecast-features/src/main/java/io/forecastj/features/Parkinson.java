package io.forecastj.features;

import java.util.List;

/** Volatility by Parkinson's estimator, from the range of each bar. */
final class Parkinson extends Kernel {
    static final Kind VARIANCE = Kind.named("parkinsonVariance")
            .inputs("high", "low")
            .formula("(ln high - ln low)^2 / (4 ln 2), of one bar (Parkinson, The Extreme Value Method for"
                    + " Estimating the Variance of the Rate of Return, 1980). NaN where a price is not positive")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return Arithmetic.logs(in);
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Parkinson(in[0], in[1]);
                }
            });

    static final Kind KIND = Kind.named("parkinson")
            .inputs("high", "low")
            .window("n", 1, 20)
            .formula("sqrt(mean(parkinsonVariance(high,low),n)) (Parkinson, The Extreme Value Method for"
                    + " Estimating the Variance of the Rate of Return, 1980). Of log returns, for one row. NaN while"
                    + " a missing value, or a price that is not positive, is in the window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(RollingMean.KIND.of(VARIANCE.create(in, new double[0]), a));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Root(in[0], 1);
                }
            });

    private static final double FACTOR = 1 / (4 * StrictMath.log(2));

    private final int high;
    private final int low;

    private Parkinson(int high, int low) {
        super(0);
        this.high = high;
        this.low = low;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double range = row[high] - row[low];
        out[at] = FACTOR * range * range;
    }
}
