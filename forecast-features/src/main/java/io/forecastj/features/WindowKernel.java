package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;

/**
 * Kernel over a window of the last {@code length} rows, which the state holds as a ring.
 *
 * <p>Aggregates of the window are computed without subtracting the rows that leave it, so nothing drifts and a spike or
 * NaN is forgotten with its row. The rows are cut into blocks of the window's length. The window is then the end of the
 * last block and the beginning of the running one:
 *
 * <pre>
 *   last block            running block
 *   . . . [ a b c d e     f g h ] . . . . .
 *           suffix at a   prefix up to h
 * </pre>
 *
 * <p>When a block is full, one sweep from its end replaces each of its values by the aggregate of the values from there
 * on, the suffix; the next block aggregates its values as they come, the prefix. A row combines one of each. This is
 * the queue of two stacks, known for minima as the algorithm of van Herk (1992) and Gil and Werman (1993). Its cost is
 * constant per row on average.
 *
 * <p>NaN needs no special case: it makes each suffix and prefix NaN that contains it, and no other. The state starts
 * with a block of NaN, so the warm-up needs none either.
 */
abstract class WindowKernel extends Kernel {
    final int in;
    final int length;
    /** The same, for arithmetic without a conversion. */
    final double count;
    /** The index in the ring of the next row; the rows of the running block are before it. */
    int position;

    /**
     * Creates a window filled with NaN.
     *
     * @param in the slot of the values
     * @param length the number of rows of the window
     * @param extra the number of further numbers of state, after the ring
     */
    WindowKernel(int in, int length, int extra) {
        super(length + extra);
        this.in = in;
        this.length = length;
        this.count = length;
        Arrays.fill(state, 0, length, Double.NaN);
    }

    @Override
    public void copyFrom(Kernel other) {
        super.copyFrom(other);
        position = ((WindowKernel) other).position;
    }

    @Override
    public void save(StateWriter out) {
        super.save(out);
        out.putInt(position);
    }

    @Override
    public void restore(StateReader in) {
        super.restore(in);
        position = in.getInt(0, length - 1);
    }
}
