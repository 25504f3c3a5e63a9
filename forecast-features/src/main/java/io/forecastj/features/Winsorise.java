package io.forecastj.features;

import java.util.Arrays;
import java.util.List;

/** Limiting of outliers to quantiles of the training series. */
final class Winsorise extends Kernel {
    static final Kind KIND = Kind.named("winsorise")
            .inputs("x")
            .number("p", 0, 0.49, 0.01)
            .formula("x, but at least the quantile p and at most the quantile 1 - p (interpolated linearly)"
                    + " of all values of the training series. NaN where x is missing")
            .body(new Body.Fitted() {
                @Override
                double[] fit(Feature feature, List<double[][]> training) {
                    double p = feature.arguments()[0];
                    double[] sorted = TrainingValues.sorted(feature, training);
                    return new double[] {TrainingValues.quantile(sorted, p), TrainingValues.quantile(sorted, 1 - p)};
                }

                @Override
                Kernel bind(int[] in, double[] a, double[] parameters) {
                    return new Winsorise(in[0], parameters);
                }
            });

    private final int in;
    private final double low;
    private final double high;

    private Winsorise(int in, double[] parameters) {
        super(0);
        if (parameters.length != 2 || !(parameters[0] <= parameters[1])) {
            throw new IllegalArgumentException(
                    "winsorise has two parameters, the lower one first; found " + Arrays.toString(parameters));
        }
        this.in = in;
        this.low = parameters[0];
        this.high = parameters[1];
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = Math.min(Math.max(row[in], low), high);
    }
}
