package io.forecastj.features;

import java.util.Arrays;
import java.util.List;

/**
 * Mean, standard deviation and z-score of the last rows, from sums of deviations and of their squares.
 *
 * <p>Deviations are taken from a value of the window itself: in the prefix from the block's first value, in the
 * suffixes from the block's last one. Such a centre is within a few standard deviations of the mean whatever the level,
 * and even one that is an outlier costs no more than a factor of {@code n} in the rounding error. So a spread of a
 * thousandth at a level of a million keeps its digits.
 */
final class Moments extends WindowKernel {
    static final Kind KIND = Kind.named("moments")
            .inputs("x")
            .window("n", 1, 20)
            .outputs("mean", "std", "zscore")
            .formula("mean = sum of x over n rows / n; std = sqrt(sum of (x - mean)^2 / n); zscore = (x[t]"
                    + " - mean) / std, 0 where std is 0. NaN while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[0] - 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Moments(in[0], (int) a[0]);
                }
            });

    static final Kind STD = Kind.named("std")
            .inputs("x")
            .window("n", 1, 20)
            .formula(
                    "sqrt(sum of (x - mean)^2 / n) over n rows: the deviation of the population, as in Bollinger bands,"
                            + " not that of a sample. NaN while a missing value is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return KIND.of(in.get(0), a).output("std");
                }
            });

    static final Kind ZSCORE = Kind.named("zscore")
            .inputs("x")
            .window("n", 2, 20)
            .formula(
                    "(x[t] - mean(x,n)) / std(x,n), and 0 where the deviation is 0. NaN while a missing value is in the"
                            + " window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return KIND.of(in.get(0), a).output("zscore");
                }
            });

    static final Kind SAMPLE_STD = Kind.named("sampleStd")
            .inputs("x")
            .window("n", 2, 20)
            .formula("sqrt(sum of (x - mean)^2 / (n - 1)) over n rows: the deviation of a sample, as in"
                    + " pandas and Excel's STDEV. NaN while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(STD.of(in.get(0), a));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Multiple(in[0], Math.sqrt(a[0] / (a[0] - 1)));
                }
            });

    /**
     * The state: the ring of values, which become suffix sums of deviations; one unused cell of zero, the sum of no
     * values; from {@code squares} on the same for their squares; then the prefix sums and both centres.
     */
    private final int squares;

    private final int prefix;

    private Moments(int in, int length) {
        super(in, length, length + 6);
        squares = length + 1;
        prefix = 2 * length + 2;
        Arrays.fill(state, squares, squares + length, Double.NaN);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        int p = position;
        double x = row[in];
        double centre = p == 0 ? x : s[prefix + 2];
        double deviation = x - centre;
        double sum = s[prefix] + deviation;
        double squared = s[prefix + 1] + deviation * deviation;
        s[p++] = x;

        // the suffix, moved from its own centre to that of the prefix
        double rest = Arithmetic.toDouble(length - p);
        double shift = s[prefix + 3] - centre;
        double moved = rest * shift;
        double total = sum + (s[p] + moved);
        double totalSquared = squared + (s[squares + p] + shift * (2 * s[p] + moved));

        double mean = total / count;
        double variance = Arithmetic.notNegative(totalSquared - total * mean) / count;
        double std = Math.sqrt(variance);
        out[at] = centre + mean;
        out[at + 1] = std;
        out[at + 2] = std == 0 ? 0 : (deviation - mean) / std;

        if (p == length) {
            sweep(x);
            p = 0;
            sum = 0;
            squared = 0;
        }
        s[prefix] = sum;
        s[prefix + 1] = squared;
        s[prefix + 2] = centre;
        position = p;
    }

    private void sweep(double last) {
        double[] s = state;
        // if the last value is not a number then neither is any suffix; the centre does not matter, but must be a
        // number
        double centre = Double.isFinite(last) ? last : 0;
        double sum = 0;
        double squared = 0;
        for (int i = length - 1; i > 0; i--) {
            double deviation = s[i] - centre;
            sum += deviation;
            squared += deviation * deviation;
            s[i] = sum;
            s[squares + i] = squared;
        }
        s[prefix + 3] = centre;
    }
}
