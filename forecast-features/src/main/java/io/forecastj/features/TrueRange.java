package io.forecastj.features;

import java.util.List;

/** Wilder's true range, the movement of a bar including the gap before it, and its average. */
final class TrueRange extends Kernel {
    static final Kind KIND = Kind.named("trueRange")
            .inputs("high", "low", "close")
            .formula("max(high, last close) - min(low, last close) (Wilder 1978). NaN where high or low is missing; a"
                    + " missing close leaves the one before it")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new TrueRange(in[0], in[1], in[2]);
                }
            });

    static final Kind ATR = Kind.named("atr")
            .inputs("high", "low", "close")
            .window("n", 1, 14)
            .formula("wilder(trueRange(high,low,close),n) (Wilder 1978). In units of the price")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return Smoothing.WILDER.create(List.of(KIND.create(in, new double[0])), a);
                }
            });

    private static final int LAST_CLOSE = 0;

    private final int high;
    private final int low;
    private final int close;

    private TrueRange(int high, int low, int close) {
        super(1);
        this.high = high;
        this.low = low;
        this.close = close;
        state[LAST_CLOSE] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double last = state[LAST_CLOSE];
        double now = row[close];
        out[at] = Math.max(row[high], last) - Math.min(row[low], last);
        if (!Double.isNaN(now)) {
            state[LAST_CLOSE] = now;
        }
    }
}
