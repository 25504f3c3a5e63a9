package io.forecastj.features;

import java.util.List;

/** Straightness of a movement: the distance between its ends over the length of its path. */
final class Efficiency extends Kernel {
    static final Kind KIND = Kind.named("efficiency")
            .inputs("x")
            .window("n", 1, 10)
            .formula("(x[t] - x[t-n]) / the sum of |x[i] - x[i-1]| over n rows: the efficiency ratio with"
                    + " its sign (Kaufman, Smarter Trading, 1995). 1 for a straight rise, -1 for a straight"
                    + " fall, near 0 for a range; 0 where x did not move. NaN while a missing value is in"
                    + " the window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(
                            Changes.DIFFERENCE.of(in.get(0), a),
                            RollingMean.KIND.of(AbsoluteChange.KIND.of(in.get(0)), a));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Efficiency(in[0], in[1], a[0]);
                }
            });

    private final int difference;
    private final int step;
    private final double n;

    private Efficiency(int difference, int step, double n) {
        super(0);
        this.difference = difference;
        this.step = step;
        this.n = n;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double path = n * row[step];
        double distance = row[difference];
        // only rounding makes the distance longer than the path
        out[at] = path == 0 ? 0 * distance : Math.max(-1, Math.min(1, distance / path));
    }
}
