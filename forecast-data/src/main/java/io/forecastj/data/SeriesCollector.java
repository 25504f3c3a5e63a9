package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one series and checks the rules between them. */
final class SeriesCollector implements EarlierTimes {
    private final String id;
    private final List<String> attributes;
    private final double[] attributeValues;
    private final TimeSeries.Builder builder;
    private final RowStore store;
    private final boolean newestFirst;
    private final RowWatch rows = new RowWatch();
    /** The publication times, or null if the rows have none and must be in order. */
    private final @Nullable PublishedRows published;

    private long firstLine;
    private long lastLine;
    private long lastTime;
    private long largestDistance;

    SeriesCollector(
            String id,
            List<String> names,
            List<String> attributes,
            ZoneId zone,
            @Nullable Sampling sampling,
            boolean newestFirst,
            boolean published) {
        this.id = id;
        this.attributes = attributes;
        this.attributeValues = new double[attributes.size()];
        this.builder = TimeSeries.builder(names).id(id).zone(zone);
        if (sampling != null) {
            builder.sampling(sampling);
        }
        this.store = new RowStore(builder, names.size(), newestFirst);
        this.newestFirst = newestFirst;
        this.published = published ? new PublishedRows() : null;
    }

    @Override
    public boolean isEmpty() {
        return lastLine == 0;
    }

    @Override
    public long lastTime() {
        return lastTime;
    }

    @Override
    public long largestDistance() {
        return largestDistance;
    }

    RowWatch rows() {
        return rows;
    }

    /** Returns whether a row at this time may follow; with publication times, rows may have any order. */
    @Override
    public boolean continuesAt(long time) {
        return published != null || isEmpty() || (newestFirst ? time < lastTime : time > lastTime);
    }

    /**
     * Returns the refusal of a time that does not continue the series.
     *
     * @param hint an explanation by another column, or an empty text
     * @param at the position of the time column
     */
    RuntimeException notAfter(long time, String text, String hint, CsvPosition at) {
        String series = id.isEmpty() ? "" : " of series " + CsvPosition.quote(id);
        if (time == lastTime) {
            return at.error(
                    CsvPosition.quote(text) + " is the time of " + at.place(lastLine) + series + " as well" + hint);
        }
        return at.error(CsvPosition.quote(text) + " is " + (newestFirst ? "after " : "before ")
                + Instant.ofEpochMilli(lastTime) + " on " + at.place(lastLine) + series
                + (newestFirst
                        ? ", though newestFirst() says that each row is before the one above it"
                        : ": sort the rows by time, the earliest first")
                + hint);
    }

    void add(long time, double[] values, CsvRow row, CsvPosition at) {
        store.add(time, values);
        follow(time, row, at);
    }

    /** Takes a row that came without the text of its fields. */
    void add(long time, double[] values, CsvPosition at) {
        store.add(time, values);
        follow(time, at);
    }

    /** Returns the publication times before; the rows must have some. */
    PublishedRows published() {
        return Objects.requireNonNull(published, "rows without publication times");
    }

    /** Takes a row that was published at a time. */
    void publish(long time, long publication, double[] values, CsvPosition at) {
        try {
            builder.publish(time, publication, values);
        } catch (InvalidSeriesException e) { // a time too far from 1970
            throw at.error(String.valueOf(e.getMessage()));
        }
        published().add(time, publication, at.line());
        follow(time, at);
    }

    /** Takes a row of a file that was published at a time. */
    void publish(long time, long publication, double[] values, CsvRow row, CsvPosition at) {
        publish(time, publication, values, at);
        rows.add(row);
    }

    /** Refuses two rows of the same time that are published at the same time, naming the column and both places. */
    void requireDistinct(String column, CsvPosition at) {
        published().requireDistinct(id, column, at);
    }

    /** Takes the time of a row whose values another object collects. */
    void follow(long time, CsvRow row, CsvPosition at) {
        follow(time, at);
        rows.add(row);
    }

    private void follow(long time, CsvPosition at) {
        if (isEmpty()) {
            firstLine = at.line();
        } else {
            largestDistance = Math.max(largestDistance, Math.abs(time - lastTime));
        }
        lastLine = at.line();
        lastTime = time;
    }

    /** Returns whether the series has one row. */
    boolean hasOneRow() {
        return firstLine == lastLine && !isEmpty();
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
            builder.attribute(attributes.get(index), value);
        } else if (Double.compare(value, attributeValues[index]) != 0) {
            throw at.error(value + " differs from " + attributeValues[index] + " on " + at.place(firstLine)
                    + ": an attribute has one value in a whole series");
        }
    }

    TimeSeries build() {
        return store.build();
    }
}
