package io.forecastj.features;

/** A periodic number as a point on a circle, on which December is next to January. */
final class Cyclic extends Kernel {
    static final Kind KIND = Kind.named("cyclic")
            .inputs("x")
            .number("period", 1e-6, 1e9, 12)
            .outputs("sin", "cos")
            .formula("sin and cos of 2 pi x / period. NaN where x is missing")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Cyclic(in[0], a[0]);
                }
            });

    private final int in;
    private final double period;

    private Cyclic(int in, double period) {
        super(0);
        this.in = in;
        this.period = period;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double cycles = row[in] / period;
        double angle = 2 * Math.PI * (cycles - Math.rint(cycles));
        out[at] = Math.sin(angle);
        out[at + 1] = Math.cos(angle);
    }
}
