package io.forecastj.features;

/** One column of a one-hot encoding: 1 where a value is the given one, else 0. */
final class OneHot extends Kernel {
    static final Kind KIND = Kind.named("is")
            .inputs("x")
            .number("value", -1e9, 1e9, 1)
            .formula("1 where x = value, else 0. NaN where x is missing")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new OneHot(in[0], a[0]);
                }
            });

    private final int in;
    private final double value;

    private OneHot(int in, double value) {
        super(0);
        this.in = in;
        this.value = value;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double x = row[in];
        out[at] = Double.isNaN(x) ? x : x == value ? 1 : 0;
    }
}
