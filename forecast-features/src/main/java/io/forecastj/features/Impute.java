package io.forecastj.features;

import java.util.Arrays;
import java.util.List;

/**
 * Replacement of missing values by a usual value.
 *
 * <p>Rows before the first value stay NaN, so a warm-up is not filled.
 */
final class Impute extends Kernel {
    static final Kind MEAN = Kind.named("imputeMean")
            .inputs("x")
            .formula("x, and where it is missing the mean of all values of the training series; NaN before"
                    + " the first value of the series at hand")
            .body(new Body.Fitted() {
                @Override
                double[] fit(Feature feature, List<double[][]> training) {
                    double[] values = TrainingValues.sorted(feature, training);
                    double mean = 0;
                    for (int i = 0; i < values.length; i++) {
                        mean += (values[i] - mean) / (i + 1);
                    }
                    return new double[] {mean};
                }

                @Override
                Kernel bind(int[] in, double[] a, double[] parameters) {
                    return new Impute("imputeMean", in[0], parameters);
                }
            });

    static final Kind MEDIAN = Kind.named("imputeMedian")
            .inputs("x")
            .formula("x, and where it is missing the median of all values of the training series; NaN before the first"
                    + " value of the series at hand")
            .body(new Body.Fitted() {
                @Override
                double[] fit(Feature feature, List<double[][]> training) {
                    return new double[] {TrainingValues.quantile(TrainingValues.sorted(feature, training), 0.5)};
                }

                @Override
                Kernel bind(int[] in, double[] a, double[] parameters) {
                    return new Impute("imputeMedian", in[0], parameters);
                }
            });

    private static final int BEGUN = 0;

    private final int in;
    private final double usual;

    private Impute(String kind, int in, double[] parameters) {
        super(1);
        if (parameters.length != 1) {
            throw new IllegalArgumentException(
                    kind + " has one parameter, the value to put in; found " + Arrays.toString(parameters));
        }
        this.in = in;
        this.usual = parameters[0];
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double x = row[in];
        if (!Double.isNaN(x)) {
            state[BEGUN] = 1;
        } else if (state[BEGUN] == 1) {
            x = usual;
        }
        out[at] = x;
    }
}
