package io.forecastj.features;

/** A fraction in percent, plus an offset. */
final class Percentage extends Kernel {
    private final int in;
    private final double offset;

    Percentage(int in, double offset) {
        super(0);
        this.in = in;
        this.offset = offset;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = 100 * row[in] + offset;
    }
}
