package io.forecastj.features;

import java.util.Arrays;

/**
 * Straight line through the last rows, by least squares over the row number.
 *
 * <p>It needs the sums of deviations, of their squares, and of their products with the row number. They are kept as in
 * {@link Moments}, from centres within the window, and never subtracted from: a trend far from zero keeps its digits,
 * and nothing drifts. Row numbers count from the beginning of the running block, so they stay small.
 */
final class LinearRegression extends WindowKernel {
    static final Kind KIND = Kind.named("linearRegression")
            .inputs("x")
            .window("n", 2, 20)
            .outputs("slope", "r2", "residual")
            .formula("the line a + slope * i through n rows by least squares, i being the row number; r2 = the"
                    + " squared correlation of x and i, 0 where x does not vary; residual = x[t] less the line's"
                    + " value at t. The slope is in units of x per row, the residual in units of x. NaN while a"
                    + " missing value is in the window")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[0] - 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new LinearRegression(in[0], (int) a[0]);
                }
            });

    private static final int SUM = 0;
    private static final int PRODUCTS = 1;
    private static final int SQUARES = 2;
    private static final int CENTRE = 3;
    private static final int SUFFIX_CENTRE = 4;

    /**
     * The state: the ring of values, which become suffix sums of deviations, and one cell that stays zero, the sum of
     * no values; the same for products from {@code products} on and for squares from {@code squares} on; then, from
     * {@code prefix} on, the sums of the running block and both centres.
     */
    private final int products;

    private final int squares;
    private final int prefix;
    /** The sum of the squared distances of the row numbers from their mean. */
    private final double spread;

    private LinearRegression(int in, int length) {
        super(in, length, 2 * length + 8);
        products = length + 1;
        squares = 2 * length + 2;
        prefix = 3 * length + 3;
        spread = length * ((double) length * length - 1) / 12;
        Arrays.fill(state, products, products + length, Double.NaN);
        Arrays.fill(state, squares, squares + length, Double.NaN);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        int p = position;
        double x = row[in];
        double centre = p == 0 ? x : s[prefix + CENTRE];
        double deviation = x - centre;
        double sum = s[prefix + SUM] + deviation;
        double place = Arithmetic.toDouble(p);
        double product = s[prefix + PRODUCTS] + place * deviation;
        double squared = s[prefix + SQUARES] + deviation * deviation;
        s[p++] = x;
        place++;

        // the suffix, moved from its own centre to that of the prefix
        double rest = count - place;
        double shift = s[prefix + SUFFIX_CENTRE] - centre;
        double moved = rest * shift;
        double restSum = s[p] + moved;
        double restProduct = s[products + p] + moved * (0.5 * (place + count - 1));
        double restSquared = s[squares + p] + shift * (2 * s[p] + moved);

        // the block before began length rows earlier
        double total = sum + restSum;
        double totalProduct = product + (restProduct - count * restSum);
        double mean = total / count;
        double covariation = totalProduct - (place - 0.5 * (count + 1)) * total;
        double variation = Arithmetic.notNegative(squared + restSquared - total * mean);
        double slope = covariation / spread;
        out[at] = slope;
        out[at + 1] = variation == 0 ? 0 : Math.min(1, slope * covariation / variation);
        out[at + 2] = deviation - mean - slope * (0.5 * (count - 1));

        if (p == length) {
            sweep(x);
            p = 0;
            sum = 0;
            product = 0;
            squared = 0;
        }
        s[prefix + SUM] = sum;
        s[prefix + PRODUCTS] = product;
        s[prefix + SQUARES] = squared;
        s[prefix + CENTRE] = centre;
        position = p;
    }

    private void sweep(double last) {
        double[] s = state;
        // if the last value is not a number then neither is any suffix; the centre does not matter, but must be a
        // number
        double centre = Double.isFinite(last) ? last : 0;
        double sum = 0;
        double product = 0;
        double squared = 0;
        double place = count;
        for (int i = length - 1; i > 0; i--) {
            place--;
            double deviation = s[i] - centre;
            sum += deviation;
            product += place * deviation;
            squared += deviation * deviation;
            s[i] = sum;
            s[products + i] = product;
            s[squares + i] = squared;
        }
        s[prefix + SUFFIX_CENTRE] = centre;
    }
}
