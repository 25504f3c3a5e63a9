package io.forecastj.features;

/** Distance from the true low of a bar up to its close. */
final class BuyingPressure extends Kernel {
    static final Kind KIND = Kind.named("buyingPressure")
            .inputs("low", "close")
            .formula("close - min(low, last close) (Williams, The Ultimate Oscillator, 1985). In units of the"
                    + " price. NaN where low or close is missing; a missing close leaves the one before it")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new BuyingPressure(in[0], in[1]);
                }
            });

    private static final int LAST_CLOSE = 0;

    private final int low;
    private final int close;

    private BuyingPressure(int low, int close) {
        super(1);
        this.low = low;
        this.close = close;
        state[LAST_CLOSE] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double now = row[close];
        out[at] = now - Math.min(row[low], state[LAST_CLOSE]);
        if (!Double.isNaN(now)) {
            state[LAST_CLOSE] = now;
        }
    }
}
