package io.forecastj.features;

import java.util.List;

/** Appel's moving average convergence/divergence: a short average less a long one, and the average of that. */
final class Macd extends Kernel {
    static final Kind KIND = Kind.named("macd")
            .inputs("x")
            .window("fast", 1, 12)
            .window("slow", 2, 26)
            .window("signal", 1, 9)
            .rule(a -> a[0] < a[1], "fast must be less than slow")
            .outputs("line", "signal", "histogram")
            .formula("line = ema(x,fast) - ema(x,slow); signal = the same average of the line over signal"
                    + " rows; histogram = line - signal (Appel, The Moving Average Convergence-Divergence"
                    + " Method, 1979). In units of x. NaN where x is missing; the smoothing continues with"
                    + " the next value")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(Smoothing.EMA.of(in.get(0), a[0]), Smoothing.EMA.of(in.get(0), a[1]));
                }

                @Override
                int warmup(double[] a) {
                    return Smoothing.warmup((int) a[2], Smoothing.emaAlpha(a[2]));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Macd(in[0], in[1], (int) a[2]);
                }
            });

    private final int fast;
    private final int slow;
    private final double length;
    private final double alpha;
    private final double shownAfter;

    private Macd(int fast, int slow, int length) {
        super(Smoothing.STATE);
        this.fast = fast;
        this.slow = slow;
        this.length = length;
        this.alpha = Smoothing.emaAlpha(length);
        this.shownAfter = Smoothing.warmup(length, alpha);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double line = row[fast] - row[slow];
        double result = Smoothing.step(state, 0, line, length, alpha);
        double signal = state[0] > shownAfter ? result : Double.NaN;
        boolean shown = !Double.isNaN(signal);
        out[at] = shown ? line : Double.NaN;
        out[at + 1] = signal;
        out[at + 2] = line - signal;
    }
}
