package io.forecastj.features;

import java.util.List;

/** Rate of change of a triple exponential average. */
final class Trix extends Kernel {
    static final Kind KIND = Kind.named("trix")
            .inputs("x")
            .window("n", 1, 15)
            .formula("100 * (e[t] - e[t-1]) / e[t-1], where e = ema(ema(ema(x,n),n),n) (Hutson, Good TRIX, 1983)."
                    + " Each average starts when the start of the one before it weighs at most 1e-7. NaN where x is"
                    + " missing, or e[t-1] is 0; the next change is from the last e before the gap")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(Smoothing.EMA.of(Smoothing.EMA.of(Smoothing.EMA.of(in.get(0), a), a), a));
                }

                @Override
                int warmup(double[] a) {
                    return 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Trix(in[0]);
                }
            });

    private static final int LAST = 0;

    private final int in;

    private Trix(int in) {
        super(1);
        this.in = in;
        state[LAST] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double now = row[in];
        double last = state[LAST];
        if (!Double.isNaN(now)) {
            state[LAST] = now;
        }
        out[at] = Arithmetic.divide(100 * (now - last), last);
    }
}
