package io.forecastj.features;

import java.util.List;

/** Changes over some rows, written as expressions so that the lags behind them are shared. */
final class Changes {
    private static final double[] NONE = {};

    static final Kind DIFFERENCE = Kind.named("difference")
            .inputs("x")
            .window("n", 1, 3)
            .formula("x[t] - x[t-n]")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return Arithmetic.MINUS.create(of(in.get(0), a), NONE);
                }
            });

    static final Kind RETURNS = Kind.named("returns")
            .inputs("x")
            .window("n", 1, 3)
            .formula("(x[t] - x[t-n]) / x[t-n]. NaN where x[t-n] is 0")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return Arithmetic.RELATIVE.create(of(in.get(0), a), NONE);
                }
            });

    static final Kind LOG_RETURNS = Kind.named("logReturns")
            .inputs("x")
            .window("n", 1, 3)
            .formula("ln x[t] - ln x[t-n]. NaN where one of them is not positive")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return Arithmetic.MINUS.create(of(Arithmetic.LOG.of(in.get(0)), a), NONE);
                }
            });

    private Changes() {}

    private static List<Feature> of(Feature x, double[] n) {
        return List.of(x, Lag.KIND.of(x, n));
    }
}
