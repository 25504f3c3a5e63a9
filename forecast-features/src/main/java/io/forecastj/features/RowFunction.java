package io.forecastj.features;

import java.util.function.ToDoubleFunction;

/** Kernel of a user's function of one row's inputs, which the function receives in the {@code state}. */
final class RowFunction extends RowKernel {
    private final int[] in;
    private final ToDoubleFunction<double[]> function;

    RowFunction(int[] in, ToDoubleFunction<double[]> function) {
        super(in.length);
        this.in = in;
        this.function = function;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        boolean complete = true;
        for (int i = 0; i < in.length; i++) {
            double x = row[in[i]];
            state[i] = x;
            complete &= !Double.isNaN(x);
        }
        double value = complete ? function.applyAsDouble(state) : Double.NaN;
        out[at] = Double.isInfinite(value) ? Double.NaN : value;
    }
}
