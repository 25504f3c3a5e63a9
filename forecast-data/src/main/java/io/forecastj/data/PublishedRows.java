package io.forecastj.data;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The publication times of one series in the order of the file, with the places of their rows. */
final class PublishedRows implements EarlierTimes {
    private static final int FIRST_ROWS = 4;

    private long[] times = new long[FIRST_ROWS];
    private long[] published = new long[FIRST_ROWS];
    private long[] lines = new long[FIRST_ROWS];
    private int count;
    private long largestDistance;
    /** True if each row is after the one before it by its time, and then by its publication time. */
    private boolean byTime = true;
    /** True if each row is after the one before it by its publication time, and then by its time. */
    private boolean byPublication = true;

    @Override
    public boolean isEmpty() {
        return count == 0;
    }

    @Override
    public long lastTime() {
        return published[count - 1];
    }

    @Override
    public long largestDistance() {
        return largestDistance;
    }

    /** Returns true, since revisions of different rows may have any order. */
    @Override
    public boolean continuesAt(long time) {
        return true;
    }

    void add(long time, long publication, long line) {
        if (count > 0) {
            int last = count - 1;
            largestDistance = Math.max(largestDistance, Math.abs(publication - published[last]));
            byTime &= time > times[last] || time == times[last] && publication > published[last];
            byPublication &= publication > published[last] || publication == published[last] && time > times[last];
        }
        if (count == times.length) {
            int larger = Math.multiplyExact(count, 2);
            times = Arrays.copyOf(times, larger);
            published = Arrays.copyOf(published, larger);
            lines = Arrays.copyOf(lines, larger);
        }
        times[count] = time;
        published[count] = publication;
        lines[count++] = line;
    }

    /** Refuses two rows of the same time that are published at the same time. */
    void requireDistinct(String id, String column, CsvPosition at) {
        if (byTime || byPublication) {
            return;
        }
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> times[i]).thenComparingLong(i -> published[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 1; i < count; i++) {
            int one = order[i - 1];
            int other = order[i];
            if (times[one] == times[other] && published[one] == published[other]) {
                at.line(Math.max(lines[one], lines[other]));
                at.column(column);
                throw at.error("the row of " + Instant.ofEpochMilli(times[one]) + " is published at "
                        + Instant.ofEpochMilli(published[one]) + " on " + at.place(Math.min(lines[one], lines[other]))
                        + (id.isEmpty() ? "" : " of series " + CsvPosition.quote(id)) + " as well: leave one out"
                        + (id.isEmpty() ? ", or if they are of several series, name the column of their ids" : ""));
            }
        }
    }
}
