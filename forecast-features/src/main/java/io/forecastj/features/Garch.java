package io.forecastj.features;

import java.util.Arrays;
import java.util.List;

/** Volatility of the next row, as expected by the GARCH(1,1) model of the training returns. */
final class Garch extends Kernel {
    static final Kind KIND = Kind.named("garch")
            .inputs("return")
            .formula("sqrt(v[t+1]), v[t+1] = omega + alpha * return[t]^2 + beta * v[t] (Bollerslev,"
                    + " Generalized Autoregressive Conditional Heteroskedasticity, 1986; GARCH(1,1) of mean"
                    + " zero). omega, alpha and beta have the greatest Gaussian likelihood over the training"
                    + " returns; v starts from their mean square. Known at t, in units of the return. The"
                    + " start weighs beta^250 after the warm-up: 3e-6 for a beta of 0.95, 0.006 for 0.98"
                    + " (for daily S&P 500 returns beta is 0.87 and the weight below 1e-15). NaN where the"
                    + " return is missing; v then takes its expected value")
            .body(new Body.Fitted() {
                @Override
                int warmup(double[] a) {
                    return Garch.WARMUP;
                }

                @Override
                double[] fit(Feature feature, List<double[][]> training) {
                    return Garch.fit(feature, training);
                }

                @Override
                Kernel bind(int[] in, double[] a, double[] parameters) {
                    return new Garch(in[0], parameters);
                }
            });

    /** Index in the parameters. */
    static final int OMEGA = 0;

    static final int ALPHA = 1;
    static final int BETA = 2;
    static final int START = 3;

    private static final int WARMUP = 250;

    private static final int VARIANCE = 0;
    private static final int SEEN = 1;

    private final int in;
    private final double omega;
    private final double alpha;
    private final double beta;

    private Garch(int in, double[] parameters) {
        super(2);
        if (parameters.length != 4 || !valid(parameters)) {
            throw new IllegalArgumentException(
                    "garch has the parameters omega > 0, alpha >= 0, beta >= 0 with alpha + beta"
                            + " < 1, and a first variance > 0; found " + Arrays.toString(parameters));
        }
        this.in = in;
        omega = parameters[OMEGA];
        alpha = parameters[ALPHA];
        beta = parameters[BETA];
        state[VARIANCE] = parameters[START];
    }

    private static boolean valid(double[] p) {
        return p[OMEGA] > 0 && p[ALPHA] >= 0 && p[BETA] >= 0 && p[ALPHA] + p[BETA] < 1 && p[START] > 0;
    }

    private static double[] fit(Feature feature, List<double[][]> training) {
        return GarchFit.fit(FitValues.of(feature, training));
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        double r = row[in];
        double next = next(s[VARIANCE], r, omega, alpha, beta);
        if (Double.isNaN(r)) {
            out[at] = Double.NaN;
        } else {
            s[SEEN]++;
            out[at] = s[SEEN] > WARMUP && next < Double.POSITIVE_INFINITY ? Math.sqrt(next) : Double.NaN;
        }
        // a return whose square overflows would make every later variance infinite
        if (s[SEEN] > 0 && next < Double.POSITIVE_INFINITY) {
            s[VARIANCE] = next;
        }
    }

    /** The variance of the row after one of variance v and return r; of a missing return, the expected one. */
    static double next(double v, double r, double omega, double alpha, double beta) {
        double squared = Double.isNaN(r) ? v : r * r;
        return omega + alpha * squared + beta * v;
    }
}
