package io.forecastj.lifecycle.monitoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last rows of one series that were observed, in the order of their times: so that a forecast that is recorded late
 * finds its truth, and a row that comes again is known. Not thread-safe.
 */
final class SeenRows {
    /** Before the first forecast nobody knows which columns are targets; of more columns than these some are lost. */
    static final int MAX_COLUMNS = 64;

    private static final int FIRST_CAPACITY = 8;

    private final int bound;
    private final List<String> columns = new ArrayList<>();
    private boolean targetsKnown;
    /** The columns of the row before, which are mostly those of the next one. */
    private @Nullable Iterable<String> added;

    private long[] times = {};
    private double[][] values = {};
    private int start;
    private int end;
    private boolean dropped;

    SeenRows(int bound) {
        this.bound = bound;
    }

    /** Keeps the values of these columns; those of columns that are no target of any forecast are forgotten. */
    void keepTargets(List<String> targets) {
        if (targetsKnown && columns.containsAll(targets)) {
            return;
        }
        List<String> kept = new ArrayList<>(targetsKnown ? columns : targets);
        targets.stream().filter(target -> !kept.contains(target)).forEach(kept::add);
        for (int row = start; row < end; row++) {
            double[] moved = new double[kept.size()];
            for (int c = 0; c < moved.length; c++) {
                moved[c] = value(row - start, kept.get(c));
            }
            values[row] = moved;
        }
        columns.clear();
        columns.addAll(kept);
        targetsKnown = true;
    }

    int size() {
        return end - start;
    }

    long time(int row) {
        return times[start + row];
    }

    /** Returns true if rows at this time and later ones are all kept, as far as they were observed. */
    boolean reaches(long time) {
        return !dropped || size() > 0 && time(0) <= time;
    }

    /** Returns true if rows were dropped: those before the first kept one are not taken again. */
    boolean full() {
        return dropped;
    }

    /** Returns true if a row at this time would be older than all kept ones, of which there are as many as may be. */
    boolean tooOld(long time) {
        return dropped && size() > 0 && time < time(0);
    }

    /** Returns the row at a time, or -(row + 1) of the place where it belongs. */
    int find(long time) {
        if (end > start && time > times[end - 1]) {
            return -(end - start) - 1;
        }
        int at = Arrays.binarySearch(times, start, end, time);
        return at < 0 ? at + start : at - start;
    }

    /** Returns a value, NaN if it is missing or not known. */
    double value(int row, String column) {
        int at = columns.indexOf(column);
        double[] known = values[start + row];
        return at < 0 || at >= known.length ? Double.NaN : known[at];
    }

    /**
     * Takes a row. A value that is known already stays as it is.
     *
     * @return true if the time or a value is new
     */
    boolean put(long time, RowValues row) {
        if (tooOld(time)) {
            return false;
        }
        if (!targetsKnown && row.columns() != added) {
            addColumns(row.columns());
        }
        int at = find(time);
        boolean fresh = at < 0;
        if (fresh) {
            at = insert(-at - 1, time);
            if (at < 0) {
                return false;
            }
        }
        double[] known = values[start + at];
        if (known.length < columns.size()) {
            int from = known.length;
            known = Arrays.copyOf(known, columns.size());
            Arrays.fill(known, from, known.length, Double.NaN);
            values[start + at] = known;
        }
        for (int c = 0; c < known.length; c++) {
            if (Double.isNaN(known[c])) {
                known[c] = row.value(columns.get(c));
                fresh |= !Double.isNaN(known[c]);
            }
        }
        return fresh;
    }

    private void addColumns(Iterable<String> names) {
        added = names;
        for (String column : names) {
            if (columns.size() < MAX_COLUMNS && !columns.contains(column)) {
                columns.add(column);
            }
        }
    }

    /** Makes place for a row; returns its index, or -1 if it is the one that had to go. */
    private int insert(int row, long time) {
        int at = row;
        double @Nullable [] missing = null;
        if (size() == bound) {
            dropped = true;
            if (at == 0) {
                return -1;
            }
            missing = values[start].length == columns.size() ? values[start] : null;
            start++;
            at--;
        }
        if (end == times.length) {
            makeRoom();
        }
        System.arraycopy(times, start + at, times, start + at + 1, size() - at);
        System.arraycopy(values, start + at, values, start + at + 1, size() - at);
        end++;
        times[start + at] = time;
        missing = missing == null ? new double[columns.size()] : missing;
        Arrays.fill(missing, Double.NaN);
        values[start + at] = missing;
        return at;
    }

    /** Moves the rows to the front, of larger arrays if they fill half of the present ones: each only now and then. */
    private void makeRoom() {
        int rows = size();
        boolean larger = start <= rows;
        int capacity = larger ? Math.max(FIRST_CAPACITY, 2 * (rows + 1)) : times.length;
        long[] newTimes = larger ? new long[capacity] : times;
        double[][] newValues = larger ? new double[capacity][] : values;
        System.arraycopy(times, start, newTimes, 0, rows);
        System.arraycopy(values, start, newValues, 0, rows);
        times = newTimes;
        values = newValues;
        start = 0;
        end = rows;
    }
}
