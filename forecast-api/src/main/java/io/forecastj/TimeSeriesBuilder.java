package io.forecastj;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects rows and refuses invalid ones with their number. */
final class TimeSeriesBuilder implements TimeSeries.Builder {
    private final List<String> names;
    private final Map<String, Double> attributes = new LinkedHashMap<>();
    private String id = "";
    private @Nullable Sampling sampling;
    private ZoneId zone = ZoneOffset.UTC;
    private final RowBlocks rows;
    /** The publications, if rows are published; then no row is added otherwise. */
    private @Nullable VintageRows published;

    TimeSeriesBuilder(List<String> names) {
        requireColumns(names);
        this.names = names;
        this.rows = new RowBlocks(names.size());
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
    public TimeSeries.Builder publish(long epochMillis, long publishedMillis, double... values) {
        if (rows.rows() > 0) {
            throw new IllegalStateException("rows were added without a publication time; publish(...) all rows");
        }
        checkLength(epochMillis, values);
        EpochMillis.require(epochMillis);
        EpochMillis.require(publishedMillis);
        checkFinite(epochMillis, values);
        VintageRows open = published == null ? new VintageRows(names) : published;
        published = open;
        open.add(epochMillis, publishedMillis, values);
        return this;
    }

    @Override
    public TimeSeries.Builder add(long epochMillis, double... values) {
        if (published != null) {
            throw new IllegalStateException("rows were published before; publish(...) all rows");
        }
        checkLength(epochMillis, values);
        EpochMillis.require(epochMillis);
        if (rows.rows() > 0 && epochMillis <= rows.lastTime()) {
            throw new InvalidSeriesException(at(epochMillis) + " is not after row " + (rows.rows() - 1) + " at "
                    + Instant.ofEpochMilli(rows.lastTime())
                    + (epochMillis == rows.lastTime() ? ": the time occurs twice" : ": sort the rows by time"));
        }
        checkFinite(epochMillis, values);
        rows.add(epochMillis, values);
        return this;
    }

    @Override
    public TimeSeries.Builder add(Instant time, Map<String, ? extends @Nullable Number> row) {
        return add(EpochMillis.of(time), NamedRow.values(names, time, row));
    }

    private void checkLength(long epochMillis, double[] values) {
        if (values.length != names.size()) {
            throw new InvalidSeriesException(at(epochMillis) + " has " + values.length + " values; expected "
                    + names.size() + ", one for each of " + MessageText.list(names));
        }
    }

    private void checkFinite(long epochMillis, double[] values) {
        for (int c = 0; c < values.length; c++) {
            if (Double.isInfinite(values[c])) {
                throw new InvalidSeriesException(at(epochMillis) + " has the infinite value " + values[c]
                        + " in column '" + names.get(c) + "'; use NaN for a missing value");
            }
        }
    }

    private String at(long epochMillis) {
        return (id.isEmpty() ? "" : "series '" + id + "': ") + "row " + rows.rows() + " at "
                + Instant.ofEpochMilli(epochMillis);
    }

    @Override
    public TimeSeries build() {
        if (published != null) {
            return published.build(id, attributes, sampling, zone);
        }
        return TimeSeries.create(id, names, rows.times(), rows.columns(), attributes, sampling, zone);
    }
}
