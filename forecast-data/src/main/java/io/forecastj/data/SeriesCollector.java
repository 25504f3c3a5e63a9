package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one series and checks the rules between them. */
final class SeriesCollector {
    private final String id;
    private final List<Layout.Field> attributes;
    private final double[] attributeValues;
    private final TimeSeries.Builder builder;
    private final RowWatch rows = new RowWatch();
    private long firstLine;
    private long lastLine;
    private long lastTime;
    private long largestDistance;

    SeriesCollector(String id, List<String> names, Layout layout, ZoneId zone, @Nullable Sampling sampling) {
        this.id = id;
        this.attributes = layout.attributes();
        this.attributeValues = new double[attributes.size()];
        this.builder = TimeSeries.builder(names).id(id).zone(zone);
        if (sampling != null) {
            builder.sampling(sampling);
        }
    }

    boolean isEmpty() {
        return lastLine == 0;
    }

    /** Returns the time of the last row; the series must not be empty. */
    long lastTime() {
        return lastTime;
    }

    /** Returns the largest distance of two neighbouring rows in milliseconds, 0 with less than two rows. */
    long largestDistance() {
        return largestDistance;
    }

    RowWatch rows() {
        return rows;
    }

    /** Returns whether a row at this time may follow. */
    boolean continuesAt(long time) {
        return isEmpty() || time > lastTime;
    }

    /**
     * Returns the refusal of a time that is not after the previous row's.
     *
     * @param hint an explanation by another column, or an empty text
     * @param at the position of the time column
     */
    RuntimeException notAfter(long time, String text, String hint, CsvPosition at) {
        String series = id.isEmpty() ? "" : " of series " + CsvPosition.quote(id);
        return at.error((time == lastTime
                        ? CsvPosition.quote(text) + " is the time of line " + lastLine + series + " as well"
                        : CsvPosition.quote(text) + " is before " + Instant.ofEpochMilli(lastTime) + " on line "
                                + lastLine + series + ": sort the rows by time, the earliest first")
                + hint);
    }

    void add(long time, double[] values, CsvRecord row, CsvPosition at) {
        builder.add(time, values);
        if (isEmpty()) {
            firstLine = at.line();
        } else {
            largestDistance = Math.max(largestDistance, time - lastTime);
        }
        lastLine = at.line();
        lastTime = time;
        rows.add(row);
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
