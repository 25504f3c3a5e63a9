package io.forecastj.lifecycle.serving;

/**
 * Outcome of the opening or moving of a {@link ReloadingSession}: from what it was opened, and what may have been lost.
 *
 * <p>Immutable and thread-safe.
 */
public final class Reopening {
    /** The origin of a session's state. */
    public enum Source {
        /** A history that the caller gave. */
        HISTORY,
        /**
         * The last rows that the session had kept. Features that look back further than them, and what the session had
         * learnt from earlier rows, begin anew.
         */
        ROWS,
        /** A snapshot, of a session of an equal model: the session continues equal in every bit. */
        SNAPSHOT,
        /** None: the session stays on the version that it had; {@link Reopening#reason} has why. */
        KEPT
    }

    private final Source source;
    private final int from;
    private final int to;
    private final int rows;
    private final String reason;

    Reopening(Source source, int from, int to, int rows, String reason) {
        this.source = source;
        this.from = from;
        this.to = to;
        this.rows = rows;
        this.reason = reason;
    }

    /** {@return the origin of the session's state} */
    public Source source() {
        return source;
    }

    /** {@return true if the session is of another version than before} */
    public boolean moved() {
        return from != to;
    }

    /** {@return the number of the version before; that of {@link #to} for a new session} */
    public int from() {
        return from;
    }

    /** {@return the number of the version that the session is of now} */
    public int to() {
        return to;
    }

    /**
     * Returns the number of rows that the session has taken to get there: those of the history, the rows kept, or those
     * after the snapshot.
     *
     * @return the number, 0 if the session was kept
     */
    public int rows() {
        return rows;
    }

    /**
     * Returns why the session was kept, or why a snapshot that there was could not be used.
     *
     * @return the reason, an empty text if there is nothing to say
     */
    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        String what = moved() ? "from version " + from + " to " + to : "version " + to;
        return source + ", " + what + ", " + rows + " rows" + (reason.isEmpty() ? "" : ": " + reason);
    }
}
