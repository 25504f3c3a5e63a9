package io.forecastj;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects publications in any order and makes a series of them. */
final class VintageRows {
    private static final int FIRST_ROWS = 16;

    private final List<String> names;
    private long[] times = new long[FIRST_ROWS];
    private long[] published = new long[FIRST_ROWS];
    private double[] values;
    private int count;

    VintageRows(List<String> names) {
        this.names = names;
        this.values = new double[FIRST_ROWS * names.size()];
    }

    void add(long time, long publication, double[] row) {
        if (count == times.length) {
            int larger = Math.multiplyExact(count, 2);
            times = Arrays.copyOf(times, larger);
            published = Arrays.copyOf(published, larger);
            values = Arrays.copyOf(values, Math.multiplyExact(larger, names.size()));
        }
        times[count] = time;
        published[count] = publication;
        System.arraycopy(row, 0, values, count * names.size(), row.length);
        count++;
    }

    TimeSeries build(String id, Map<String, Double> attributes, @Nullable Sampling sampling, ZoneId zone) {
        int[] order = order();
        long[] rows = Arrays.stream(times, 0, count).sorted().distinct().toArray();
        double[][] latest = new double[names.size()][rows.length];
        @Nullable VintageColumn[] columns = new VintageColumn[names.size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = column(c, order, rows, latest[c]);
        }
        return TimeSeries.create(id, names, rows, latest, attributes, sampling, zone)
                .withVintages(Vintages.of(columns));
    }

    private int[] order() {
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> times[i]).thenComparingLong(i -> published[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private VintageColumn column(int column, int[] order, long[] rows, double[] latest) {
        int[] starts = new int[rows.length + 1];
        long[] known = new long[count];
        double[] found = new double[count];
        int size = 0;
        int next = 0;
        for (int row = 0; row < rows.length; row++) {
            latest[row] = Double.NaN;
            for (; next < count && times[order[next]] == rows[row]; next++) {
                double value = values[order[next] * names.size() + column];
                if (Double.isNaN(value)) {
                    continue;
                }
                long publication = published[order[next]];
                if (size > starts[row] && known[size - 1] == publication) {
                    throw new InvalidSeriesException("the value of column '" + names.get(column) + "' at "
                            + Instant.ofEpochMilli(rows[row]) + " is published twice at "
                            + Instant.ofEpochMilli(publication) + ", as " + found[size - 1] + " and as " + value
                            + ": leave one out");
                }
                known[size] = publication;
                found[size++] = value;
                latest[row] = value;
            }
            starts[row + 1] = size;
        }
        return new VintageColumn(starts, Arrays.copyOf(known, size), Arrays.copyOf(found, size));
    }
}
