package io.forecastj.lifecycle.serving;

import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;

/**
 * The known-future rows that a session was given and that are still ahead, so that a session of another version can be
 * opened with them. Holds nothing if callers supply no known-future columns.
 *
 * <p>Not thread-safe; owned by a session.
 */
final class FutureRows {
    private final List<String> names;
    private TimeSeries rows = TimeSeries.empty();
    private boolean complete;

    /**
     * Creates an empty one.
     *
     * @param names the known-future columns that callers supply
     * @param complete false if the session has known-future rows that are not given here, because it was restored
     */
    FutureRows(List<String> names, boolean complete) {
        this.names = names;
        this.complete = complete || names.isEmpty();
    }

    /** Returns whether all known-future rows of the session are here. */
    boolean complete() {
        return complete;
    }

    /** Adds rows, which the session has accepted, after the known ones. */
    void extend(TimeSeries more) {
        if (!names.isEmpty() && more.length() > 0) {
            rows = rows.length() == 0
                    ? selected(more, more)
                    : selected(rows, more).concat(selected(more, rows));
        }
    }

    /** Replaces all rows by others, which the session has accepted. */
    void replace(TimeSeries all) {
        rows = TimeSeries.empty();
        complete = true;
        extend(all);
    }

    /** Drops the rows up to a time. */
    void drop(long lastTime) {
        rows = after(rows, lastTime);
    }

    /** Returns the rows after a time. */
    TimeSeries after(long lastTime) {
        return after(rows, lastTime);
    }

    /** Returns the rows of a series after a time. */
    static TimeSeries after(TimeSeries rows, long lastTime) {
        return rows.slice(rows.rowAtOrBefore(Instant.ofEpochMilli(lastTime)) + 1, rows.length());
    }

    /** Returns the known-future columns of a series that another one has too. */
    private TimeSeries selected(TimeSeries series, TimeSeries other) {
        String[] common = names.stream()
                .filter(name -> series.hasColumn(name) && other.hasColumn(name))
                .toArray(String[]::new);
        return common.length == 0 ? TimeSeries.empty() : series.select(common);
    }
}
