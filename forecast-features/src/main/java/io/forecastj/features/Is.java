package io.forecastj.features;

/** Whether a value is a certain one, which is a column of a one-hot encoding. */
final class Is extends Kernel {
    static final Kind KIND = Kind.named("is")
            .inputs("x")
            .number("value", -1e9, 1e9, 1)
            .formula("1 where x = value, else 0. NaN where x is missing")
            .kernel((in, a) -> new Is(in[0], a[0]));

    private final int in;
    private final double value;

    private Is(int in, double value) {
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
