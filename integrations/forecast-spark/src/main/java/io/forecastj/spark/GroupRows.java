package io.forecastj.spark;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one series in primitive columns, read from a sorted group. If only the last rows are wanted, no more than
 * twice that number is held. For one thread.
 *
 * <p>Reading never fails for what the rows hold, only {@link #history} does: so an exception while reading is Spark's,
 * and must reach it.
 */
final class GroupRows {
    private static final int INITIAL = 64;

    private final DatasetLayout layout;
    private final String id;
    private long[] times = new long[INITIAL];
    private final double[][] values;
    private int count;
    private long read;
    private @Nullable String fault;

    private GroupRows(DatasetLayout layout, @Nullable Object key) {
        this.layout = layout;
        this.id = String.valueOf(key);
        this.values = new double[layout.columns().length][INITIAL];
        if (key == null) {
            fault = "the id is null";
        }
    }

    /** Reads a group. */
    static GroupRows read(DatasetLayout layout, @Nullable Object key, Iterator<Row> rows) {
        GroupRows group = new GroupRows(layout, key);
        while (rows.hasNext()) {
            group.add(rows.next());
        }
        return group;
    }

    private void add(Row row) {
        read++;
        if (fault != null) {
            return;
        }
        if (row.isNullAt(DatasetLayout.TIME)) {
            fault = "the time of a row is null";
            return;
        }
        long time = row.getLong(DatasetLayout.TIME);
        if (count > 0 && times[count - 1] == time) {
            // found here, also where these rows would be cut: which of them is first depends on the partitions
            fault = "two rows are at " + Instant.ofEpochMilli(time) + ", in milliseconds";
            resize(0);
            return;
        }
        boolean uncut = layout.lastRows() == 0 || layout.lastRows() > layout.mostRows();
        if (uncut && count == layout.mostRows()) {
            tooLong();
            return;
        }
        if (count == times.length && !makeRoom()) {
            return;
        }
        times[count] = time;
        for (int i = 0; i < values.length; i++) {
            int at = DatasetLayout.FIRST_VALUE + i;
            values[i][count] = row.isNullAt(at) ? Double.NaN : row.getDouble(at);
        }
        count++;
    }

    private boolean makeRoom() {
        int kept = layout.lastRows() == 0 ? count : layout.lastRows() + count - end();
        if (count >= 2L * kept) {
            keepLast(kept);
            return true;
        }
        if (layout.lastRows() > 0 && kept > layout.mostRows()) {
            tooLong();
            return false;
        }
        resize((int) Math.min(2L * count, Integer.MAX_VALUE - 8L));
        return true;
    }

    private void tooLong() {
        fault = "it has more than " + layout.mostRows()
                + " rows; keep the last ones by lastRows(...), or allow more by mostRows(...)";
        resize(0);
    }

    private void keepLast(int kept) {
        System.arraycopy(times, count - kept, times, 0, kept);
        for (double[] column : values) {
            System.arraycopy(column, count - kept, column, 0, kept);
        }
        count = kept;
    }

    private void resize(int room) {
        times = Arrays.copyOf(times, room);
        for (int i = 0; i < values.length; i++) {
            values[i] = Arrays.copyOf(values[i], room);
        }
    }

    String id() {
        return id;
    }

    /** The number of rows that were read, those that were not kept included. */
    long read() {
        return read;
    }

    /**
     * Returns the rows up to the last one with a value that is not known ahead.
     *
     * @throws InvalidSeriesException if the rows are no series
     */
    TimeSeries history() {
        int end = end();
        int from = layout.lastRows() > 0 ? Math.max(0, end - layout.lastRows()) : 0;
        return series(layout.columns(), from, end);
    }

    /** Returns the rows after that, with the columns that are known ahead; empty if there are none. */
    TimeSeries future() {
        int end = end();
        return end == count ? TimeSeries.empty() : series(layout.knownFuture(), end, count);
    }

    private int end() {
        if (fault != null) {
            throw new InvalidSeriesException("the series '" + id + "' cannot be read: " + fault);
        }
        int end = count;
        while (layout.knownFuture().length > 0 && end > 0 && onlyKnownAhead(end - 1)) {
            end--;
        }
        return end;
    }

    private boolean onlyKnownAhead(int row) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i][row])
                    && !Arrays.asList(layout.knownFuture()).contains(layout.columns()[i])) {
                return false;
            }
        }
        return true;
    }

    private TimeSeries series(String[] names, int from, int to) {
        TimeSeries.Builder builder = TimeSeries.builder(names).id(id);
        if (!layout.zone().isEmpty()) {
            builder.zone(ZoneId.of(layout.zone()));
        }
        SerializableSupplier<io.forecastj.Sampling> sampling = layout.sampling();
        if (sampling != null) {
            builder.sampling(sampling.get());
        }
        int[] places = places(names);
        double[] row = new double[names.length];
        for (int r = from; r < to; r++) {
            for (int i = 0; i < places.length; i++) {
                row[i] = values[places[i]][r];
            }
            builder.add(times[r], row);
        }
        return builder.build();
    }

    private int[] places(String[] names) {
        return Arrays.stream(names)
                .mapToInt(name -> Arrays.asList(layout.columns()).indexOf(name))
                .toArray();
    }
}
