package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import io.forecastj.data.SeriesRows;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A column of times, or of publication times, in the form that its type has, and how it is given to the rows. */
final class FileTimes {
    private static final long SECOND = 1000;
    private static final int NANOS_IN_MILLI = 1_000_000;

    /** Form of the times of a file. */
    private enum Form {
        INSTANT,
        LOCAL,
        COUNT,
        TEXT
    }

    private final FileColumn column;
    private final Form form;
    private final ZoneId zone;
    private final long fixedOffset;

    private FileTimes(FileColumn column, Form form, ZoneId zone) {
        this.column = column;
        this.form = form;
        this.zone = zone;
        this.fixedOffset = zone instanceof ZoneOffset offset ? offset.getTotalSeconds() * SECOND : 0;
    }

    /**
     * Returns the times of a column.
     *
     * @param epoch the unit of plain integers, or null
     * @param unitIsForIt whether a unit is refused for another type, since no other column has times
     * @param refusal makes the refusal of the column's type, of its name and what is expected
     */
    static FileTimes of(
            FileColumn column,
            ZoneId zone,
            @Nullable TimeUnit epoch,
            boolean unitIsForIt,
            BiFunction<String, String, InvalidSeriesException> refusal) {
        if (TimeTypes.time(column)) {
            if (epoch != null && unitIsForIt) {
                throw refusal.apply(column.typeName(), "whole numbers, which epoch(...) is for: leave it out");
            }
            return new FileTimes(column, TimeTypes.local(column) ? Form.LOCAL : Form.INSTANT, zone);
        }
        if (NumberTypes.integer(column)) {
            if (epoch == null) {
                throw refusal.apply(
                        column.typeName(), "TIMESTAMP or DATE: declare what its numbers count by epoch(...)");
            }
            return new FileTimes(column, Form.COUNT, zone);
        }
        if (DistinctTexts.text(column)) {
            return new FileTimes(column, Form.TEXT, zone);
        }
        throw refusal.apply(column.typeName(), "TIMESTAMP, DATE, INT96, texts, or whole numbers with epoch(...)");
    }

    /** Returns the column with its conversion. */
    SelectedColumn select(DistinctTexts texts, String file) {
        ParquetPosition at = new ParquetPosition(file, column.name());
        Conversion conversion =
                switch (form) {
                    case INSTANT, LOCAL -> TimeTypes.of(column, zone, at);
                    case COUNT -> (raw, bytes) -> raw;
                    case TEXT -> texts.of(column, at);
                };
        return new SelectedColumn(column, Objects.requireNonNull(conversion, "a text"), Conversion.MISSING, at);
    }

    /** Adds a row at a time. */
    void add(long time, double[] row, DistinctTexts texts, SeriesRows rows) {
        if (time == Conversion.MISSING) {
            throw rows.refusal(column.name(), "the time is missing");
        }
        switch (form) {
            case INSTANT -> rows.add(time, row);
            case LOCAL -> {
                if (zone instanceof ZoneOffset) {
                    rows.add(instant(time, rows), row);
                } else {
                    rows.addLocal(local(time), row);
                }
            }
            case COUNT -> rows.addCount(time, row);
            case TEXT -> rows.addText(texts.text(time), row);
        }
    }

    /** Sets the publication time of the next row. */
    void publish(long time, DistinctTexts texts, SeriesRows rows) {
        if (time == Conversion.MISSING) {
            throw rows.refusal(column.name(), "the publication time is missing");
        }
        switch (form) {
            case INSTANT -> rows.published(time);
            case LOCAL -> {
                if (zone instanceof ZoneOffset) {
                    rows.published(instant(time, rows));
                } else {
                    rows.publishedLocal(local(time));
                }
            }
            case COUNT -> rows.publishedCount(time);
            case TEXT -> rows.publishedText(texts.text(time));
        }
    }

    private long instant(long local, SeriesRows rows) {
        try {
            return Math.subtractExact(local, fixedOffset);
        } catch (ArithmeticException e) {
            throw rows.refusal(column.name(), local + " ms is too far from 1970 for a local time");
        }
    }

    private static LocalDateTime local(long time) {
        int nanos = (int) Math.floorMod(time, SECOND) * NANOS_IN_MILLI;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(time, SECOND), nanos, ZoneOffset.UTC);
    }
}
