package io.forecastj.features;

/** Replacement of missing values by the last value. */
final class ImputeLast extends Kernel {
    static final Kind KIND = Kind.named("imputeLast")
            .inputs("x")
            .window("n", 1, 3)
            .formula("x, and where it is missing the last value that is not, if that is at most n rows back; else NaN")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new ImputeLast(in[0], (int) a[0]);
                }
            });

    private static final int LAST = 0;
    private static final int AGE = 1;

    private final int in;
    private final int longest;

    private ImputeLast(int in, int longest) {
        super(2);
        this.in = in;
        this.longest = longest;
        state[LAST] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double x = row[in];
        if (!Double.isNaN(x)) {
            state[LAST] = x;
            state[AGE] = 0;
        } else if (++state[AGE] <= longest) {
            x = state[LAST];
        }
        out[at] = x;
    }
}
