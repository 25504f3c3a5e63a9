package io.forecastj.features;

import io.forecastj.InsufficientHistoryException;
import java.util.Arrays;
import java.util.List;

/** Scaling by the mean and the standard deviation of the training series. */
final class StandardScale extends Kernel {
    static final Kind KIND = Kind.named("standardScale")
            .inputs("x")
            .formula("(x - m) / s, m and s the mean and the standard deviation (of the population) of all values of the"
                    + " training series; s = 1 if they are all equal. NaN where x is missing")
            .body(new Body.Fitted() {
                @Override
                double[] fit(Feature feature, List<double[][]> training) {
                    return StandardScale.fit(feature, training);
                }

                @Override
                Kernel bind(int[] in, double[] a, double[] parameters) {
                    return new StandardScale(in[0], parameters);
                }
            });

    private final int in;
    private final double mean;
    private final double std;

    private StandardScale(int in, double[] parameters) {
        super(0);
        if (parameters.length != 2 || !(parameters[1] > 0)) {
            throw new IllegalArgumentException(
                    "standardScale has two parameters, a mean and a standard deviation above 0;" + " found "
                            + Arrays.toString(parameters));
        }
        this.in = in;
        this.mean = parameters[0];
        this.std = parameters[1];
    }

    /** Welford's update (Technometrics 4, 1962), which keeps its digits at any level. */
    private static double[] fit(Feature feature, List<double[][]> training) {
        long count = 0;
        double mean = 0;
        double squared = 0;
        for (double[][] series : training) {
            for (double x : series[0]) {
                if (!Double.isNaN(x)) {
                    count++;
                    double deviation = x - mean;
                    mean += deviation / count;
                    squared += deviation * (x - mean);
                }
            }
        }
        if (count == 0) {
            throw new InsufficientHistoryException(feature.text() + " needs at least one value in the training series,"
                    + " found none in " + training.size() + " series");
        }
        double std = Math.sqrt(squared / count);
        return new double[] {mean, std > 0 ? std : 1};
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = (row[in] - mean) / std;
    }
}
