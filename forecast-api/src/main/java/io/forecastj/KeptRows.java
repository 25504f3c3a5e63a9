package io.forecastj;

import java.util.Arrays;

/**
 * The last rows of a session, for {@link PredictionSession#history()}. For implementers of sessions.
 *
 * <p>Not thread-safe; owned by a session. Holds its rows in arrays of a fixed size, so that a new row allocates
 * nothing.
 */
public final class KeptRows {
    /** Carries all of the history except its rows, which would keep the whole history in memory. */
    private final TimeSeries rowless;

    private final int width;
    private int capacity;
    private long[] times = {};
    private double[] values = {};
    /** The place of the next row, and the number of rows. */
    private int next;

    private int count;

    /**
     * Creates the rows with the last ones of a history, as they were known at its end.
     *
     * @param history the rows with which the session is opened
     * @param rows the number of rows to keep, at least 0
     */
    public KeptRows(TimeSeries history, int rows) {
        this(PredictionSession.knownAtEnd(history, history), rows, rows);
    }

    private KeptRows(TimeSeries history, int rows, int room) {
        this.width = history.columns().size();
        this.rowless = history.withRows(new long[0], new double[width][0], history.declaredSampling());
        allocate(rows, room);
        addAll(history.tail(rows));
    }

    private void allocate(int rows, int room) {
        capacity = RangeChecks.atLeast(0, "the rows to keep", rows);
        times = new long[room];
        values = new double[Math.multiplyExact(room, width)];
        next = 0;
        count = 0;
    }

    private void addAll(TimeSeries rows) {
        double[] row = new double[width];
        for (int i = 0; i < rows.length(); i++) {
            for (int c = 0; c < width; c++) {
                row[c] = rows.value(i, c);
            }
            add(rows.timestamp(i), row);
        }
    }

    /**
     * Takes the next row in place of the oldest one, without allocation.
     *
     * @param time its time in milliseconds since 1970-01-01T00:00Z
     * @param row its values in the order of the columns; copied
     */
    public void add(long time, double[] row) {
        if (capacity == 0) {
            return;
        }
        if (next == times.length) {
            int room = (int) Math.min(capacity, 2L * next + 16);
            times = Arrays.copyOf(times, room);
            values = Arrays.copyOf(values, Math.multiplyExact(room, width));
        }
        times[next] = time;
        System.arraycopy(row, 0, values, next * width, width);
        next = next + 1 == capacity ? 0 : next + 1;
        count = Math.min(count + 1, capacity);
    }

    /**
     * Changes the number of rows to keep.
     *
     * @param rows the number, at least 0
     * @throws IllegalArgumentException if {@code rows < 0}
     */
    public void keep(int rows) {
        if (rows != capacity) {
            TimeSeries present = history();
            allocate(rows, rows);
            addAll(present.tail(rows));
        }
    }

    /**
     * Returns the rows.
     *
     * @return a series of the kept rows, with the columns, id, attributes, declared sampling and zone of the history
     */
    public TimeSeries history() {
        long[] ordered = new long[count];
        double[][] columns = new double[width][count];
        for (int i = 0; i < count; i++) {
            int at = Math.floorMod(next - count + i, capacity);
            ordered[i] = times[at];
            for (int c = 0; c < width; c++) {
                columns[c][i] = values[at * width + c];
            }
        }
        return rowless.withRows(ordered, columns, rowless.declaredSampling());
    }

    /**
     * Writes the rows into a snapshot.
     *
     * @param out receives them
     */
    public void save(StateWriter out) {
        out.putInt(capacity);
        out.putSeries(history());
    }

    /**
     * Makes the rows from {@link #save}.
     *
     * @param in provides them
     * @return the rows
     * @throws SnapshotException if they are not such rows
     */
    public static KeptRows restore(StateReader in) {
        int capacity = in.getInt(0, Integer.MAX_VALUE);
        TimeSeries rows = in.getSeries();
        // room only for the rows in the snapshot: who forged it may have written any number
        return new KeptRows(rows, capacity, Math.min(capacity, rows.length()));
    }
}
