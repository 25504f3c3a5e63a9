package io.forecastj.features;

import java.util.Arrays;
import java.util.List;

/**
 * Skewness and kurtosis of the last rows.
 *
 * <p>Sums of third and fourth powers would lose their digits as soon as one value is far from the others. So suffixes
 * and prefix are kept as their mean and the sums of powers of the deviations from that mean, which grow by one value,
 * and combine, without such sums (Pebay, Formulas for Robust, One-Pass Parallel Computation of Covariances and
 * Arbitrary-Order Statistical Moments, 2008). The means themselves are taken from a value of the window, so that the
 * level costs no digits either.
 */
final class SkewKurtosis extends WindowKernel {
    static final Kind KIND = Kind.named("shape")
            .inputs("x")
            .window("n", 4, 20)
            .outputs("skew", "kurtosis")
            .formula("the sample skewness G1 and the sample excess kurtosis G2 over n rows, without bias"
                    + " for normal values (Joanes and Gill, Comparing Measures of Sample Skewness and"
                    + " Kurtosis, 1998; as in pandas and Excel). NaN where all values are equal, and while a"
                    + " missing value is in the window")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[0] - 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new SkewKurtosis(in[0], (int) a[0]);
                }
            });

    static final Kind SKEW = Kind.named("skew")
            .inputs("x")
            .window("n", 4, 20)
            .formula("the sample skewness G1 over n rows, m3 / m2^1.5 * sqrt(n (n-1)) / (n-2), m2 and m3"
                    + " the means of the second and third powers of x - mean (Joanes and Gill 1998; as in"
                    + " pandas and Excel). NaN where all values are equal, and while a missing value is in"
                    + " the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return KIND.of(in.get(0), a).output("skew");
                }
            });

    static final Kind KURTOSIS = Kind.named("kurtosis")
            .inputs("x")
            .window("n", 4, 20)
            .formula("the sample excess kurtosis G2 over n rows, ((n+1) (m4 / m2^2 - 3) + 6) (n-1) / ((n-2)"
                    + " (n-3)), m2 and m4 the means of the second and fourth powers of x - mean (Joanes and"
                    + " Gill 1998; as in pandas and Excel): 0 for a normal distribution. NaN where all"
                    + " values are equal, and while a missing value is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return KIND.of(in.get(0), a).output("kurtosis");
                }
            });

    /** A cell: the mean as a deviation from its centre, and the sums of the deviations' powers 2 to 4. */
    private static final int CELL = 4;

    /**
     * The place in the state, after the ring, of the cells of the suffixes, an empty one at the end, and that of the
     * prefix.
     */
    private final int cells;

    private final int prefix;
    private final int centre;
    private final int lastCentre;
    private final double skewFactor;
    private final double kurtosisFactor;

    private SkewKurtosis(int in, int length) {
        super(in, length, CELL * (length + 2) + 2);
        double n = length;
        cells = length;
        prefix = cells + CELL * (length + 1);
        centre = prefix + CELL;
        lastCentre = centre + 1;
        skewFactor = Math.sqrt(n * (n - 1)) / (n - 2);
        kurtosisFactor = (n - 1) / ((n - 2) * (n - 3));
        Arrays.fill(state, cells, cells + CELL * length, Double.NaN);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        int p = position;
        double x = row[in];
        if (p == 0) {
            s[centre] = x;
            Arrays.fill(s, prefix, prefix + CELL, 0);
        }
        s[p++] = x;
        grow(s, prefix, prefix, x - s[centre], Arithmetic.toDouble(p));
        boolean full = p == length;
        if (full) {
            // no row of the last block is in the window any more, so a centre far out would be 0 times infinite
            s[lastCentre] = s[centre];
        }
        combine(s, cells + CELL * p, Arithmetic.toDouble(p), out, at);
        if (full) {
            sweep(s, x);
            p = 0;
        }
        position = p;
    }

    private void sweep(double[] s, double last) {
        // if the last value is not a number then neither is any suffix, and the centre does not matter
        for (int i = length - 1; i > 0; i--) {
            int cell = cells + CELL * i;
            grow(s, cell + CELL, cell, s[i] - last, Arithmetic.toDouble(length - i));
        }
        s[lastCentre] = Double.isFinite(last) ? last : 0;
    }

    /** Writes a cell that has one value more than another; {@code k} is its number of values. */
    private static void grow(double[] s, int from, int to, double x, double k) {
        double m2 = s[from + 1];
        double m3 = s[from + 2];
        double delta = x - s[from];
        double step = delta / k;
        double step2 = step * step;
        double term = delta * step * (k - 1);
        s[to] = s[from] + step;
        s[to + 1] = m2 + term;
        s[to + 2] = m3 + term * step * (k - 2) - 3 * step * m2;
        s[to + 3] = s[from + 3] + term * step2 * (k * (k - 3) + 3) + 6 * step2 * m2 - 4 * step * m3;
    }

    /** Combines the suffix in a cell and the prefix, of k values, and writes the result. */
    private void combine(double[] s, int suffix, double k, double[] out, int at) {
        double n = count;
        double rest = n - k;
        double delta = s[prefix] - s[suffix] + (s[centre] - s[lastCentre]);
        double step = delta / n;
        double step2 = step * step;
        double pairs = rest * k * delta * step;
        double a2 = s[suffix + 1];
        double a3 = s[suffix + 2];
        double b2 = s[prefix + 1];
        double b3 = s[prefix + 2];
        double m2 = a2 + b2 + pairs;
        double m3 = a3 + b3 + pairs * step * (rest - k) + 3 * step * (rest * b2 - k * a2);
        double m4 = s[suffix + 3]
                + s[prefix + 3]
                + pairs * step2 * (rest * rest - rest * k + k * k)
                + 6 * step2 * (rest * rest * b2 + k * k * a2)
                + 4 * step * (rest * b3 - k * a3);
        double variance = m2 / n;
        double skew = m3 / n / (variance * Math.sqrt(variance)) * skewFactor;
        double excess = m4 / n / (variance * variance) - 3;
        double kurtosis = ((n + 1) * excess + 6) * kurtosisFactor;
        out[at] = finite(skew);
        out[at + 1] = finite(kurtosis);
    }

    /** Replaces infinity by NaN: where the powers of a small variance are 0, the shape is undefined. */
    private static double finite(double x) {
        return Double.isInfinite(x) ? Double.NaN : x;
    }
}
