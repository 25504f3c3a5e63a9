package io.forecastj.features;

/** Value a number of rows before. */
final class Lag extends WindowKernel {
    static final Kind KIND = Kind.named("lag")
            .inputs("x")
            .window("n", 1, 3)
            .formula("x[t-n]")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[0];
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Lag(in[0], (int) a[0]);
                }
            });

    private Lag(int in, int length) {
        super(in, length, 0);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        int p = position;
        double x = row[in];
        out[at] = state[p];
        state[p] = x;
        position = p + 1 == length ? 0 : p + 1;
    }
}
