package io.forecastj.features;

import java.util.List;

/** Volatility by Garman and Klass's estimator, from the range and the body of each bar. */
final class GarmanKlass extends Kernel {
    static final Kind VARIANCE = Kind.named("garmanKlassVariance")
            .inputs("open", "high", "low", "close")
            .formula("(ln high - ln low)^2 / 2 - (2 ln 2 - 1) (ln close - ln open)^2, of one bar (Garman and"
                    + " Klass, On the Estimation of Security Price Volatilities from Historical Data, 1980). NaN"
                    + " where a price is not positive")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return Arithmetic.logs(in);
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new GarmanKlass(in[0], in[1], in[2], in[3]);
                }
            });

    static final Kind KIND = Kind.named("garmanKlass")
            .inputs("open", "high", "low", "close")
            .window("n", 1, 20)
            .formula("sqrt(mean(garmanKlassVariance(open,high,low,close),n)) (Garman and Klass, On the Estimation"
                    + " of Security Price Volatilities from Historical Data, 1980). Of log returns, for one row,"
                    + " gaps between bars not included. NaN while a missing value, or a price that is not positive,"
                    + " is in the window")
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

    private static final double BODY = 2 * StrictMath.log(2) - 1;

    private final int open;
    private final int high;
    private final int low;
    private final int close;

    private GarmanKlass(int open, int high, int low, int close) {
        super(0);
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double range = row[high] - row[low];
        double body = row[close] - row[open];
        out[at] = 0.5 * range * range - BODY * body * body;
    }
}
