package io.forecastj.features;

/** Square root of a variance; 0 where rounding, or a bar with contradictory prices, made the variance negative. */
final class Root extends Kernel {
    private final int in;
    private final double factor;

    /**
     * Creates the kernel.
     *
     * @param in the slot of the variance
     * @param factor the factor of the variance under the root
     */
    Root(int in, double factor) {
        super(0);
        this.in = in;
        this.factor = factor;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = Math.sqrt(Arithmetic.notNegative(factor * row[in]));
    }
}
