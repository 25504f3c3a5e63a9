package io.forecastj.features;

import java.util.List;

/** Volatility by Rogers and Satchell's estimator, which is unbiased in a trend. */
final class RogersSatchell extends Kernel {
    static final Kind VARIANCE = Kind.named("rogersSatchellVariance")
            .inputs("open", "high", "low", "close")
            .formula("ln(high / close) ln(high / open) + ln(low / close) ln(low / open), of one bar (Rogers and"
                    + " Satchell, Estimating Variance from High, Low and Closing Prices, 1991). NaN where a price is"
                    + " not positive")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return Arithmetic.logs(in);
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new RogersSatchell(in[0], in[1], in[2], in[3]);
                }
            });

    static final Kind KIND = Kind.named("rogersSatchell")
            .inputs("open", "high", "low", "close")
            .window("n", 1, 20)
            .formula("sqrt(mean(rogersSatchellVariance(open,high,low,close),n)) (Rogers and Satchell, Estimating"
                    + " Variance from High, Low and Closing Prices, 1991). Of log returns, for one row, gaps between"
                    + " bars not included. NaN while a missing value, or a price that is not positive, is in the"
                    + " window")
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

    private final int open;
    private final int high;
    private final int low;
    private final int close;

    private RogersSatchell(int open, int high, int low, int close) {
        super(0);
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double o = row[open];
        double h = row[high];
        double l = row[low];
        double c = row[close];
        out[at] = (h - c) * (h - o) + (l - c) * (l - o);
    }
}
