package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;

/** Kernel whose results depend on the present row only, so that there is nothing to copy and to save. */
abstract class RowKernel extends Kernel {
    /**
     * Creates a kernel.
     *
     * @param scratch the length of {@code state}, which each row fills anew
     */
    RowKernel(int scratch) {
        super(scratch);
    }

    @Override
    public final void copyFrom(Kernel other) {}

    @Override
    public final void save(StateWriter out) {}

    @Override
    public final void restore(StateReader in) {}

    @Override
    final boolean remembers() {
        return false;
    }
}
