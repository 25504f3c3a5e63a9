package io.forecastj.features;

import java.util.Arrays;
import java.util.List;

/**
 * Covariance, correlation and slope of two values over the last rows.
 *
 * <p>Suffixes and prefix are kept as their means and the sums of products of the deviations from them, which grow by
 * one row, and combine, without a difference of large sums (Chan, Golub and LeVeque, Algorithms for Computing the
 * Sample Variance, 1983). The means themselves are taken from a row of the window, so that the level costs no digits
 * either.
 */
final class Comoments extends WindowKernel {
    static final Kind KIND = Kind.named("comoments")
            .inputs("x", "y")
            .window("n", 2, 20)
            .outputs("covariance", "correlation", "beta")
            .formula("over n rows: covariance = sum of (x - mean x) (y - mean y) / n; correlation ="
                    + " covariance / (std x std y), of Pearson; beta = covariance / variance of y, the slope"
                    + " of the line through x against y. The correlation is NaN where x or y does not vary,"
                    + " beta where y does not. NaN while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[0] - 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Comoments(in[0], in[1], (int) a[0]);
                }
            });

    static final Kind COVARIANCE = alias(
            "covariance",
            "sum of (x - mean x) (y - mean y) / n over n rows: of the population. NaN while a missing value is in the"
                    + " window");

    static final Kind CORRELATION = alias(
            "correlation",
            "Pearson's correlation of x and y over n rows, from -1 to 1. NaN where x or y does not"
                    + " vary, and while a missing value is in the window");

    static final Kind BETA = alias(
            "beta",
            "the slope of the line of least squares through x against y over n rows, such as a"
                    + " share's returns against the market's. NaN where y does not vary, and while a missing"
                    + " value is in the window");

    static final Kind AUTOCORRELATION = Kind.named("autocorrelation")
            .inputs("x")
            .window("n", 2, 20)
            .window("k", 1, 1)
            .formula(
                    "correlation(x,lag(x,k),n): of the n last pairs of values k rows apart, from -1 to 1. NaN where one"
                            + " side does not vary, and while a missing value is in one of the two windows")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return CORRELATION.create(List.of(in.get(0), Lag.KIND.of(in.get(0), a[1])), new double[] {a[0]});
                }
            });

    /** A cell: both means as deviations from their centres, and the sums of products xx, yy and xy. */
    private static final int CELL = 5;

    private final int inY;
    /**
     * The place in the state, after the rings of x and y, of the cells of the suffixes, an empty one, and that of the
     * prefix.
     */
    private final int cells;

    private final int prefix;
    private final int centre;
    private final int lastCentre;

    private Comoments(int in, int inY, int length) {
        super(in, length, length + CELL * (length + 2) + 4);
        this.inY = inY;
        cells = 2 * length;
        prefix = cells + CELL * (length + 1);
        centre = prefix + CELL;
        lastCentre = centre + 2;
        Arrays.fill(state, cells, cells + CELL * length, Double.NaN);
    }

    private static Kind alias(String name, String formula) {
        return Kind.named(name)
                .inputs("x", "y")
                .window("n", 2, 20)
                .formula(formula)
                .body(new Body.Alias() {
                    @Override
                    Feature expression(List<Feature> in, double[] a) {
                        return KIND.create(in, a).output(name);
                    }
                });
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        int p = position;
        double x = row[in];
        double y = row[inY];
        if (p == 0) {
            s[centre] = x;
            s[centre + 1] = y;
            Arrays.fill(s, prefix, prefix + CELL, 0);
        }
        s[p] = x;
        s[length + p++] = y;
        grow(s, prefix, prefix, x - s[centre], y - s[centre + 1], Arithmetic.toDouble(p));
        boolean full = p == length;
        if (full) {
            // no row of the last block is in the window any more, so a centre far out would be 0 times infinite
            s[lastCentre] = s[centre];
            s[lastCentre + 1] = s[centre + 1];
        }
        combine(s, cells + CELL * p, Arithmetic.toDouble(p), out, at);
        if (full) {
            sweep(s, x, y);
            p = 0;
        }
        position = p;
    }

    private void sweep(double[] s, double lastX, double lastY) {
        // if a last value is no number then neither is any suffix, and the centre does not matter
        for (int i = length - 1; i > 0; i--) {
            int cell = cells + CELL * i;
            grow(s, cell + CELL, cell, s[i] - lastX, s[length + i] - lastY, Arithmetic.toDouble(length - i));
        }
        s[lastCentre] = Double.isFinite(lastX) ? lastX : 0;
        s[lastCentre + 1] = Double.isFinite(lastY) ? lastY : 0;
    }

    /** Writes a cell that has one row more than another; {@code k} is its number of rows. */
    private static void grow(double[] s, int from, int to, double x, double y, double k) {
        double deltaX = x - s[from];
        double deltaY = y - s[from + 1];
        double share = 1 / k;
        double weight = 1 - share;
        s[to] = s[from] + deltaX * share;
        s[to + 1] = s[from + 1] + deltaY * share;
        s[to + 2] = s[from + 2] + deltaX * deltaX * weight;
        s[to + 3] = s[from + 3] + deltaY * deltaY * weight;
        s[to + 4] = s[from + 4] + deltaX * deltaY * weight;
    }

    /** Combines the suffix in a cell and the prefix, of k rows, and writes the result. */
    private void combine(double[] s, int suffix, double k, double[] out, int at) {
        double deltaX = s[prefix] - s[suffix] + (s[centre] - s[lastCentre]);
        double deltaY = s[prefix + 1] - s[suffix + 1] + (s[centre + 1] - s[lastCentre + 1]);
        double weight = (count - k) * k / count;
        double xx = s[suffix + 2] + s[prefix + 2] + deltaX * deltaX * weight;
        double yy = s[suffix + 3] + s[prefix + 3] + deltaY * deltaY * weight;
        double xy = s[suffix + 4] + s[prefix + 4] + deltaX * deltaY * weight;
        double correlation = Arithmetic.divide(xy, Math.sqrt(xx) * Math.sqrt(yy));
        out[at] = xy / count;
        out[at + 1] = Math.max(-1, Math.min(1, correlation)); // rounding may exceed 1 by one bit
        out[at + 2] = Arithmetic.divide(xy, yy);
    }
}
