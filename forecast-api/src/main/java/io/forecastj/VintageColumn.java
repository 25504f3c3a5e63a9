package io.forecastj;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * All publications of one column, by row and in order of their times. Rows are those of the arrays of a series, so that
 * a view with an offset shares them.
 */
final class VintageColumn {
    /** The index of each row's first publication, and after the last row the number of all. */
    private final int[] starts;

    private final long[] published;
    private final double[] values;

    VintageColumn(int[] starts, long[] published, double[] values) {
        this.starts = starts;
        this.published = published;
        this.values = values;
    }

    /** Makes publications of values of which each is known a constant time after its row; missing ones have none. */
    static VintageColumn after(long[] times, double[] values, int rows, long delay) {
        int[] starts = new int[rows + 1];
        long[] published = new long[rows];
        double[] known = new double[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (!Double.isNaN(values[row])) {
                published[count] = Math.addExact(times[row], delay);
                known[count++] = values[row];
            }
            starts[row + 1] = count;
        }
        return new VintageColumn(starts, Arrays.copyOf(published, count), Arrays.copyOf(known, count));
    }

    int rows() {
        return starts.length - 1;
    }

    int count(int row) {
        return starts[row + 1] - starts[row];
    }

    long published(int row, int index) {
        return published[starts[row] + index];
    }

    double value(int row, int index) {
        return values[starts[row] + index];
    }

    /** Returns the value of a row that was known at a time, NaN if none was. */
    double asOf(int row, long known) {
        int end = end(row, known);
        return end == starts[row] ? Double.NaN : values[end - 1];
    }

    /** Returns the index after the last publication of a row at or before a time. */
    private int end(int row, long known) {
        int from = starts[row];
        int to = starts[row + 1];
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (published[middle] <= known) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Returns whether a row has a publication after a time. */
    boolean changesAfter(int row, long time) {
        return starts[row + 1] > starts[row] && published[starts[row + 1] - 1] > time;
    }

    /** Returns the values known at a time of some rows. */
    double[] asOf(int from, int rows, long known) {
        double[] found = new double[rows];
        for (int row = 0; row < rows; row++) {
            found[row] = asOf(from + row, known);
        }
        return found;
    }

    /** Returns the publications of some rows at or before a time. */
    VintageColumn upTo(int from, int rows, long known) {
        int[] lengths = new int[rows];
        for (int row = 0; row < rows; row++) {
            lengths[row] = end(from + row, known) - starts[from + row];
        }
        int[] sources = new int[rows];
        Arrays.setAll(sources, row -> from + row);
        return copy(sources, lengths);
    }

    /** Returns the publications of the given rows in their order; none for a row below 0. */
    VintageColumn pick(int[] rows) {
        int[] lengths = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            lengths[row] = rows[row] < 0 ? 0 : count(rows[row]);
        }
        return copy(rows, lengths);
    }

    private VintageColumn copy(int[] sources, int[] lengths) {
        int[] newStarts = new int[sources.length + 1];
        for (int row = 0; row < sources.length; row++) {
            newStarts[row + 1] = newStarts[row] + lengths[row];
        }
        long[] times = new long[newStarts[sources.length]];
        double[] kept = new double[times.length];
        for (int row = 0; row < sources.length; row++) {
            if (lengths[row] > 0) {
                System.arraycopy(published, starts[sources[row]], times, newStarts[row], lengths[row]);
                System.arraycopy(values, starts[sources[row]], kept, newStarts[row], lengths[row]);
            }
        }
        return new VintageColumn(newStarts, times, kept);
    }

    /** Returns the publications of the first rows. */
    VintageColumn first(int rows) {
        return rows == rows() ? this : pick(IntStream.range(0, rows).toArray());
    }

    /** Returns these publications with those of later rows after them. */
    VintageColumn followedBy(VintageColumn later) {
        int rows = rows();
        int[] newStarts = Arrays.copyOf(starts, rows + later.rows() + 1);
        for (int row = 0; row < later.rows(); row++) {
            newStarts[rows + row + 1] = newStarts[rows + row] + later.count(row);
        }
        long[] times = Arrays.copyOf(published, published.length + later.published.length);
        double[] all = Arrays.copyOf(values, times.length);
        System.arraycopy(later.published, 0, times, published.length, later.published.length);
        System.arraycopy(later.values, 0, all, published.length, later.values.length);
        return new VintageColumn(newStarts, times, all);
    }

    /** Returns these publications with a function applied to each value. */
    VintageColumn map(DoubleUnaryOperator function) {
        return new VintageColumn(
                starts, published, Arrays.stream(values).map(function).toArray());
    }

    /** Returns whether some rows of this column and as many of another have the same publications. */
    boolean same(int from, VintageColumn that, int thatFrom, int rows) {
        for (int row = 0; row < rows; row++) {
            int a = starts[from + row];
            int b = that.starts[thatFrom + row];
            int end = starts[from + row + 1];
            int thatEnd = that.starts[thatFrom + row + 1];
            if (!Arrays.equals(published, a, end, that.published, b, thatEnd)
                    || !Arrays.equals(values, a, end, that.values, b, thatEnd)) {
                return false;
            }
        }
        return true;
    }
}
