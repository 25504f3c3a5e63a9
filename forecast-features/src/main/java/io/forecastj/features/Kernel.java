package io.forecastj.features;

/**
 * The state of one feature while it runs over one series.
 *
 * <p>Mutable, for one thread. A kernel is made by {@link Feature#bind} and driven by a {@link FeatureStream}, one
 * {@link #update} for each row. It sees that row and what it remembers, so it cannot look ahead.
 *
 * <p>Reading the row and writing the result are one method because the work of most features is a few nanoseconds, less
 * than a second virtual call would cost.
 *
 * <p>A kernel keeps what it remembers in {@link #state}; {@link #copyFrom} then works as it is. One that has other
 * fields than {@code final} primitives overrides {@code copyFrom}, and a stream refuses a kernel that does not.
 */
public abstract class Kernel {
    /** The slot that holds the row's time, in milliseconds since 1970-01-01T00:00Z. */
    public static final int TIME = 0;

    /** What the kernel remembers, zero at first. */
    protected final double[] state;

    /**
     * Creates a kernel that remembers some numbers.
     *
     * @param size how many, at least 0
     */
    protected Kernel(int size) {
        state = new double[size];
    }

    /**
     * Takes the next row and writes the feature's value, or its values one after the other. Allocates nothing.
     *
     * @param row the slots of the row; a kernel reads {@link #TIME} and those given to {@link Feature#bind}
     * @param out takes the result; the engine passes the array of the slots, so read before you write
     * @param at where in {@code out} the first value goes
     */
    public abstract void update(double[] row, double[] out, int at);

    /**
     * Takes over the state of another kernel of an equal feature. Allocates nothing.
     *
     * @param other the other kernel, unchanged
     * @throws ClassCastException if it is of another class and this one casts it
     */
    public void copyFrom(Kernel other) {
        System.arraycopy(other.state, 0, state, 0, state.length);
    }
}
