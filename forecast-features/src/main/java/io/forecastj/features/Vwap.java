package io.forecastj.features;

import java.util.List;

/** Volume-weighted average price of the last bars, and the distance of the close from it. */
final class Vwap {
    /** The price of a bar's volume, if all of it was traded at the bar's typical price. */
    static final Kind TURNOVER = Kind.named("turnover")
            .inputs("high", "low", "close", "volume")
            .formula("volume * (high + low + close) / 3: the value traded, at the typical price. NaN where a value is"
                    + " missing")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(BarShape.TYPICAL_PRICE.create(in.subList(0, 3), new double[0]), in.get(3));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Product(in[0], in[1]);
                }
            });

    static final Kind DISTANCE = Kind.named("vwapDistance")
            .inputs("high", "low", "close", "volume")
            .window("n", 1, 20)
            .formula("(close - vwap) / vwap, where vwap = the sum of volume * (high + low + close) / 3 /"
                    + " the sum of volume, over n rows (Berkowitz, Logue and Noser, The Total Cost of"
                    + " Transactions on the NYSE, 1988, on bars). NaN where nothing was traded, and while a"
                    + " missing value is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return Arithmetic.RELATIVE.create(List.of(in.get(2), average(in, a)), new double[0]);
                }
            });

    private Vwap() {}

    private static Feature average(List<Feature> in, double[] n) {
        Feature turnover = TURNOVER.create(in, new double[0]);
        return Arithmetic.RATIO.create(
                List.of(RollingMean.KIND.of(turnover, n), RollingMean.KIND.of(in.get(3), n)), new double[0]);
    }
}
