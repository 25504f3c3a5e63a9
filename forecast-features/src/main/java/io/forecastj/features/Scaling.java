package io.forecastj.features;

import java.util.Arrays;
import java.util.List;

/** Scaling by quartiles or extremes of the training series; {@link StandardScale} scales by mean and deviation. */
final class Scaling extends Kernel {
    static final Kind ROBUST = Kind.named("robustScale")
            .inputs("x")
            .formula("(x - m) / s, m the median and s the distance between the quartiles (interpolated"
                    + " linearly) of all values of the training series; s = 1 if the quartiles are equal."
                    + " Outliers hardly change it. NaN where x is missing")
            .body(new Body.Fitted() {
                @Override
                double[] fit(Feature feature, List<double[][]> training) {
                    double[] sorted = TrainingValues.sorted(feature, training);
                    double quartiles = TrainingValues.quantile(sorted, 0.75) - TrainingValues.quantile(sorted, 0.25);
                    return new double[] {TrainingValues.quantile(sorted, 0.5), positive(quartiles)};
                }

                @Override
                Kernel bind(int[] in, double[] a, double[] parameters) {
                    return new Scaling("robustScale", in[0], parameters);
                }
            });

    static final Kind MIN_MAX = Kind.named("minMaxScale")
            .inputs("x")
            .formula("(x - low) / (high - low), low and high the least and the greatest value of the"
                    + " training series; x - low if they are equal. From 0 to 1 in training; later values"
                    + " may lie outside. NaN where x is missing")
            .body(new Body.Fitted() {
                @Override
                double[] fit(Feature feature, List<double[][]> training) {
                    double[] sorted = TrainingValues.sorted(feature, training);
                    return new double[] {sorted[0], positive(sorted[sorted.length - 1] - sorted[0])};
                }

                @Override
                Kernel bind(int[] in, double[] a, double[] parameters) {
                    return new Scaling("minMaxScale", in[0], parameters);
                }
            });

    private final int in;
    private final double origin;
    private final double unit;

    private Scaling(String kind, int in, double[] parameters) {
        super(0);
        if (parameters.length != 2 || !(parameters[1] > 0)) {
            throw new IllegalArgumentException(
                    kind + " has two parameters, an origin and a unit above 0; found " + Arrays.toString(parameters));
        }
        this.in = in;
        this.origin = parameters[0];
        this.unit = parameters[1];
    }

    private static double positive(double spread) {
        return spread > 0 ? spread : 1;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = (row[in] - origin) / unit;
    }
}
