package io.forecastj.features;

import java.util.List;

/** Volatility of a span of rows, from the squared returns within it. */
final class RealisedVolatility extends Kernel {
    static final Kind SQUARED_RETURN = Kind.named("squaredReturn")
            .inputs("x")
            .formula("logReturns(x,1)^2. NaN where x or the value before it is not positive")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(Changes.LOG_RETURNS.of(in.get(0), 1));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new RealisedVolatility(in[0]);
                }
            });

    static final Kind KIND = Kind.named("realisedVolatility")
            .inputs("x")
            .window("n", 1, 20)
            .formula("sqrt(sum of logReturns(x,1)^2 over n rows) (Andersen and Bollerslev, Answering the Skeptics:"
                    + " Yes, Standard Volatility Models Do Provide Accurate Forecasts, 1998). For the n rows"
                    + " together: divide by sqrt(n) for one row. NaN while a missing value, or one that is not"
                    + " positive, is in the window or the row before it")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(RollingMean.KIND.of(SQUARED_RETURN.of(in.get(0)), a));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Root(in[0], a[0]);
                }
            });

    private final int in;

    private RealisedVolatility(int in) {
        super(0);
        this.in = in;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double change = row[in];
        out[at] = change * change;
    }
}
