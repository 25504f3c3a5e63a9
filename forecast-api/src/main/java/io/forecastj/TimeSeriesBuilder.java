package io.forecastj;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects rows in growing columns and refuses invalid rows with their number. */
final class TimeSeriesBuilder implements TimeSeries.Builder {
    /** Few, since a file may have a million series of some rows. */
    private static final int FIRST_ROWS = 4;

    private final List<String> names;
    private final Map<String, Double> attributes = new LinkedHashMap<>();
    private String id = "";
    private @Nullable Sampling sampling;
    private ZoneId zone = ZoneOffset.UTC;
    private long[] times = new long[FIRST_ROWS];
    private final double[][] columns;
    private int rows;

    TimeSeriesBuilder(List<String> names) {
        requireColumns(names);
        this.names = names;
        this.columns = new double[names.size()][FIRST_ROWS];
    }

    /** Refuses an empty list of columns and duplicate names. */
    static void requireColumns(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a series needs at least one column");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("a column name occurs twice in " + MessageText.list(names));
        }
    }

    @Override
    public TimeSeries.Builder id(String id) {
        this.id = Objects.requireNonNull(id, "id");
        return this;
    }

    @Override
    public TimeSeries.Builder sampling(Sampling sampling) {
        this.sampling = Objects.requireNonNull(sampling, "sampling");
        return this;
    }

    @Override
    public TimeSeries.Builder zone(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    @Override
    public TimeSeries.Builder attribute(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("attribute '" + name + "' must be finite, found " + value);
        }
        attributes.put(name, value);
        return this;
    }

    @Override
    public TimeSeries.Builder add(long epochMillis, double... values) {
        if (values.length != columns.length) {
            throw new InvalidSeriesException(at(epochMillis) + " has " + values.length + " values; expected "
                    + columns.length + ", one for each of " + MessageText.list(names));
        }
        EpochMillis.require(epochMillis);
        if (rows > 0 && epochMillis <= times[rows - 1]) {
            throw new InvalidSeriesException(
                    at(epochMillis) + " is not after row " + (rows - 1) + " at " + Instant.ofEpochMilli(times[rows - 1])
                            + (epochMillis == times[rows - 1] ? ": the time occurs twice" : ": sort the rows by time"));
        }
        for (int c = 0; c < values.length; c++) {
            if (Double.isInfinite(values[c])) {
                throw new InvalidSeriesException(at(epochMillis) + " has the infinite value " + values[c]
                        + " in column '" + names.get(c) + "'; use NaN for a missing value");
            }
        }
        if (rows == times.length) {
            int larger = Math.multiplyExact(rows, 2);
            times = Arrays.copyOf(times, larger);
            for (int c = 0; c < columns.length; c++) {
                columns[c] = Arrays.copyOf(columns[c], larger);
            }
        }
        times[rows] = epochMillis;
        for (int c = 0; c < values.length; c++) {
            columns[c][rows] = values[c];
        }
        rows++;
        return this;
    }

    @Override
    public TimeSeries.Builder add(Instant time, Map<String, ? extends @Nullable Number> row) {
        return add(EpochMillis.of(time), NamedRow.values(names, time, row));
    }

    private String at(long epochMillis) {
        return (id.isEmpty() ? "" : "series '" + id + "': ") + "row " + rows + " at "
                + Instant.ofEpochMilli(epochMillis);
    }

    @Override
    public TimeSeries build() {
        double[][] values = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            values[c] = Arrays.copyOf(columns[c], rows);
        }
        return TimeSeries.create(id, names, Arrays.copyOf(times, rows), values, attributes, sampling, zone);
    }
}
