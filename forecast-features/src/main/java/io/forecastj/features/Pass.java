package io.forecastj.features;

/** Copies another slot's value. */
final class Pass extends Kernel {
    private final int in;

    Pass(int in) {
        super(0);
        this.in = in;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = row[in];
    }
}
