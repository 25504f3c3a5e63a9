package io.forecastj.backtest.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A density over a search space that is estimated from points of it: the mean of a kernel around each point and of a
 * wide one, the prior, which keeps every part of the space possible. A kernel is a product over the parameters, so that
 * values which did well together stay together.
 *
 * <p>Immutable and thread-safe.
 */
final class ParzenMixture {
    private final List<AxisKernels> axes = new ArrayList<>();
    private final int kernels;

    /**
     * Estimates a density.
     *
     * @param axes the axes of the space
     * @param points the places of the points, one for each axis; there may be no points
     */
    ParzenMixture(List<? extends Axis<?>> axes, List<double[]> points) {
        this.kernels = points.size() + 1;
        for (int axis = 0; axis < axes.size(); axis++) {
            int at = axis;
            double[] centres = points.stream().mapToDouble(point -> point[at]).toArray();
            this.axes.add(AxisKernels.of(axes.get(axis), centres));
        }
    }

    /** Draws the places of a point. */
    double[] draw(Random random) {
        int kernel = random.nextInt(kernels);
        return axes.stream().mapToDouble(axis -> axis.draw(kernel, random)).toArray();
    }

    /** Returns the logarithm of the density at a point, relative to a space whose points are equally likely. */
    double logDensity(double[] point) {
        double[] logs = new double[kernels];
        double greatest = Double.NEGATIVE_INFINITY;
        for (int kernel = 0; kernel < kernels; kernel++) {
            for (int axis = 0; axis < point.length; axis++) {
                logs[kernel] += axes.get(axis).logDensity(kernel, point[axis]);
            }
            greatest = Math.max(greatest, logs[kernel]);
        }
        // the densities of many parameters multiply to numbers outside double
        double sum = 0;
        for (double log : logs) {
            sum += StrictMath.exp(log - greatest);
        }
        return greatest + StrictMath.log(sum / kernels);
    }
}
