package io.forecastj;

import java.time.Instant;
import java.time.ZoneId;

/**
 * The last place at which the rows of a session leave their spacing: rows are absent, two are in one slot, or rows are
 * of another spacing.
 *
 * <p>Not thread-safe; owned by a session. Lags and seasons count rows, so such a place among the rows on which a
 * forecast depends shifts them.
 */
final class RowGaps {
    /** Weight of an odd step against usual ones: a special Saturday is forgotten, rows of other days are not. */
    private static final int ODD = 3;

    private static final int TOO_ODD = 8;
    /** Rows on two closed days within the rows of so many open days, or those of a forecast, are of another spacing. */
    private static final int FEW_DAYS = 10;

    private static final int NEVER = Integer.MAX_VALUE;

    private final int rows;
    private final RowSteps series = new RowSteps();
    private long before = Long.MIN_VALUE;
    private long after = Long.MIN_VALUE;
    private long steps;
    private int since;
    private int oddity;
    private long day = Long.MIN_VALUE;
    private long oddDay = Long.MIN_VALUE;
    private long closedDay = Long.MIN_VALUE;
    private int sinceClosed = NEVER;
    private int sinceClosedBefore = NEVER;
    private int few;

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
        long last = series.last();
        long distance = series.next(sampling, time);
        if (last == Long.MIN_VALUE) {
            return;
        }
        countOddity(sampling, distance, time);
        boolean odd = oddity > TOO_ODD || sinceClosedBefore < Math.max(rows, few) || series.contradicted();
        if (odd || distance > 1 || distance == Spacing.NONE) {
            before = last;
            after = time;
            steps = odd && distance != Spacing.NONE ? Spacing.SKIPPED : distance;
            since = 1;
        } else {
            since = later(since);
        }
    }

    private static int later(int since) {
        return since == NEVER ? since : since + 1;
    }

    /** Counts odd steps, of rows in slots of the week at most one a day. */
    private void countOddity(Sampling sampling, long distance, long time) {
        boolean unusual = distance == Spacing.SKIPPED || distance == Spacing.CLOSED || distance == Spacing.NONE;
        boolean newDay = true;
        sinceClosed = later(sinceClosed);
        sinceClosedBefore = later(sinceClosedBefore);
        if (sampling instanceof Sampling.Irregular irregular) {
            long present = Math.floorDiv(LocalClock.local(time, irregular.zone()), LocalClock.DAY);
            newDay = present != (unusual ? oddDay : day);
            day = present;
            oddDay = unusual ? present : oddDay;
            if (distance == Spacing.CLOSED && present != closedDay) {
                sinceClosedBefore = sinceClosed;
                sinceClosed = 0;
                closedDay = present;
                few = FEW_DAYS * irregular.slotsOfOpenDay();
            }
        }
        if (newDay) {
            oddity = unusual ? Math.min(oddity + ODD, TOO_ODD + ODD) : Math.max(0, oddity - 1);
        }
    }

    /** Returns a message if a forecast of the current row depends on rows before and after the place, else nothing. */
    String reason(Sampling sampling) {
        // after a row that is off the spacing, the times of the forecast are off too, whatever it depends on
        if (before == Long.MIN_VALUE || since >= Math.max(rows, steps > 1 ? 1 : 2)) {
            return "";
        }
        String where = "between the rows at " + Instant.ofEpochMilli(before) + " and " + Instant.ofEpochMilli(after);
        String spacing = "the spacing, " + Spacing.text(sampling);
        if (steps == Spacing.SKIPPED) {
            return "the rows before " + Instant.ofEpochMilli(after) + " do not fit " + spacing
                    + ", by which the model counts lags and seasons. Give it rows of this spacing" + clocks(sampling);
        }
        return (steps == Spacing.NONE
                        ? "the distance " + where + " does not fit " + spacing
                        : (steps == 2 ? "a row is absent " : "about " + (steps - 1) + " rows are absent ") + where
                                + " by " + spacing)
                + "; lags and seasons count rows, so they are shifted. Put the rows on their grid with"
                + " TimeSeries.onGrid(), or append absent rows as NaN";
    }

    /** Opening hours that move by the change of clocks are steady in their time zone. */
    private static String clocks(Sampling sampling) {
        ZoneId zone = sampling instanceof Sampling.Irregular irregular
                        && irregular.slot().toMillis() < LocalClock.DAY
                ? irregular.zone()
                : null;
        return zone != null && LocalClock.isUtc(zone)
                ? "; if they move with the change of clocks, set the time zone of the series with zone(...)"
                : "";
    }

    void save(StateWriter out) {
        series.save(out);
        out.putLong(before);
        out.putLong(after);
        out.putLong(steps);
        out.putInt(since);
        out.putInt(oddity);
        out.putLong(day);
        out.putLong(oddDay);
        out.putLong(closedDay);
        out.putInt(sinceClosed);
        out.putInt(sinceClosedBefore);
        out.putInt(few);
    }

    void restore(StateReader in) {
        series.restore(in);
        before = in.getLong();
        after = in.getLong();
        steps = in.getLong();
        since = in.getInt(0, Integer.MAX_VALUE);
        oddity = in.getInt(0, TOO_ODD + ODD);
        day = in.getLong();
        oddDay = in.getLong();
        closedDay = in.getLong();
        sinceClosed = in.getInt(0, NEVER);
        sinceClosedBefore = in.getInt(0, NEVER);
        few = in.getInt(0, Integer.MAX_VALUE);
    }
}
