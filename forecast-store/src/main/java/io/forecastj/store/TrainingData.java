package io.forecastj.store;

import io.forecastj.PublishedValue;
import io.forecastj.TimeSeries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The hash, span and size of the series that a model was trained on.
 *
 * <p>Immutable and thread-safe, equal by value.
 */
public final class TrainingData {
    private static final int BUFFER = 8192;

    private final String hash;
    private final int series;
    private final long rows;
    private final @Nullable Instant from;
    private final @Nullable Instant to;

    private TrainingData(String hash, int series, long rows, @Nullable Instant from, @Nullable Instant to) {
        this.hash = hash;
        this.series = series;
        this.rows = rows;
        this.from = from;
        this.to = to;
    }

    /**
     * Describes data that is not at hand as series.
     *
     * @param hash a SHA-256 hash of the data, 64 hexadecimal digits in lower case
     * @param series the number of series
     * @param rows the number of rows of all series
     * @param from the time of the first row, or null if there is none
     * @param to the time of the last row, or null if there is none
     * @return the description
     * @throws IllegalArgumentException if the hash is no SHA-256 hash, a number is negative, or the times are not in
     *     order
     */
    public static TrainingData of(String hash, int series, long rows, @Nullable Instant from, @Nullable Instant to) {
        Hashes.requireHash(hash);
        if (series < 0 || rows < 0) {
            throw new IllegalArgumentException(
                    "expected numbers of at least 0, found " + series + " series and " + rows + " rows");
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("the last row at " + to + " is before the first one at " + from);
        }
        return new TrainingData(hash, series, rows, from, to);
    }

    /**
     * Describes series.
     *
     * @param series the series, in the order of the fit
     * @return their hash, span and size; equal series give an equal description, in every process
     */
    public static TrainingData of(List<TimeSeries> series) {
        MessageDigest digest = Hashes.digest();
        Instant from = null;
        Instant to = null;
        long rows = 0;
        for (TimeSeries one : series) {
            addHead(digest, one);
            addRows(digest, one);
            addPublications(digest, one);
            rows += one.length();
            if (one.length() > 0) {
                Instant first = one.time(0);
                Instant last = one.time(one.length() - 1);
                from = from == null || first.isBefore(from) ? first : from;
                to = to == null || last.isAfter(to) ? last : to;
            }
        }
        return new TrainingData(Hashes.hex(digest.digest()), series.size(), rows, from, to);
    }

    /**
     * Returns the hash of the data. {@link #of(List)} makes it of ids, attributes, column names, times and values of
     * all series in order.
     *
     * @return the SHA-256 hash, 64 hexadecimal digits in lower case
     */
    public String hash() {
        return hash;
    }

    /** {@return the number of series} */
    public int series() {
        return series;
    }

    /** {@return the number of rows of all series} */
    public long rows() {
        return rows;
    }

    /** {@return the time of the first row, or null if there is none} */
    public @Nullable Instant from() {
        return from;
    }

    /** {@return the time of the last row, or null if there is none} */
    public @Nullable Instant to() {
        return to;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrainingData that
                && hash.equals(that.hash)
                && series == that.series
                && rows == that.rows
                && Objects.equals(from, that.from)
                && Objects.equals(to, that.to);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return series + " series with " + rows + " rows"
                + (from == null || to == null ? "" : " from " + from + " to " + to) + ", SHA-256 " + hash;
    }

    private static void addHead(MessageDigest digest, TimeSeries series) {
        addText(digest, series.id());
        addNumbers(digest, series.attributes().size(), series.columns().size(), series.length());
        new TreeMap<>(series.attributes()).forEach((name, value) -> {
            addText(digest, name);
            addNumbers(digest, Double.doubleToLongBits(value));
        });
        series.columns().forEach(column -> addText(digest, column));
    }

    private static void addRows(MessageDigest digest, TimeSeries series) {
        int columns = series.columns().size();
        ByteBuffer buffer = ByteBuffer.allocate(Math.max(BUFFER, Long.BYTES * (columns + 1)));
        for (int row = 0; row < series.length(); row++) {
            if (buffer.remaining() < Long.BYTES * (columns + 1)) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            buffer.putLong(series.timestamp(row));
            for (int c = 0; c < columns; c++) {
                buffer.putLong(Double.doubleToLongBits(series.value(row, c)));
            }
        }
        digest.update(buffer.flip());
    }

    /** Adds nothing for a series without publication times, so that its hash stays. */
    private static void addPublications(MessageDigest digest, TimeSeries series) {
        for (String column : series.vintageColumns()) {
            addText(digest, column);
            for (int row = 0; row < series.length(); row++) {
                List<PublishedValue> all = series.publications(row, column);
                addNumbers(digest, all.size());
                for (PublishedValue one : all) {
                    addNumbers(digest, one.published().toEpochMilli(), Double.doubleToLongBits(one.value()));
                }
            }
        }
    }

    private static void addText(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        addNumbers(digest, bytes.length);
        digest.update(bytes);
    }

    private static void addNumbers(MessageDigest digest, long... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * numbers.length);
        for (long number : numbers) {
            buffer.putLong(number);
        }
        digest.update(buffer.flip());
    }
}
