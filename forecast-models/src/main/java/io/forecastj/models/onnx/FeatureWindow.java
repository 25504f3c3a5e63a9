package io.forecastj.models.onnx;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.features.FeatureStream;
import java.util.Arrays;

/**
 * The window of scaled feature rows up to the last row, as a ring: for each new row one row of features is computed and
 * kept.
 *
 * <p>For one thread. Only {@code update} and {@code restore} change it; {@code update} allocates nothing.
 */
final class FeatureWindow {
    private final FeatureStream stream;
    private final PastScaling scaling;
    private final InputSpec.Layout layout;
    private final int lookback;
    private final int width;
    private final double[] ring;
    /** The window before its axes are swapped; empty if they are not swapped. */
    private final double[] ordered;

    private final boolean[] flawed;
    private int flaws;
    private int next;

    /**
     * Creates a window.
     *
     * @param limit the largest number that the tensor can hold
     */
    FeatureWindow(Contract contract, double limit) {
        this.stream = contract.pipeline().open(contract.rowColumns());
        this.scaling = new PastScaling(contract, limit);
        this.layout = contract.past().layout();
        this.lookback = contract.lookback();
        this.width = contract.width();
        this.ring = new double[lookback * width];
        this.ordered = layout == InputSpec.Layout.BFT ? new double[ring.length] : new double[0];
        this.flawed = new boolean[lookback];
        // rows before the first one are missing
        Arrays.fill(ring, Double.NaN);
        Arrays.fill(flawed, true);
        this.flaws = lookback;
    }

    void update(long time, double[] row) {
        stream.update(time, row);
        int at = next * width;
        stream.write(ring, at);
        scaling.scaleRow(ring, at);
        boolean flaw = scaling.flawed(ring, at);
        flaws += (flaw ? 1 : 0) - (flawed[next] ? 1 : 0);
        flawed[next] = flaw;
        next = next + 1 == lookback ? 0 : next + 1;
    }

    void save(StateWriter out) {
        stream.save(out);
        out.putDoubles(ring);
        out.putInt(next);
    }

    void restore(StateReader in) {
        stream.restore(in);
        in.getDoubles(ring);
        next = in.getInt(0, lookback - 1);
        flaws = 0;
        for (int row = 0; row < lookback; row++) {
            flawed[row] = scaling.flawed(ring, row * width);
            flaws += flawed[row] ? 1 : 0;
        }
    }

    /** Returns true if no number of the window is missing or too large. */
    boolean whole() {
        return flaws == 0;
    }

    /** Describes the latest flaw of the window; empty if there is none. */
    String flaw() {
        for (int back = 0; back < lookback; back++) {
            int row = Math.floorMod(next - 1 - back, lookback);
            for (int i = 0; flawed[row] && i < width; i++) {
                double value = ring[row * width + i];
                if (!scaling.takes(value, i)) {
                    return "the feature '" + stream.pipeline().columns().get(i) + "' is " + flawOf(value) + " "
                            + (back == 0 ? "at the origin" : back + " rows before the origin") + "; " + flaws
                            + " of the "
                            + lookback + " rows of the window have such features";
                }
            }
        }
        return "";
    }

    /** Describes the flaw of a number that an input cannot take. */
    static String flawOf(double value) {
        return Double.isNaN(value) ? "missing" : "too large for the model (" + value + " as it is scaled)";
    }

    /**
     * Writes the window, oldest row first, scaled and in the order of the tensor's axes.
     *
     * @param statistics gets those of the scaling, as many as {@link InputScaling#statistics()}
     */
    void write(double[] out, double[] statistics) {
        double[] rows = layout == InputSpec.Layout.BFT ? ordered : out;
        int split = next * width;
        System.arraycopy(ring, split, rows, 0, ring.length - split);
        System.arraycopy(ring, 0, rows, ring.length - split, split);
        scaling.scaleWindow(rows, statistics);
        if (rows != out) {
            transpose(rows, out);
        }
    }

    private void transpose(double[] rows, double[] out) {
        for (int row = 0; row < lookback; row++) {
            for (int i = 0; i < width; i++) {
                out[i * lookback + row] = rows[row * width + i];
            }
        }
    }
}
