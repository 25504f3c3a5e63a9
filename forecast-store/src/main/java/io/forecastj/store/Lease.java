package io.forecastj.store;

import java.time.Instant;

/**
 * The right to be the only one, over all processes that share a store, who does something for a while, such as to
 * retrain a model.
 *
 * <p>Thread-safe. {@link ModelStore#lease} gives it. It ends at {@link #until} unless it is renewed before; a process
 * that dies loses it then. Clocks of machines differ, so a holder that was paused may believe in a lease that has
 * ended. That does no harm where it matters: changes through {@link StoredModel#under} carry the lease's generation,
 * and the store refuses them in the same step if another holder has taken over.
 */
public final class Lease implements AutoCloseable {
    private final Commits commits;
    private final String name;
    private final String holder;
    private final long generation;
    private final long millis;
    private volatile long until;

    Lease(Commits commits, String name, LeaseEntry entry, long millis) {
        this.commits = commits;
        this.name = name;
        this.holder = entry.holder();
        this.generation = entry.generation();
        this.millis = millis;
        this.until = entry.until();
    }

    /** {@return the name of the lease} */
    public String name() {
        return name;
    }

    /** {@return a number that is greater than that of every earlier holder} */
    public long generation() {
        return generation;
    }

    /** {@return when it ends unless it is renewed, by the clock of this process} */
    public Instant until() {
        return Instant.ofEpochMilli(until);
    }

    /**
     * Renews the lease for the time that it was taken for, counted from now.
     *
     * @throws LeaseLostException if somebody else has taken it; a lease that has ended but was not taken is renewed
     * @throws StoreException if the store cannot be read or written
     */
    public void renew() {
        until = commits.leases().renew(this, millis).until();
    }

    /**
     * Gives the lease back. Idempotent; does nothing if somebody else has taken it.
     *
     * @throws StoreException if the store cannot be read or written; the lease then ends by itself
     */
    @Override
    public void close() {
        commits.leases().release(this);
    }

    String holder() {
        return holder;
    }

    @Override
    public String toString() {
        return "lease '" + name + "' of generation " + generation + " until " + until();
    }
}
