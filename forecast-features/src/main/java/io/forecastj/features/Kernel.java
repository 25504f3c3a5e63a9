package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;

/**
 * Computation of one feature over one series, with its state.
 *
 * <p>Mutable, for one thread. A kernel is made by {@link Feature#bind} and driven by a {@link FeatureStream}, one
 * {@link #update} for each row. It sees that row and its own state, so it cannot look ahead.
 *
 * <p>One method reads the row and writes the result, because the work of most features takes a few nanoseconds, less
 * than a second virtual call.
 *
 * <p>A kernel keeps everything that it remembers in {@link #state}, which {@link #copyFrom} copies and {@link #save}
 * writes. A kernel with other fields than {@code final} primitives must override {@code copyFrom}, {@code save} and
 * {@code restore}; a stream refuses one that does not.
 */
public abstract class Kernel {
    /** The slot that holds the row's time, in milliseconds since 1970-01-01T00:00Z. */
    public static final int TIME = 0;

    /** The numbers that the kernel remembers, zero at first. */
    protected final double[] state;

    /**
     * Creates a kernel.
     *
     * @param size the number of numbers to remember, at least 0
     */
    protected Kernel(int size) {
        state = new double[size];
    }

    /**
     * Takes the next row and writes the feature's value, or its values one after the other. Allocates nothing.
     *
     * @param row the slots of the row; a kernel reads only {@link #TIME} and those given to {@link Feature#bind}
     * @param out receives the result; the engine passes the array of the slots, so read before you write
     * @param at the index in {@code out} of the first value
     */
    public abstract void update(double[] row, double[] out, int at);

    /**
     * Copies the state of another kernel of an equal feature into this one. Allocates nothing.
     *
     * @param other the other kernel, unchanged
     * @throws ClassCastException if it is of another class and this kernel casts it
     */
    public void copyFrom(Kernel other) {
        System.arraycopy(other.state, 0, state, 0, state.length);
    }

    /**
     * Writes the state, all that later results depend on.
     *
     * @param out receives the state
     */
    public void save(StateWriter out) {
        out.putDoubles(state);
    }

    /**
     * Reads the state that {@link #save} of a kernel of an equal feature has written. Later rows then give results
     * equal in every bit to those of that kernel.
     *
     * @param in supplies the state
     * @throws io.forecastj.SnapshotException if the bytes are not those of such a state
     */
    public void restore(StateReader in) {
        in.getDoubles(state);
    }

    /** Returns whether results depend on earlier rows; true for a kernel that may keep something of them. */
    boolean remembers() {
        return state.length > 0 || KernelCheck.copiesItself(getClass());
    }
}
