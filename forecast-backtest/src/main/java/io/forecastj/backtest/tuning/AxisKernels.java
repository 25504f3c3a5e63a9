package io.forecastj.backtest.tuning;

import java.util.Random;

/**
 * The kernels of a {@link ParzenMixture} in one parameter. The last kernel is the prior.
 *
 * <p>Immutable and thread-safe.
 */
sealed interface AxisKernels permits NumberKernels, ChoiceKernels {
    /** Draws a place from a kernel. */
    double draw(int kernel, Random random);

    /** Returns the logarithm of a kernel's density, relative to equally likely values. */
    double logDensity(int kernel, double place);

    /**
     * Makes the kernels of an axis.
     *
     * @param centres the places of the points
     */
    static AxisKernels of(Axis<?> axis, double[] centres) {
        return axis.ordered() ? new NumberKernels(axis, centres) : new ChoiceKernels(axis, centres);
    }
}
