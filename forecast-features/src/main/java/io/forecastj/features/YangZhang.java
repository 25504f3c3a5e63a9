package io.forecastj.features;

import java.util.List;

/** Volatility by Yang and Zhang's estimator, from gaps, bodies and ranges; unbiased in a trend and with gaps. */
final class YangZhang extends Kernel {
    static final Kind KIND = Kind.named("yangZhang")
            .inputs("open", "high", "low", "close")
            .window("n", 2, 20)
            .formula("sqrt(o + k c + (1 - k) r), where o and c are the sample variances over n rows of ln(open /"
                    + " last close) and of ln(close / open), r = mean(rogersSatchellVariance(open,high,low,close),n)"
                    + " and k = 0.34 / (1.34 + (n + 1) / (n - 1)) (Yang and Zhang, Drift-Independent Volatility"
                    + " Estimation Based on High, Low, Open, and Close Prices, 2000). Of log returns, for one row."
                    + " NaN while a missing value, or a price that is not positive, is in the window or its close in"
                    + " the row before it")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    double[] none = {};
                    Feature open = Arithmetic.LOG.of(in.get(0));
                    Feature close = Arithmetic.LOG.of(in.get(3));
                    Feature gap = Arithmetic.MINUS.create(List.of(open, Lag.KIND.of(close, 1)), none);
                    Feature body = Arithmetic.MINUS.create(List.of(close, open), none);
                    return List.of(
                            Moments.KIND.of(gap, a).output("std"),
                            Moments.KIND.of(body, a).output("std"),
                            RollingMean.KIND.of(RogersSatchell.VARIANCE.create(in, none), a));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new YangZhang(in[0], in[1], in[2], a[0]);
                }
            });

    private final int gap;
    private final int body;
    private final int range;
    private final double gapWeight;
    private final double bodyWeight;
    private final double rangeWeight;

    private YangZhang(int gap, int body, int range, double n) {
        super(0);
        this.gap = gap;
        this.body = body;
        this.range = range;
        double k = 0.34 / (1.34 + (n + 1) / (n - 1));
        this.gapWeight = n / (n - 1); // from the variance of the population to that of a sample
        this.bodyWeight = k * gapWeight;
        this.rangeWeight = 1 - k;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double gapStd = row[gap];
        double bodyStd = row[body];
        double variance = gapWeight * gapStd * gapStd + bodyWeight * bodyStd * bodyStd + rangeWeight * row[range];
        out[at] = Math.sqrt(Arithmetic.notNegative(variance));
    }
}
