package io.forecastj.features;

import java.util.List;

/** Williams %R: the place of the close in the range of the last rows, in percent from -100 to 0. */
final class WilliamsR {
    static final Kind KIND = Kind.named("williamsR")
            .inputs("high", "low", "close")
            .window("n", 1, 14)
            .formula("-100 * (max(high,n) - close) / (max(high,n) - min(low,n)) (Williams, How I Made One Million"
                    + " Dollars Last Year Trading Commodities, 1973). From -100 at the lowest low to 0 at the"
                    + " highest high; -50 where they are equal. NaN while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(Stochastic.position(in, a[0]));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Percentage(in[0], -100);
                }
            });

    private WilliamsR() {}
}
