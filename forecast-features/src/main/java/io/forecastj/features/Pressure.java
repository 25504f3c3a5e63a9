package io.forecastj.features;

import java.util.List;

/** Side that moved the price from open to close, weighted by the volume. */
final class Pressure {
    static final Kind FORCE = Kind.named("barForce")
            .inputs("open", "high", "low", "close", "volume")
            .formula("volume * (close - open) / (high - low): the balance of power (Livshin, Balance of"
                    + " Market Power, Technical Analysis of Stocks and Commodities, 2001) times the volume."
                    + " 0 where high equals low; NaN where a value is missing")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(BarShape.BODY_TO_RANGE.create(in.subList(0, 4), new double[0]), in.get(4));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Product(in[0], in[1]);
                }
            });

    static final Kind KIND = Kind.named("marketPressure")
            .inputs("open", "high", "low", "close", "volume")
            .window("n", 1, 10)
            .formula("the sum of volume * (close - open) / (high - low) / the sum of volume, over n rows:"
                    + " the volume-weighted balance of power (Livshin, Balance of Market Power, Technical"
                    + " Analysis of Stocks and Commodities, 2001). From -1 to 1; NaN where nothing was"
                    + " traded, and while a missing value is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return Arithmetic.RATIO.create(
                            List.of(
                                    RollingMean.KIND.of(FORCE.create(in, new double[0]), a),
                                    RollingMean.KIND.of(in.get(4), a)),
                            new double[0]);
                }
            });

    private Pressure() {}
}
