package io.forecastj.features;

/** Distance between a value and the one of the last row. */
final class AbsoluteChange extends Kernel {
    static final Kind KIND = Kind.named("absoluteChange")
            .inputs("x")
            .formula("|x[t] - x[t-1]|. NaN where x is missing; the next change is from the last value before the gap")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new AbsoluteChange(in[0]);
                }
            });

    private static final int LAST = 0;

    private final int in;

    private AbsoluteChange(int in) {
        super(1);
        this.in = in;
        state[LAST] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double x = row[in];
        out[at] = Math.abs(x - state[LAST]);
        if (!Double.isNaN(x)) {
            state[LAST] = x;
        }
    }
}
