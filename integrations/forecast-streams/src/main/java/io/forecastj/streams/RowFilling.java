package io.forecastj.streams;

import io.forecastj.Gap;
import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.data.GapPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Completes the rows of a series by a policy: those absent before a new row, and the missing values of both.
 *
 * <p>Immutable and thread-safe.
 */
final class RowFilling {
    private final @Nullable GapPolicy policy;
    private final int maxGap;

    RowFilling(@Nullable GapPolicy policy, int maxGap) {
        this.policy = policy;
        this.maxGap = maxGap;
    }

    /**
     * A new row with the absent ones before it.
     *
     * @param times their times, that of the new row last
     * @param values their values by the policy
     */
    record Completed(long[] times, double[][] values) {
        int absent() {
            return times.length - 1;
        }
    }

    /** Returns a history with its missing values filled, for a session to be opened on it. */
    TimeSeries history(TimeSeries rows) {
        if (policy == null || !anyMissing(rows)) {
            return rows;
        }
        return policy.apply(rows);
    }

    private static boolean anyMissing(TimeSeries rows) {
        for (String column : rows.columns()) {
            if (anyMissing(rows.values(column))) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyMissing(double[] values) {
        return Arrays.stream(values).anyMatch(Double::isNaN);
    }

    /**
     * Completes a new row.
     *
     * @param time its time, after the last row
     * @param values its values
     * @param lastTime the time of the last row, or {@code Long.MIN_VALUE} if there is none
     * @param shape the series without rows
     * @param kept provides the kept rows, as they came
     * @throws InvalidSeriesException if the policy refuses the row, or more rows are absent than it completes
     */
    Completed complete(long time, double[] values, long lastTime, TimeSeries shape, Supplier<TimeSeries> kept) {
        if (policy == null || lastTime == Long.MIN_VALUE) {
            return alone(time, values);
        }
        TimeSeries pair = shape.append(lastTime, values).append(time, values);
        List<Gap> gaps = pair.gaps();
        long absent = gaps.isEmpty() ? 0 : gaps.get(0).rows();
        if (absent > maxGap) {
            throw new InvalidSeriesException("the row at " + pair.time(1) + " comes " + absent
                    + " absent rows after the last one at " + pair.time(0) + ", more than the " + maxGap
                    + " that are completed. If it is right, forget the series by a record without a value, or raise"
                    + " maxGap(...)");
        }
        if (absent == 0 && gaps.isEmpty() && !anyMissing(values)) {
            return alone(time, values);
        }
        TimeSeries filled = policy.apply(kept.get().append(time, values));
        int rows = (int) absent + 1;
        TimeSeries added = filled.tail(rows);
        long[] times = added.timestamps();
        times[rows - 1] = time;
        double[][] byRow = new double[rows][values.length];
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < values.length; c++) {
                byRow[i][c] = added.value(i, c);
            }
        }
        return new Completed(times, byRow);
    }

    private static Completed alone(long time, double[] values) {
        return new Completed(new long[] {time}, new double[][] {values});
    }
}
