package io.forecastj.features;

/** Wilder's relative strength index: the share of gains in the recent movement. */
final class Rsi extends Kernel {
    static final Kind KIND = Kind.named("rsi")
            .inputs("x")
            .window("n", 1, 14)
            .formula("100 * gain / (gain + loss), both the Wilder smoothing over n of the rises and falls"
                    + " of x (Wilder, New Concepts in Technical Trading Systems, 1978). 50 where x never"
                    + " moved. NaN where x is missing; the next change is from the last value before the gap")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return 1 + Smoothing.warmup((int) a[0], 1 / a[0]);
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Rsi(in[0], (int) a[0]);
                }
            });

    private static final int GAIN = 0;
    private static final int LOSS = Smoothing.STATE;
    private static final int LAST = 2 * Smoothing.STATE;

    private final int in;
    private final double length;
    private final double alpha;
    private final double shownAfter;

    private Rsi(int in, int length) {
        super(LAST + 1);
        this.in = in;
        this.length = length;
        this.alpha = 1.0 / length;
        this.shownAfter = Smoothing.warmup(length, alpha);
        state[LAST] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double x = row[in];
        out[at] = Double.NaN;
        if (Double.isNaN(x)) {
            return;
        }
        double change = x - state[LAST];
        state[LAST] = x;
        if (!Smoothing.isUsable(change)) {
            return;
        }
        double size = Math.abs(change);
        // the change where it is above 0, and its size where it is below, exactly and without a branch
        double gain = Smoothing.step(state, GAIN, 0.5 * (size + change), length, alpha);
        double loss = Smoothing.step(state, LOSS, 0.5 * (size - change), length, alpha);
        if (state[GAIN] > shownAfter) {
            double moved = gain + loss;
            out[at] = moved == 0 ? 50 : 100 * gain / moved;
        }
    }
}
