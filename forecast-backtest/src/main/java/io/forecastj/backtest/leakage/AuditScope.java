package io.forecastj.backtest.leakage;

import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The series and settings of an audit, and its log.
 *
 * @param whole the series with all their rows
 * @param series the series, cut to the rows to examine, which are the last ones
 * @param trainingRows the number of first rows of the first series that are the training span
 * @param cuts the number of places to cut a series at
 * @param knownAhead the columns whose later values are known
 * @param label the label, or null
 * @param reach the number of rows that the label reaches ahead
 */
record AuditScope(
        List<TimeSeries> whole,
        List<TimeSeries> series,
        int trainingRows,
        int cuts,
        long seed,
        Set<String> knownAhead,
        @Nullable Target label,
        int reach,
        AuditLog log) {

    TimeSeries first() {
        return series.get(0);
    }

    /** The number in the whole series of a row of an examined one, or of a variant of it. */
    int number(TimeSeries one, int row) {
        TimeSeries all = whole(one);
        return row + Math.max(0, all.rowAtOrBefore(one.time(0)));
    }

    /** Logs a finding at a row of an examined series. */
    void found(LeakKind kind, String subject, String part, TimeSeries one, int row, String reason) {
        log.found(Finding.at(kind, subject, part, whole(one), number(one, row), reason));
    }

    private TimeSeries whole(TimeSeries one) {
        return whole.stream()
                .filter(other -> other.id().equals(one.id()))
                .findFirst()
                .orElse(one);
    }

    /** The first row of a series after the training span. */
    int testFrom(TimeSeries one) {
        return one.rowAtOrBefore(first().time(trainingRows - 1)) + 1;
    }

    /**
     * Draws rows from a range, spread over it: one in each of equal parts, and the next one, so that a period of two or
     * more rows cannot end at all of them.
     */
    int[] rows(int from, int to) {
        Random random = new Random(seed);
        Set<Integer> rows = new TreeSet<>();
        for (int i = 0; i < cuts && to > from; i++) {
            int low = from + (int) ((long) (to - from) * i / cuts);
            int high = from + (int) ((long) (to - from) * (i + 1) / cuts);
            int row = low + random.nextInt(Math.max(1, high - low));
            rows.add(row);
            if (row + 1 < to) {
                rows.add(row + 1);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }
}
