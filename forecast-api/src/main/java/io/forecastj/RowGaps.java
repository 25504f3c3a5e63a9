package io.forecastj;

import java.time.Instant;

/**
 * The last place at which the rows of a session leave their spacing: rows are absent, or two are in one slot.
 *
 * <p>Not thread-safe; owned by a session. Lags and seasons count rows, so such a place among the rows on which a
 * forecast depends shifts them.
 */
final class RowGaps {
    /** Weight of an odd step against usual ones: a special Saturday is forgotten, rows of other days are not. */
    private static final int ODD = 3;

    private static final int TOO_ODD = 8;

    private final int rows;
    private long last = Long.MIN_VALUE;
    private long before = Long.MIN_VALUE;
    private long after = Long.MIN_VALUE;
    private long steps;
    private int since;
    private int oddity;

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
            oddity = distance == Spacing.ODD ? oddity + ODD : Math.max(0, oddity - 1);
            boolean odd = oddity > TOO_ODD;
            if (odd || distance > 1 || distance == Spacing.NONE) {
                oddity = Math.min(oddity, TOO_ODD + ODD);
                before = last;
                after = time;
                steps = odd ? Spacing.ODD : distance;
                since = 1;
            } else {
                since = since == Integer.MAX_VALUE ? since : since + 1;
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
        String spacing = "the spacing, " + Spacing.text(sampling);
        if (steps == Spacing.ODD) {
            return "the rows before " + Instant.ofEpochMilli(after) + " do not fit " + spacing
                    + ", by which the model counts lags and seasons. Give it rows of this spacing";
        }
        return (steps == Spacing.NONE
                        ? "the distance " + where + " does not fit " + spacing
                        : (steps == 2 ? "a row is absent " : "about " + (steps - 1) + " rows are absent ") + where
                                + " by " + spacing)
                + "; lags and seasons count rows, so they are shifted. Put the rows on their grid with"
                + " TimeSeries.onGrid(), or append absent rows as NaN";
    }

    void save(StateWriter out) {
        out.putLong(last);
        out.putLong(before);
        out.putLong(after);
        out.putLong(steps);
        out.putInt(since);
        out.putInt(oddity);
    }

    void restore(StateReader in) {
        last = in.getLong();
        before = in.getLong();
        after = in.getLong();
        steps = in.getLong();
        since = in.getInt(0, Integer.MAX_VALUE);
        oddity = in.getInt(0, TOO_ODD + ODD);
    }
}
