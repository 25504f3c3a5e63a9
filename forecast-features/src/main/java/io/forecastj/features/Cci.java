package io.forecastj.features;

import java.util.List;

/**
 * The commodity channel index of Lambert.
 *
 * <p>The mean absolute deviation is summed over the window for every row: it has no running form, because each row
 * moves the mean that all deviations are from. For the usual windows of 14 to 40 rows that is the fastest exact way.
 */
final class Cci extends WindowKernel {
    static final Kind KIND = Kind.named("cci")
            .inputs("high", "low", "close")
            .window("n", 1, 20)
            .formula("(p - m) / (0.015 * (sum of |p - m| over n rows) / n), where p = (high + low + close) / 3 and"
                    + " m = mean(p,n) (Lambert, Commodity Channel Index: Tool for Trading Cyclic Trends, 1980). 0"
                    + " where the window does not vary. NaN while a missing value is in the window. Takes time in"
                    + " proportion to n")
            .parts((in, a) -> {
                Feature price = BarShape.TYPICAL_PRICE.create(in, new double[0]);
                return List.of(price, Moments.KIND.of(price, a[0]).output("mean"));
            })
            .kernel((in, a) -> new Cci(in[0], in[1], (int) a[0]));

    private static final double LAMBERT = 0.015;

    private final int mean;

    private Cci(int price, int mean, int length) {
        super(price, length, 0);
        this.mean = mean;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] ring = state;
        int p = position;
        double price = row[in];
        double mean = row[this.mean];
        ring[p] = price;
        position = p + 1 == length ? 0 : p + 1;
        if (Double.isNaN(mean)) {
            out[at] = Double.NaN;
            return;
        }
        double deviation = 0;
        for (int i = 0; i < length; i++) {
            deviation += Math.abs(ring[i] - mean);
        }
        out[at] = deviation == 0 ? 0 : (price - mean) * length / (LAMBERT * deviation);
    }
}
