package io.forecastj.features;

import java.util.List;

/** The Donchian channel: the position of the close in the range of the last bars, and the width of that range. */
final class Donchian extends Kernel {
    static final Kind KIND = Kind.named("donchian")
            .inputs("high", "low", "close")
            .window("n", 1, 20)
            .outputs("position", "width")
            .formula("position = (close - lower) / (upper - lower), width = (upper - lower) / ((upper + lower) /"
                    + " 2), for upper = max(high,n) and lower = min(low,n), the current bar included (Donchian,"
                    + " Trend-Following Methods in Commodity Price Analysis, 1957). The position is 0.5 where the"
                    + " range is 0. The width is NaN where the middle is 0. NaN while a missing value is in the"
                    + " window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(
                            Stochastic.position(in, a[0]),
                            RollingExtreme.MIN.of(in.get(1), a[0]),
                            RollingExtreme.MAX.of(in.get(0), a[0]));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Donchian(in[0], in[1], in[2]);
                }
            });

    private final int position;
    private final int lower;
    private final int upper;

    private Donchian(int position, int lower, int upper) {
        super(0);
        this.position = position;
        this.lower = lower;
        this.upper = upper;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double bottom = row[lower];
        double top = row[upper];
        out[at] = row[position];
        out[at + 1] = Arithmetic.divide(2 * (top - bottom), top + bottom);
    }
}
