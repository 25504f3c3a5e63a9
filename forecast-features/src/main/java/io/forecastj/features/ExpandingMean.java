package io.forecastj.features;

/** Mean of all values so far. */
final class ExpandingMean extends Kernel {
    static final Kind KIND = Kind.named("expandingMean")
            .inputs("x")
            .formula("the mean of all values of x from the first row on. It depends on every row, so it"
                    + " differs over a series that begins later. NaN where x is missing or 1e150 and more in"
                    + " size; the mean continues with the next value")
            .unbounded()
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new ExpandingMean(in[0]);
                }
            });

    private static final int SEEN = 0;
    private static final int MEAN = 1;

    private final int in;

    private ExpandingMean(int in) {
        super(2);
        this.in = in;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double x = row[in];
        if (!Smoothing.isUsable(x)) {
            out[at] = Double.NaN;
            return;
        }
        double seen = ++state[SEEN];
        state[MEAN] += (x - state[MEAN]) / seen;
        out[at] = state[MEAN];
    }
}
