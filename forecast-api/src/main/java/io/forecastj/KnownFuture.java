package io.forecastj;

import java.time.Instant;
import java.util.List;

/**
 * What is known of the rows after a session's last one: their times, and the values of the known-future columns.
 *
 * <p>Not thread-safe; owned by a session, read by its {@link SeriesState}. Rows that have become the past are dropped.
 */
public final class KnownFuture {
    private final List<String> names;
    private final SamplingWindow sampling;
    private final long[] sampled;
    private boolean sampledNow;
    private long last;
    private final int[] map;
    private long[] times = {};
    private double[][] columns;
    private int from;
    private int to;

    KnownFuture(List<String> names, SamplingWindow sampling, int horizon) {
        this.names = names;
        this.sampling = sampling;
        this.sampled = new long[horizon];
        this.map = new int[names.size()];
        this.columns = new double[names.size()][0];
    }

    /**
     * Returns the known-future columns.
     *
     * @return their names, in the order of {@link PredictorInfo#columns()}
     */
    public List<String> names() {
        return names;
    }

    /**
     * Returns how many steps are known.
     *
     * @return the number of rows after the last row of the session
     */
    public int steps() {
        return to - from;
    }

    /**
     * Returns a known value.
     *
     * @param step the step, from 1 to {@link #steps()}
     * @param column the index in {@link #names()}
     * @return the value
     */
    public double value(int step, int column) {
        return columns[column][from + step - 1];
    }

    /**
     * Returns the time of a step: that of the known row or, without known-future columns, the one that follows from the
     * series' sampling. It is the time that the forecast will state, and costs no allocation but a few bytes at every
     * 64th row, when the sampling of a series that does not declare it is inferred again.
     *
     * @param step the step, from 1 to {@link #steps()} or, without known-future columns, to the horizon
     * @return its time in milliseconds since 1970-01-01T00:00Z
     */
    public long time(int step) {
        if (!names.isEmpty()) {
            return times[from + step - 1];
        }
        if (!sampledNow) {
            sampling.get().after(last, sampled);
            sampledNow = true;
        }
        return sampled[step - 1];
    }

    /** Tells whether the times are only estimated. */
    boolean estimated() {
        return names.isEmpty() && sampling.get().estimated();
    }

    /**
     * Refuses rows that {@link PredictionSession#extendFuture} must not take. For those who write a session of their own.
     *
     * @param names the known-future columns
     * @param rows the rows
     * @param after the last time known, of the session's rows and of those ahead, in milliseconds since
     *     1970-01-01T00:00Z
     * @throws InvalidSeriesException if the first row is not later or a column is missing
     */
    public static void requireRows(List<String> names, TimeSeries rows, long after) {
        if (rows.length() > 0 && rows.timestamp(0) <= after) {
            throw new InvalidSeriesException("known-future rows must come after " + Instant.ofEpochMilli(after)
                    + ", the last time known; found " + rows.time(0));
        }
        for (String name : names) {
            if (!rows.hasColumn(name)) {
                throw new InvalidSeriesException(
                        "the future " + rows + " has no column '" + name + "'; needed are " + names);
            }
        }
    }

    void extend(TimeSeries rows, long last) {
        long after = to > from ? times[to - 1] : last;
        requireRows(names, rows, after);
        for (int c = 0; c < map.length; c++) {
            map[c] = rows.columnIndex(names.get(c));
        }
        int kept = to - from;
        long[] newTimes = new long[kept + rows.length()];
        System.arraycopy(times, from, newTimes, 0, kept);
        double[][] newColumns = new double[names.size()][newTimes.length];
        for (int c = 0; c < map.length; c++) {
            System.arraycopy(columns[c], from, newColumns[c], 0, kept);
        }
        for (int i = 0; i < rows.length(); i++) {
            newTimes[kept + i] = rows.timestamp(i);
            for (int c = 0; c < map.length; c++) {
                newColumns[c][kept + i] = rows.value(i, map[c]);
            }
        }
        times = newTimes;
        columns = newColumns;
        from = 0;
        to = newTimes.length;
    }

    void advance(long time) {
        sampling.add(time);
        last = time;
        sampledNow = false;
        while (from < to && times[from] <= time) {
            from++;
        }
    }

    void save(StateWriter out) {
        sampling.save(out);
        out.putLongs(times, from, to);
        for (double[] column : columns) {
            out.putDoubles(column, from, to);
        }
    }

    /** Takes over what {@link #save} has written after the row of a time. */
    void restore(StateReader in, long time) {
        sampling.restore(in);
        times = in.getLongs();
        for (int c = 0; c < columns.length; c++) {
            columns[c] = new double[times.length];
            in.getDoubles(columns[c]);
        }
        from = 0;
        to = times.length;
        last = time;
        sampledNow = false;
    }

    void require(int horizon, long origin) {
        if (!names.isEmpty() && steps() < horizon) {
            throw new InvalidSeriesException("the known-future columns " + names + " are needed for " + horizon
                    + " steps after " + Instant.ofEpochMilli(origin) + ", found " + steps()
                    + "; pass them to predict(history, future) or add them with extendFuture");
        }
    }

    /** Says where the known rows leave the series' spacing, if it is certain; an empty text if they do not. */
    String misplaced() {
        if (!names.isEmpty() && !sampling.get().estimated()) {
            sampling.get().after(last, sampled);
            for (int step = 1; step <= sampled.length; step++) {
                if (time(step) != sampled[step - 1]) {
                    return "the known-future row of step " + step + " is at " + Instant.ofEpochMilli(time(step))
                            + "; by the series' spacing it would be at " + Instant.ofEpochMilli(sampled[step - 1]);
                }
            }
        }
        return "";
    }

    /** The times of all steps of the horizon. */
    long[] times() {
        long[] all = new long[sampled.length];
        for (int step = 1; step <= all.length; step++) {
            all[step - 1] = time(step);
        }
        return all;
    }
}
