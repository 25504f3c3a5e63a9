package io.forecastj.features;

import java.util.List;

/** Class of a movement: a rising trend, a falling trend or a range. */
final class TrendClass extends Kernel {
    static final Kind KIND = Kind.named("trendClass")
            .inputs("x")
            .window("n", 1, 20)
            .number("threshold", 0, 1, 0.3)
            .formula("1 for a rising trend where efficiency(x,n) >= threshold, -1 for a falling one where"
                    + " it is <= -threshold, else 0 for a range, and where x did not move (Kaufman, Smarter"
                    + " Trading, 1995, for the efficiency). NaN while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(Efficiency.KIND.of(in.get(0), a[0]));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new TrendClass(in[0], a[1]);
                }
            });

    private final int efficiency;
    private final double threshold;

    private TrendClass(int efficiency, double threshold) {
        super(0);
        this.efficiency = efficiency;
        this.threshold = threshold;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double e = row[efficiency];
        out[at] = Math.abs(e) < threshold ? 0 : Math.signum(e);
    }
}
