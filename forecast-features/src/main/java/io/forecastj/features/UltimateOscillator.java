package io.forecastj.features;

import java.util.ArrayList;
import java.util.List;

/** Williams' ultimate oscillator: buying pressure relative to the true range, over three windows. */
final class UltimateOscillator extends Kernel {
    static final Kind KIND = Kind.named("ultimateOscillator")
            .inputs("high", "low", "close")
            .window("fast", 1, 7)
            .window("middle", 2, 14)
            .window("slow", 3, 28)
            .rule(a -> a[0] < a[1] && a[1] < a[2], "fast must be less than middle, and middle less than slow")
            .formula("100 * (4 a(fast) + 2 a(middle) + a(slow)) / 7, where a(n) = mean(b,n) / mean(trueRange,n)"
                    + " and b = buyingPressure(low,close) (Williams, The Ultimate Oscillator, 1985). From 0 to 100;"
                    + " a(n) is 0.5 where nothing moved. NaN while a missing value is in the windows")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    Feature pressure = BuyingPressure.KIND.create(List.of(in.get(1), in.get(2)), new double[0]);
                    Feature range = TrueRange.KIND.create(in, new double[0]);
                    List<Feature> parts = new ArrayList<>();
                    for (double n : a) {
                        parts.add(RollingMean.KIND.of(pressure, n));
                        parts.add(RollingMean.KIND.of(range, n));
                    }
                    return parts;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new UltimateOscillator(in);
                }
            });

    private final int fastPressure;
    private final int fastRange;
    private final int middlePressure;
    private final int middleRange;
    private final int slowPressure;
    private final int slowRange;

    private UltimateOscillator(int[] in) {
        super(0);
        fastPressure = in[0];
        fastRange = in[1];
        middlePressure = in[2];
        middleRange = in[3];
        slowPressure = in[4];
        slowRange = in[5];
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = 100
                * (4 * share(row[fastPressure], row[fastRange])
                        + 2 * share(row[middlePressure], row[middleRange])
                        + share(row[slowPressure], row[slowRange]))
                / 7;
    }

    private static double share(double pressure, double range) {
        return range == 0 ? 0.5 + 0 * pressure : Arithmetic.divide(pressure, range);
    }
}
