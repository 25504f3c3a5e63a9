package io.forecastj.features;

/** A constant times another slot's value, such as a sum from a mean. */
final class Multiple extends Kernel {
    private final int in;
    private final double factor;

    Multiple(int in, double factor) {
        super(0);
        this.in = in;
        this.factor = factor;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = factor * row[in];
    }
}
