package io.forecastj;

import java.time.Instant;

/**
 * The last place at which the rows of a session leave their spacing: rows are absent, or one is off the grid.
 *
 * <p>Not thread-safe; owned by a session. Lags and seasons count rows, so such a place among the rows on which a
 * forecast depends shifts them.
 */
final class RowGaps {
    private final int rows;
    private long last = Long.MIN_VALUE;
    private long before = Long.MIN_VALUE;
    private long after = Long.MIN_VALUE;
    private long steps;
    private int since;

    /**
     * Creates the gaps of a session without rows.
     *
     * @param rows the number of last rows on which a forecast depends
     */
    RowGaps(int rows) {
        this.rows = rows;
    }

    /** Takes the time of the next row. */
    void add(Sampling sampling, long time) {
        if (last != Long.MIN_VALUE) {
            long distance = Spacing.steps(sampling, last, time);
            if (distance == 1 || distance == Spacing.UNKNOWN) {
                since = since == Integer.MAX_VALUE ? since : since + 1;
            } else {
                before = last;
                after = time;
                steps = distance;
                since = 1;
            }
        }
        last = time;
    }

    /** Returns a message if a forecast of the current row depends on rows before and after the place, else nothing. */
    String reason(Sampling sampling) {
        if (before == Long.MIN_VALUE || since >= rows) {
            return "";
        }
        String where = "between the rows at " + Instant.ofEpochMilli(before) + " and " + Instant.ofEpochMilli(after);
        return (steps == Spacing.NONE
                        ? "the distance " + where + " does not fit the spacing, " + Spacing.text(sampling)
                        : "about " + (steps - 1) + " rows are absent " + where + " by the spacing, "
                                + Spacing.text(sampling))
                + "; lags and seasons count rows, so they are shifted. Put the rows on their grid with"
                + " TimeSeries.onGrid(), or append absent rows as NaN";
    }

    void save(StateWriter out) {
        out.putLong(last);
        out.putLong(before);
        out.putLong(after);
        out.putLong(steps);
        out.putInt(since);
    }

    void restore(StateReader in) {
        last = in.getLong();
        before = in.getLong();
        after = in.getLong();
        steps = in.getLong();
        since = in.getInt(0, Integer.MAX_VALUE);
    }
}
