package io.forecastj.training.network;

import java.util.List;

/**
 * Stack of an {@link NhitsNetwork}.
 *
 * @param blocks the blocks, at least 1
 * @param pooling the rows of the window that are pooled to one, at least 1
 * @param rate the rows or steps to one knot of the interpolated output, at least 1
 */
public record NhitsStack(int blocks, int pooling, int rate) {
    /** Checks the ranges. */
    public NhitsStack {
        Layers.requireAtLeastOne("blocks of a stack", blocks);
        Layers.requireAtLeastOne("pooled rows", pooling);
        Layers.requireAtLeastOne("rows to a knot", rate);
    }

    /**
     * Returns three stacks of one block, from slow to fast: about two knots over the steps, then four, then one for
     * each step.
     *
     * @param lookback the rows of the window
     * @param steps the steps of the output
     */
    public static List<NhitsStack> defaults(int lookback, int steps) {
        boolean isLong = lookback >= 48;
        return List.of(
                new NhitsStack(1, isLong ? 8 : 2, Math.max(steps / 2, 1)),
                new NhitsStack(1, isLong ? 4 : 2, Math.max(steps / 4, 1)),
                new NhitsStack(1, 1, 1));
    }
}
