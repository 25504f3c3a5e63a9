package io.forecastj.features;

import java.util.List;

/** Arithmetic of one row's values, used by the formulas of Alpha158. */
final class AlphaArithmetic {
    static final Kind GUARDED_RATIO = Kind.named("guardedRatio")
            .inputs("x", "y")
            .formula(
                    "x / (y + 1e-12), for y that are 0 or far above it (Microsoft Qlib, Alpha158, 2020). NaN where y is"
                            + " -1e-12")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new GuardedRatio(in[0], in[1]);
                }
            });

    static final Kind WEIGHTED_MOVE = Kind.named("weightedMove")
            .inputs("close", "volume")
            .formula("|close[t] / close[t-1] - 1| * volume[t]: the size of the last return, weighted with the volume"
                    + " (Microsoft Qlib, Alpha158, 2020). NaN where close[t-1] is 0")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(Changes.RETURNS.of(in.get(0), 1), in.get(1));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new WeightedMove(in[0], in[1]);
                }
            });

    private static final double GUARD = 1e-12;

    private AlphaArithmetic() {}

    static double guarded(double x, double y) {
        return Arithmetic.divide(x, y + GUARD);
    }

    private static final class GuardedRatio extends Kernel {
        private final int x;
        private final int y;

        GuardedRatio(int x, int y) {
            super(0);
            this.x = x;
            this.y = y;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = guarded(row[x], row[y]);
        }
    }

    private static final class WeightedMove extends Kernel {
        private final int change;
        private final int weight;

        WeightedMove(int change, int weight) {
            super(0);
            this.change = change;
            this.weight = weight;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = Math.abs(row[change]) * row[weight];
        }
    }
}
