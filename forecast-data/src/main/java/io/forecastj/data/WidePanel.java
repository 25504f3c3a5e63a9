package io.forecastj.data;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects a table in which each column is one series, from its first known value to its last. */
final class WidePanel {
    private static final int NONE = -1;

    private final List<Layout.Field> fields;
    private final RowStore[] stores;
    private final int[] lastKnown;
    private final double[] value = new double[1];
    private long[] times = new long[64];
    private int rows;

    WidePanel(List<Layout.Field> fields, String name, CsvOptions options) {
        this.fields = fields;
        this.stores = new RowStore[fields.size()];
        this.lastKnown = new int[fields.size()];
        Arrays.fill(lastKnown, NONE);
        for (int i = 0; i < stores.length; i++) {
            TimeSeries.Builder builder =
                    TimeSeries.builder(name).id(fields.get(i).name()).zone(options.zone());
            if (options.sampling() != null) {
                builder.sampling(options.sampling());
            }
            stores[i] = new RowStore(builder, 1, options.form().newestFirst());
        }
    }

    /** Takes a row, with one value for each series. */
    void add(long time, double[] row) {
        if (rows == times.length) {
            times = Arrays.copyOf(times, 2 * rows);
        }
        times[rows] = time;
        for (int i = 0; i < stores.length; i++) {
            if (!Double.isNaN(row[i])) {
                complete(i);
                lastKnown[i] = rows;
                value[0] = row[i];
                stores[i].add(time, value);
            }
        }
        rows++;
    }

    /** Adds the missing values since the last known one. */
    private void complete(int series) {
        if (lastKnown[series] != NONE) {
            value[0] = Double.NaN;
            for (int row = lastKnown[series] + 1; row < rows; row++) {
                stores[series].add(times[row], value);
            }
        }
    }

    List<TimeSeries> finish(CsvPosition at) {
        List<TimeSeries> series = new ArrayList<>(stores.length);
        for (int i = 0; i < stores.length; i++) {
            if (lastKnown[i] == NONE) {
                at.column(fields.get(i).header());
                throw at.error("the column has no value, and a series needs one: name the columns to read with"
                        + " columns(...)");
            }
            series.add(stores[i].build());
        }
        return series;
    }
}
