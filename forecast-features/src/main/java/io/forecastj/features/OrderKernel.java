package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;

/** A number that depends on the order of the last rows' values. */
abstract class OrderKernel extends Kernel {
    final int length;
    private final int in;
    private final OrderedWindow window;

    OrderKernel(int in, int length) {
        super(0);
        this.in = in;
        this.length = length;
        this.window = OrderedWindow.of(length);
    }

    /** The number for a full window whose newest value is {@code x}. */
    abstract double of(OrderedWindow window, double x);

    @Override
    public final void update(double[] row, double[] out, int at) {
        double x = row[in];
        out[at] = window.add(x) ? of(window, x) : Double.NaN;
    }

    @Override
    public final void copyFrom(Kernel other) {
        window.copyFrom(((OrderKernel) other).window);
    }

    @Override
    public final void save(StateWriter out) {
        window.save(out);
    }

    @Override
    public final void restore(StateReader in) {
        window.restore(in);
    }
}
