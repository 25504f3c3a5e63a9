package io.forecastj;

import java.time.Instant;
import java.util.List;

/**
 * Known values of the rows after a session's last one: their times, and their known-future columns.
 *
 * <p>Not thread-safe; owned by a session, read by its {@link SeriesState}. Rows that have become past are dropped.
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
    private int replacements;

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
     * Returns the number of known steps.
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
     * Returns the time of a step: that of the known row or, without known-future columns, the one that the series'
     * sampling gives. The forecast has the same time. A call allocates nothing, except at every 64th row of a series
     * without a declared sampling, when the sampling is inferred again (a few bytes).
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

    /** True if the times are only estimated. */
    boolean estimated() {
        return names.isEmpty() && sampling.get().estimated();
    }

    /**
     * Validates rows for {@link PredictionSession#extendFuture}. For implementers of sessions.
     *
     * @param names the known-future columns
     * @param rows the rows
     * @param after the last known time, of the session's rows and of future ones, in milliseconds since
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

    /**
     * Returns the number of times that the known rows were replaced as a whole. For wrappers, which then replace those
     * of their members.
     *
     * @return the number, from 0
     */
    public int replacements() {
        return replacements;
    }

    /** Replaces all rows after the given time. */
    void replace(TimeSeries rows, long last) {
        requireRows(names, rows, last);
        from = to;
        replacements++;
        extend(rows, last);
    }

    void extend(TimeSeries published, long last) {
        TimeSeries rows = published.hasVintages() ? published.asOf(Instant.ofEpochMilli(last)) : published;
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

    /** Reads the rows that {@link #save} has written after the row with the given time. */
    void restore(StateReader in, long time) {
        sampling.restore(in);
        times = SeriesBytes.readTimes(in);
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

    /** Returns a message if a known row is off the series' spacing, else an empty text. */
    String misplaced() {
        if (names.isEmpty()) {
            return "";
        }
        Sampling spacing = sampling.get();
        spacing.after(last, sampled);
        int step = firstMisplaced(spacing, false);
        if (step == 0 || firstMisplaced(spacing, true) == 0) {
            return "";
        }
        return "the known-future row of step " + step + " is at " + Instant.ofEpochMilli(time(step))
                + "; by the series' spacing it would be at " + Instant.ofEpochMilli(sampled[step - 1])
                + (spacing.estimated() ? "; declare holidays by Sampling.weekdays().withHolidays(dates)" : "");
    }

    /**
     * Returns the first step whose row is off the spacing, 0 if there is none.
     *
     * @param clocks true if the rows keep the local time of the series' zone over a change of its clocks
     */
    private int firstMisplaced(Sampling spacing, boolean clocks) {
        for (int step = 1; step <= sampled.length; step++) {
            long change = clocks ? offset(last) - offset(time(step)) : 0;
            if (Math.abs(time(step) - sampled[step - 1] - change) > tolerance(spacing, step)) {
                return step;
            }
        }
        return 0;
    }

    private long offset(long time) {
        return LocalClock.local(time, sampling.zone()) - time;
    }

    /**
     * Rows may be early or late by less than half a step, trading days by less than a whole one; rows without a pattern
     * may be some slots away.
     */
    private static long tolerance(Sampling spacing, int step) {
        if (spacing instanceof Sampling.Irregular irregular) {
            long slot = irregular.slot().toMillis();
            if (irregular.openSlots().isEmpty()) {
                return (step + 1) * slot;
            }
            return slot < LocalClock.DAY ? (slot - 1) / 2 : slot - 1;
        }
        return (Math.min(LocalClock.DAY, Spacing.length(spacing)) - 1) / 2;
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
