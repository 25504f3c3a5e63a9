package io.forecastj.models.onnx;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.features.FeatureStream;
import java.util.Arrays;

/**
 * The last rows of a raw context as a ring, unscaled; NaN for missing values and for rows before the first one.
 *
 * <p>For one thread. Only {@code update} and {@code restore} change it; {@code update} allocates nothing.
 */
final class ContextWindow {
    private final FeatureStream stream;
    private final int lookback;
    private final int width;
    private final int channel;
    private final PastScaling scaling;
    private final double[] ring;
    private final double[] scratch;
    private int next;
    private int rows;

    /**
     * Creates a window.
     *
     * @param limit the largest number that the tensor can hold
     */
    ContextWindow(Contract contract, double limit) {
        this.stream = contract.pipeline().open(contract.rowColumns());
        this.lookback = contract.lookback();
        this.width = contract.width();
        this.channel = contract.channel();
        this.scaling = new PastScaling(contract, limit);
        this.ring = new double[lookback * width];
        this.scratch = new double[width];
        Arrays.fill(ring, Double.NaN);
    }

    void update(long time, double[] row) {
        stream.update(time, row);
        int at = next * width;
        stream.write(ring, at);
        scaling.removeRefused(ring, at, scratch);
        next = next + 1 == lookback ? 0 : next + 1;
        rows = Math.min(rows + 1, lookback);
    }

    void save(StateWriter out) {
        stream.save(out);
        out.putDoubles(ring);
        out.putInt(next);
        out.putInt(rows);
    }

    void restore(StateReader in) {
        stream.restore(in);
        in.getDoubles(ring);
        next = in.getInt(0, lookback - 1);
        rows = in.getInt(0, lookback);
    }

    /** Returns whether the target has a value in the last row. */
    boolean hasOrigin() {
        return !Double.isNaN(ring[Math.floorMod(next - 1, lookback) * width + channel]);
    }

    /** Returns the number of rows, of at most {@code lookback}, that the history had. */
    int rows() {
        return rows;
    }

    /** Returns the number of the history's rows in which a value is missing. */
    int rowsWithGaps() {
        int gaps = 0;
        for (int back = 1; back <= rows; back++) {
            int row = Math.floorMod(next - back, lookback);
            boolean gap = false;
            for (int i = row * width; i < (row + 1) * width; i++) {
                gap |= Double.isNaN(ring[i]);
            }
            gaps += gap ? 1 : 0;
        }
        return gaps;
    }

    /** Copies the rows, oldest first. */
    void copyTo(double[] out) {
        int split = next * width;
        System.arraycopy(ring, split, out, 0, ring.length - split);
        System.arraycopy(ring, 0, out, ring.length - split, split);
    }
}
