package io.forecastj.backtest.tuning;

import java.util.Random;

/**
 * Kernels over values without an order. The prior has all values equally, and counts as one occurrence that they share.
 * The kernel of a point has its value, and every value with a small probability, such that all kernels together count
 * each value once more than it occurs, as in the program Optuna. Without the occurrence of the prior these are the
 * probabilities of Bergstra, Bardenet, Bengio and Kégl (Algorithms for hyper-parameter optimization, NIPS 24, 2011),
 * which found worse points in the test functions of this package.
 */
final class ChoiceKernels implements AxisKernels {
    private final Axis<?> axis;
    private final double[] centres;
    /** The probability that a kernel draws from all values, its own included. */
    private final double spread;

    ChoiceKernels(Axis<?> axis, double[] centres) {
        this.axis = axis;
        this.centres = centres.clone();
        this.spread = axis.values() / (centres.length + 1 + axis.values());
    }

    @Override
    public double draw(int kernel, Random random) {
        return kernel == centres.length || random.nextDouble() < spread ? axis.draw(random) : centres[kernel];
    }

    @Override
    public double logDensity(int kernel, double place) {
        if (kernel == centres.length) {
            return 0;
        }
        return StrictMath.log(spread + (place == centres[kernel] ? (1 - spread) * axis.values() : 0));
    }
}
