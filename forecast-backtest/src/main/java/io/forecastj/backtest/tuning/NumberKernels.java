package io.forecastj.backtest.tuning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Erf;

/**
 * Normal kernels over an ordered axis, cut off at its ends. The width of a kernel, its standard deviation, is the
 * greater one of the distances to its neighbours, with the ends of the axis as neighbours too, and at least
 * {@code 1 / min(100, 1 + kernels)} (Bergstra, Bardenet, Bengio and Kégl, Algorithms for hyper-parameter optimization,
 * NIPS 24, 2011; the least width is that of their program hyperopt). The prior lies in the middle and is as wide as the
 * axis.
 */
final class NumberKernels implements AxisKernels {
    private static final double MOST_BY_WIDTH = 100;
    /** With more values, a cell is so much narrower than any kernel that its middle has its mean density. */
    private static final double MOST_CELLS = 1_000;

    private static final double SQRT_2 = StrictMath.sqrt(2);
    private static final double SQRT_2_PI = StrictMath.sqrt(2 * Math.PI);

    private final Axis<?> axis;
    private final double[] centres;
    private final double[] widths;
    /** The logarithm of each kernel's integral over the axis, before it is divided by it. */
    private final double[] logAreas;

    NumberKernels(Axis<?> axis, double[] points) {
        this.axis = axis;
        this.centres = Arrays.copyOf(points, points.length + 1);
        centres[points.length] = 0.5;
        this.widths = widths(centres);
        this.logAreas = new double[centres.length];
        for (int i = 0; i < centres.length; i++) {
            logAreas[i] = StrictMath.log(area(i, 0, 1));
        }
    }

    private static double[] widths(double[] centres) {
        // a stable sort, so that of centres at one place the order, and with it each one's neighbours, is fixed
        int[] order = IntStream.range(0, centres.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> centres[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double least = 1 / Math.min(MOST_BY_WIDTH, centres.length + 1);
        double[] widths = new double[centres.length];
        for (int i = 0; i < order.length; i++) {
            double centre = centres[order[i]];
            double below = i == 0 ? 0 : centres[order[i - 1]];
            double above = i == order.length - 1 ? 1 : centres[order[i + 1]];
            widths[order[i]] = Math.max(least, Math.max(centre - below, above - centre));
        }
        widths[centres.length - 1] = 1;
        return widths;
    }

    private double area(int kernel, double from, double to) {
        double unit = SQRT_2 * widths[kernel];
        return 0.5 * Erf.erf((from - centres[kernel]) / unit, (to - centres[kernel]) / unit);
    }

    @Override
    public double draw(int kernel, Random random) {
        double place;
        do {
            place = centres[kernel] + widths[kernel] * random.nextGaussian();
        } while (place < 0 || place >= 1);
        return axis.nearest(place);
    }

    @Override
    public double logDensity(int kernel, double place) {
        if (axis.values() <= MOST_CELLS) {
            double half = 0.5 / axis.values();
            return StrictMath.log(area(kernel, place - half, place + half) * axis.values()) - logAreas[kernel];
        }
        double z = (place - centres[kernel]) / widths[kernel];
        return -0.5 * z * z - StrictMath.log(SQRT_2_PI * widths[kernel]) - logAreas[kernel];
    }
}
