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
 * @param published the series examined with their publication times; empty if no column has any
 * @param trainingRows the number of first rows of the first series that are the training span
 * @param cuts the number of places to cut a series at; 0 for as many as the work allows
 * @param knownAhead the columns whose later values are known
 * @param label the label, or null
 * @param reach the number of rows that the label reaches ahead
 */
record AuditScope(
        List<TimeSeries> whole,
        List<TimeSeries> series,
        List<TimeSeries> published,
        int trainingRows,
        int cuts,
        long seed,
        Set<String> knownAhead,
        @Nullable Target label,
        int reach,
        AuditLog log) {
    private static final int FEWEST_PLACES = 4;
    private static final int MOST_PLACES = 30;
    /** The values to compute again for one disturbance at all places: at most {@link #MOST_PLACES} of them. */
    private static final double VALUES = 1e6;

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
     * Draws rows from a range: the more, the fewer values are computed again at each.
     *
     * @param values how many values are computed for a row, in the time that a column of features takes
     */
    int[] rows(int from, int to, int values) {
        double places = VALUES / ((double) Math.max(1, to) * Math.max(1, values));
        return draw(from, to, (int) Math.max(FEWEST_PLACES, Math.min(MOST_PLACES, places)));
    }

    /** Draws a few rows from a range, where more would not show more. */
    int[] fewRows(int from, int to) {
        return draw(from, to, FEWEST_PLACES);
    }

    /**
     * Draws rows spread over a range: one in each of equal parts, and the next one, so that a period of two or more
     * rows cannot end at all of them.
     */
    private int[] draw(int from, int to, int unlessSet) {
        int places = cuts > 0 ? cuts : unlessSet;
        Random random = new Random(seed);
        Set<Integer> rows = new TreeSet<>();
        for (int i = 0; i < places && to > from; i++) {
            int low = from + (int) ((long) (to - from) * i / places);
            int high = from + (int) ((long) (to - from) * (i + 1) / places);
            int row = low + random.nextInt(Math.max(1, high - low));
            rows.add(row);
            if (row + 1 < to) {
                rows.add(row + 1);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }
}
