package io.forecastj.features;

import java.util.List;

/** The rate of change in percent. */
final class Roc {
    static final Kind KIND = Kind.named("roc")
            .inputs("x")
            .window("n", 1, 10)
            .formula("100 * (x[t] - x[t-n]) / x[t-n], the rate of change. NaN where x[t-n] is 0")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(Changes.RETURNS.of(in.get(0), a));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Percentage(in[0], 0);
                }
            });

    private Roc() {}
}
