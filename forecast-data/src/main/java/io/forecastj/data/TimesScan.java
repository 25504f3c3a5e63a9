package io.forecastj.data;

import io.forecastj.Gap;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The times of the series of a file, within bounds of memory. */
final class TimesScan {
    /** The number of times that are kept; they need 16 MB. */
    static final int MOST_TIMES = 2_000_000;

    /** The number of series that are told apart. */
    static final int MOST_SERIES = 100_000;

    private static final int FIRST = 16;

    private final Map<String, Rows> series = new LinkedHashMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private int kept;
    private boolean complete = true;
    private long duplicates;
    private boolean ascends;
    private boolean descends;

    /** The times of one series; the collector has what parsers of times need of the rows before. */
    static final class Rows {
        final SeriesCollector collector;
        private long[] times = new long[FIRST];
        private int count;

        private Rows(String id) {
            this.collector = new SeriesCollector(id, List.of("y"), List.of(), ZoneOffset.UTC, null, false, false);
        }
    }

    /** Returns a series, or null if there are too many. */
    @Nullable
    Rows rows(String id) {
        Rows rows = series.get(id);
        if (rows == null && series.size() < MOST_SERIES) {
            rows = new Rows(id);
            series.put(id, rows);
        }
        complete &= rows != null;
        return rows;
    }

    void take(Rows rows, long time, CsvRow row, CsvPosition at) {
        first = Math.min(first, time);
        last = Math.max(last, time);
        if (!rows.collector.isEmpty()) {
            long before = rows.collector.lastTime();
            duplicates += time == before ? 1 : 0;
            ascends |= time > before;
            descends |= time < before;
        }
        rows.collector.follow(time, row, at);
        if (kept == MOST_TIMES) {
            complete = false;
            return;
        }
        if (rows.count == rows.times.length) {
            rows.times = Arrays.copyOf(rows.times, 2 * rows.count);
        }
        rows.times[rows.count++] = time;
        kept++;
    }

    int series() {
        return series.size();
    }

    boolean isEmpty() {
        return last == Long.MIN_VALUE;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** Returns whether all times were kept. */
    boolean isComplete() {
        return complete;
    }

    CsvInspection.RowOrder order() {
        return ascends && descends
                ? CsvInspection.RowOrder.UNSORTED
                : descends ? CsvInspection.RowOrder.NEWEST_FIRST : CsvInspection.RowOrder.OLDEST_FIRST;
    }

    /**
     * What the times of all series show together.
     *
     * @param sampling the spacing that they have in common, or null
     * @param duplicates the number of rows whose series has their time already
     * @param gaps the number of gaps
     * @param first the first of them
     */
    record Spacing(@Nullable Sampling sampling, long duplicates, long gaps, List<Gap> first) {}

    Spacing spacing(ZoneId zone, int shown) {
        List<TimeSeries> all = new ArrayList<>();
        long twice = 0;
        long gaps = 0;
        List<Gap> firstGaps = new ArrayList<>();
        for (Rows rows : series.values()) {
            long[] sorted = Arrays.copyOf(rows.times, rows.count);
            Arrays.sort(sorted);
            TimeSeries.Builder builder = TimeSeries.builder("y").zone(zone);
            double[] none = {Double.NaN};
            for (int i = 0; i < sorted.length; i++) {
                if (i > 0 && sorted[i] == sorted[i - 1]) {
                    twice++;
                } else {
                    builder.add(sorted[i], none);
                }
            }
            TimeSeries one = builder.build();
            List<Gap> found = one.gaps();
            gaps += found.size();
            found.stream().limit(shown - (long) firstGaps.size()).forEach(firstGaps::add);
            all.add(one);
        }
        Sampling sampling = all.size() == 1 ? all.get(0).sampling() : Sampling.common(all);
        return new Spacing(sampling, Math.max(twice, duplicates), gaps, List.copyOf(firstGaps));
    }
}
