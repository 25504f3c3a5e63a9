package io.forecastj.cache;

/**
 * Counts of a {@link BatchingPredictor} since it was made.
 *
 * <p>Immutable and thread-safe.
 */
public final class BatchStatistics {
    private final long calls;
    private final long runs;
    private final long refused;
    private final int waiting;
    private final int running;

    BatchStatistics(long calls, long runs, long refused, int waiting, int running) {
        this.calls = calls;
        this.runs = runs;
        this.refused = refused;
        this.waiting = waiting;
        this.running = running;
    }

    /** {@return the number of calls that were taken into the queue} */
    public long calls() {
        return calls;
    }

    /** {@return the number of runs; calls divided by it is the mean size of a batch} */
    public long runs() {
        return runs;
    }

    /** {@return the number of calls that were refused with {@link OverloadedException}} */
    public long refused() {
        return refused;
    }

    /** {@return the number of calls in the queue now} */
    public int waiting() {
        return waiting;
    }

    /** {@return the number of runs that go on now} */
    public int running() {
        return running;
    }

    @Override
    public String toString() {
        return calls + " calls in " + runs + " runs, " + refused + " refused, " + waiting + " waiting, " + running
                + " running";
    }
}
