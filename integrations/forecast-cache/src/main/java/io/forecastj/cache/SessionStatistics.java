package io.forecastj.cache;

/**
 * Counts of {@link Sessions} since they were made.
 *
 * <p>Immutable and thread-safe.
 */
public final class SessionStatistics {
    private final long live;
    private final long leaving;
    private final long opened;
    private final long restored;
    private final long reopened;
    private final long saved;
    private final long failedSaves;

    SessionStatistics(
            long live, long leaving, long opened, long restored, long reopened, long saved, long failedSaves) {
        this.live = live;
        this.leaving = leaving;
        this.opened = opened;
        this.restored = restored;
        this.reopened = reopened;
        this.saved = saved;
        this.failedSaves = failedSaves;
    }

    /** {@return the number of sessions in memory now, about, evicted ones that are not saved yet included} */
    public long live() {
        return live;
    }

    /** {@return the number of evicted sessions that wait to be saved; one that stays high is a store that fails} */
    public long leaving() {
        return leaving;
    }

    /** {@return how often a session was opened from a history} */
    public long opened() {
        return opened;
    }

    /** {@return how often a session continued from its snapshot, equal in every bit} */
    public long restored() {
        return restored;
    }

    /**
     * Returns how often a session could not continue from its snapshot, since the model or the version of the library
     * is another one, and was opened from its last rows.
     *
     * @return the number
     */
    public long reopened() {
        return reopened;
    }

    /** {@return how often a session was saved} */
    public long saved() {
        return saved;
    }

    /** {@return how often saving a session failed; it then stays in memory} */
    public long failedSaves() {
        return failedSaves;
    }

    @Override
    public String toString() {
        return live + " live, " + leaving + " leaving, " + opened + " opened, " + restored + " restored, " + reopened
                + " reopened, " + saved + " saved, " + failedSaves + " saves failed";
    }
}
