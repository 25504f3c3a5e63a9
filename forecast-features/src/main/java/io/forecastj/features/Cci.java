package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.List;

/**
 * Lambert's commodity channel index.
 *
 * <p>The mean absolute deviation has no running sum, because each row moves the mean that all deviations are from. For
 * the usual windows of 14 to 40 rows it is fastest to sum it anew; above {@value #LARGEST_SUMMED} rows a tree does.
 */
final class Cci extends WindowKernel {
    static final Kind KIND = Kind.named("cci")
            .inputs("high", "low", "close")
            .window("n", 1, 20)
            .formula("(p - m) / (0.015 * (sum of |p - m| over n rows) / n), where p = (high + low + close) / 3 and"
                    + " m = mean(p,n) (Lambert, Commodity Channel Index: Tool for Trading Cyclic Trends, 1980). 0"
                    + " where the window does not vary. NaN while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    Feature price = BarShape.TYPICAL_PRICE.create(in, new double[0]);
                    return List.of(price, Moments.KIND.of(price, a[0]).output("mean"));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return a[0] <= Cci.LARGEST_SUMMED
                            ? new Cci(in[0], in[1], (int) a[0])
                            : new OfLargeWindow(in[0], in[1], (int) a[0]);
                }
            });

    /**
     * The longest window whose deviations are summed. At some hundreds of rows the sum costs about as much as the tree,
     * one to two microseconds a row; which is faster depends on the processor, but the choice must not, because it
     * decides the last bits.
     */
    static final int LARGEST_SUMMED = 512;

    private static final double LAMBERT = 0.015;

    private final int mean;

    private Cci(int price, int mean, int length) {
        super(price, length, 0);
        this.mean = mean;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] ring = state;
        int p = position;
        double price = row[in];
        double mean = row[this.mean];
        ring[p] = price;
        position = p + 1 == length ? 0 : p + 1;
        if (Double.isNaN(mean)) {
            out[at] = Double.NaN;
            return;
        }
        double deviation = 0;
        for (int i = 0; i < length; i++) {
            deviation += Math.abs(ring[i] - mean);
        }
        out[at] = index(price, mean, deviation, count);
    }

    private static double index(double price, double mean, double deviation, double length) {
        return deviation == 0 ? 0 : (price - mean) * length / (LAMBERT * deviation);
    }

    /** The same with the prices in a tree. */
    private static final class OfLargeWindow extends Kernel {
        private final int in;
        private final int mean;
        private final int length;
        private final DeviationWindow window;

        private OfLargeWindow(int price, int mean, int length) {
            super(0);
            this.in = price;
            this.mean = mean;
            this.length = length;
            this.window = new DeviationWindow(length);
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            double price = row[in];
            double mean = row[this.mean];
            out[at] = window.add(price) ? index(price, mean, window.sumOfDistances(mean), length) : Double.NaN;
        }

        @Override
        public void copyFrom(Kernel other) {
            window.copyFrom(((OfLargeWindow) other).window);
        }

        @Override
        public void save(StateWriter out) {
            window.save(out);
        }

        @Override
        public void restore(StateReader in) {
            window.restore(in);
        }
    }
}
