package io.forecastj.features;

import java.util.List;

/** Chande's Aroon indicators: the recency of the highest high and the lowest low. */
final class Aroon extends Kernel {
    static final Kind KIND = Kind.named("aroon")
            .inputs("high", "low")
            .window("n", 1, 25)
            .outputs("up", "down", "oscillator")
            .formula("up = 100 * (n - sinceMax(high,n+1)) / n, down = 100 * (n - sinceMin(low,n+1)) / n,"
                    + " oscillator = up - down (Chande, A Time Price Oscillator, 1995). The window is the current"
                    + " bar and the n before it. NaN while a missing value is in it")
            .rule(a -> a[0] < Kind.LONGEST, "n must be less than " + Kind.LONGEST)
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(SinceExtreme.MAX.of(in.get(0), a[0] + 1), SinceExtreme.MIN.of(in.get(1), a[0] + 1));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Aroon(in[0], in[1], a[0]);
                }
            });

    private final int sinceHigh;
    private final int sinceLow;
    private final double length;

    private Aroon(int sinceHigh, int sinceLow, double length) {
        super(0);
        this.sinceHigh = sinceHigh;
        this.sinceLow = sinceLow;
        this.length = length;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double up = 100 * (length - row[sinceHigh]) / length;
        double down = 100 * (length - row[sinceLow]) / length;
        double oscillator = up - down;
        boolean whole = !Double.isNaN(oscillator);
        out[at] = whole ? up : Double.NaN;
        out[at + 1] = whole ? down : Double.NaN;
        out[at + 2] = oscillator;
    }
}
