package io.forecastj.features;

/** Sine and cosine of the row's time, from which a model can build any smooth seasonal curve. */
final class Fourier extends Kernel {
    static final Kind KIND = Kind.named("fourier")
            .number("days", 1.0 / 86_400, 1_000_000, 365.25)
            .number("order", 1, 1_000, 1)
            .rule(a -> a[1] == Math.rint(a[1]), "order must be a whole number")
            .outputs("sin", "cos")
            .formula("sin and cos of 2 pi order t / days, where t is the time in days since 1970-01-01T00:00")
            .body(new Body.OfTime() {
                @Override
                Kernel bind(int time, double[] a) {
                    return new Fourier(time, a[1] / (a[0] * 86_400_000));
                }
            });

    private final int time;
    private final double cyclesPerMilli;

    private Fourier(int time, double cyclesPerMilli) {
        super(0);
        this.time = time;
        this.cyclesPerMilli = cyclesPerMilli;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double cycles = row[time] * cyclesPerMilli;
        double angle = 2 * Math.PI * (cycles - Math.rint(cycles));
        out[at] = Math.sin(angle);
        out[at + 1] = Math.cos(angle);
    }
}
