package io.forecastj.features;

import java.util.List;

/** Lane's stochastic oscillator: the position of the close in the range of the last bars, and the mean of that. */
final class Stochastic extends Kernel {
    static final Kind KIND = Kind.named("stochastic")
            .inputs("high", "low", "close")
            .window("n", 1, 14)
            .window("slowing", 1, 3)
            .window("d", 1, 3)
            .outputs("k", "d")
            .formula("k = the mean over slowing rows of 100 * (close - min(low,n)) / (max(high,n) - min(low,n)),"
                    + " the fraction being 0.5 where the range is 0; d = mean(k,d) (Lane, Lane's Stochastics, 1984)."
                    + " From 0 to 100. Slowing 1 gives the fast form. NaN while a missing value is in one of the"
                    + " windows")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    Feature k = RollingMean.KIND.of(position(in, a[0]), a[1]);
                    return List.of(k, RollingMean.KIND.of(k, a[2]));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Stochastic(in[0], in[1]);
                }
            });

    private final int k;
    private final int d;

    private Stochastic(int k, int d) {
        super(0);
        this.k = k;
        this.d = d;
    }

    /** The position of the close between the lowest low, 0, and the highest high, 1, of n rows. */
    static Feature position(List<Feature> highLowClose, double n) {
        Feature lowest = RollingExtreme.MIN.of(highLowClose.get(1), n);
        Feature highest = RollingExtreme.MAX.of(highLowClose.get(0), n);
        return Arithmetic.POSITION.create(List.of(highLowClose.get(2), lowest, highest), new double[0]);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double slow = 100 * row[d];
        out[at] = Double.isNaN(slow) ? Double.NaN : 100 * row[k];
        out[at + 1] = slow;
    }
}
