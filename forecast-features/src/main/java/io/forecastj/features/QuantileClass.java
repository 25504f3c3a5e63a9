package io.forecastj.features;

import java.util.Arrays;
import java.util.List;

/** Class of a value among classes that are equally frequent in the training series. */
final class QuantileClass extends Kernel {
    static final Kind KIND = Kind.named("quantileClass")
            .inputs("x")
            .number("classes", 2, 100, 3)
            .rule(a -> a[0] == Math.rint(a[0]), "classes must be a whole number")
            .formula("the number of class limits that x exceeds, from 0 for the lowest class to classes -"
                    + " 1; the limits are the quantiles i / classes of the training values, interpolated as"
                    + " type 7 of Hyndman and Fan (Sample Quantiles in Statistical Packages, 1996). NaN"
                    + " where x is missing")
            .body(new Body.Fitted() {
                @Override
                double[] fit(Feature feature, List<double[][]> training) {
                    return QuantileClass.fit(feature, training);
                }

                @Override
                Kernel bind(int[] in, double[] a, double[] parameters) {
                    return new QuantileClass(in[0], (int) a[0], parameters);
                }
            });

    private final int in;

    /** The state holds the limits, so that a copy has them too. */
    private QuantileClass(int in, int classes, double[] limits) {
        super(classes - 1);
        boolean sorted = true;
        for (int i = 1; i < limits.length; i++) {
            sorted &= limits[i - 1] <= limits[i];
        }
        if (limits.length != classes - 1 || !sorted) {
            throw new IllegalArgumentException("quantileClass of " + classes + " classes has " + (classes - 1)
                    + " limits in rising order; found " + Arrays.toString(limits));
        }
        this.in = in;
        System.arraycopy(limits, 0, state, 0, limits.length);
    }

    private static double[] fit(Feature feature, List<double[][]> training) {
        int classes = (int) feature.arguments()[0];
        double[] sorted = TrainingValues.sorted(feature, training);
        double[] limits = new double[classes - 1];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = TrainingValues.quantile(sorted, (i + 1.0) / classes);
        }
        return limits;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double x = row[in];
        int exceeded = 0;
        for (double limit : state) {
            exceeded += x > limit ? 1 : 0;
        }
        out[at] = Double.isNaN(x) ? Double.NaN : exceeded;
    }
}
