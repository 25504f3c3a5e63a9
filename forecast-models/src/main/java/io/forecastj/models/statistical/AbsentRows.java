package io.forecastj.models.statistical;

import io.forecastj.Sampling;
import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last place at which rows of a session are absent or too close by their spacing, so that a model that counts rows
 * takes later rows for those of another place in the season.
 *
 * <p>Distances are rounded to whole steps of mean length. Rows of uneven spacing are not counted, since they may leave
 * out holidays. Not thread-safe. Allocates nothing for a row.
 */
final class AbsentRows {
    private static final long DAY = Duration.ofDays(1).toMillis();
    /** Mean length of a month in the Gregorian calendar. */
    private static final long MONTH = Math.round(365.2425 * DAY / 12);

    /** Length of a step in milliseconds, 0 if steps are not counted. */
    private final long step;

    private long last = Long.MIN_VALUE;
    private long before = Long.MIN_VALUE;
    private long after = Long.MIN_VALUE;
    private int since;

    AbsentRows(@Nullable Sampling sampling) {
        this.step = length(sampling);
    }

    private static long length(@Nullable Sampling sampling) {
        if (sampling instanceof Sampling.Fixed fixed) {
            return fixed.period().toMillis();
        }
        if (sampling instanceof Sampling.Days days) {
            return days.days() * DAY;
        }
        return sampling instanceof Sampling.Calendar calendar ? calendar.months() * MONTH : 0;
    }

    /** Takes the time of the next row. */
    void add(long time) {
        if (last != Long.MIN_VALUE && steps(last, time) != 1) {
            before = last;
            after = time;
            since = 0;
        }
        since = since == Integer.MAX_VALUE ? since : since + 1;
        last = time;
    }

    private long steps(long from, long to) {
        return step == 0 ? 1 : Math.floorDiv(to - from + step / 2, step);
    }

    /**
     * Returns a message if the place lies among the last rows that matter, else nothing.
     *
     * @param rows the number of last rows, of which the first may follow absent ones without harm
     */
    String reason(int rows) {
        if (before == Long.MIN_VALUE || since >= rows) {
            return "";
        }
        long steps = steps(before, after);
        String found = steps == 0
                ? "two rows are in one step"
                : steps == 2 ? "a row is absent" : "about " + (steps - 1) + " rows are absent";
        return found + " between " + Instant.ofEpochMilli(before) + " and " + Instant.ofEpochMilli(after)
                + "; the model counts rows, so its season or lags are shifted. Put the rows on their grid with"
                + " TimeSeries.onGrid(), or append absent rows as NaN";
    }

    void save(StateWriter out) {
        out.putLong(last);
        out.putLong(before);
        out.putLong(after);
        out.putInt(since);
    }

    void restore(StateReader in) {
        last = in.getLong();
        before = in.getLong();
        after = in.getLong();
        since = in.getInt(0, Integer.MAX_VALUE);
        if (before != Long.MIN_VALUE && (before >= after || after > last)) {
            throw new SnapshotException("expected increasing times, found " + before + ", " + after + ", " + last);
        }
    }
}
