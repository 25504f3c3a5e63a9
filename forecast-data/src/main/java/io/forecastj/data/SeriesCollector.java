package io.forecastj.data;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one series and checks the rules between them. */
final class SeriesCollector {
    private final String id;
    private final List<Layout.Field> attributes;
    private final double[] attributeValues;
    private final TimeSeries.Builder builder;
    private long firstLine;
    private long lastLine;
    private long lastTime;

    SeriesCollector(String id, Layout layout, @Nullable Sampling sampling) {
        this.id = id;
        this.attributes = layout.attributes();
        this.attributeValues = new double[attributes.size()];
        this.builder = TimeSeries.builder(
                        layout.values().stream().map(Layout.Field::name).toList())
                .id(id);
        if (sampling != null) {
            builder.sampling(sampling);
        }
    }

    boolean isEmpty() {
        return lastLine == 0;
    }

    /** Refuses a time that is not after the previous row's; the position is that of the time column. */
    void checkTime(long time, String text, CsvPosition at) {
        if (isEmpty() || time > lastTime) {
            return;
        }
        String series = id.isEmpty() ? "" : " of series " + CsvPosition.quote(id);
        throw at.error(
                time == lastTime
                        ? CsvPosition.quote(text) + " is the time of line " + lastLine + series + " as well"
                        : CsvPosition.quote(text) + " is before " + Instant.ofEpochMilli(lastTime) + " on line "
                                + lastLine + series + ": sort the rows by time, the earliest first");
    }

    void add(long time, double[] values, CsvPosition at) {
        builder.add(time, values);
        if (isEmpty()) {
            firstLine = at.line();
        }
        lastLine = at.line();
        lastTime = time;
    }

    /**
     * Takes an attribute from the first row and refuses a different value in later rows; the position is that of its
     * column.
     */
    void attribute(int index, double value, CsvPosition at) {
        if (Double.isNaN(value)) {
            throw at.error("the value is missing, but an attribute needs one in every row");
        }
        if (isEmpty()) {
            attributeValues[index] = value;
            builder.attribute(attributes.get(index).name(), value);
        } else if (Double.compare(value, attributeValues[index]) != 0) {
            throw at.error(value + " differs from " + attributeValues[index] + " on line " + firstLine
                    + ": an attribute has one value in a whole series");
        }
    }

    TimeSeries build() {
        return builder.build();
    }
}
