package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.ClockChanges;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Options for reading Parquet files; {@link #from} or {@link #forEach} reads one.
 *
 * <p>Not thread-safe. The same options can read many files, one after the other.
 *
 * <p>Columns are found by the rules of {@link io.forecastj.data.CsvReading}: the time is the column date, datetime,
 * time or timestamp, or else ds or t, or else the only column whose type is a time, such as the index that pandas
 * writes; a column called id separates several series, whose rows may alternate; every other column is a value. With
 * {@link #columns} or {@link #column} only the requested columns are read, and the bytes of others are skipped. The
 * rows of a series must be in order of time.
 *
 * <ul>
 *   <li><b>Values</b> may be DOUBLE, FLOAT and FLOAT16 (the double of the same value, so that 0.1 as FLOAT is
 *       0.10000000149011612), signed and unsigned integers, BOOLEAN (0 and 1) and DECIMAL (the nearest double). Null
 *       and NaN are missing values. Infinite values and integers beyond 2^53 are refused.
 *   <li><b>Times</b> may be TIMESTAMP in milliseconds, microseconds or nanoseconds; DATE, the start of the day in the
 *       {@linkplain #zone zone}; INT96 of Impala and older Spark, in UTC; texts in the forms that {@code CsvReading}
 *       detects; and integers by {@link #epoch}. A TIMESTAMP that is adjusted to UTC is an instant. One that is not, as
 *       pandas and DuckDB write times without a zone, is a local time in the zone, which is UTC unless set. Old files
 *       without this mark (TIMESTAMP_MILLIS, TIMESTAMP_MICROS) are in UTC, as the format defines. Times finer than a
 *       millisecond are refused.
 *   <li><b>Ids</b> may be texts in UTF-8, categories of pandas included, or integers. Blanks around them are ignored.
 *   <li>Nested and repeated columns are refused if they are requested, or if no columns are.
 *   <li><b>Compressions</b> may be Snappy, Zstandard, gzip and LZ4_RAW, decompressed in Java. Encrypted files, and
 *       LZO, Brotli and the old LZ4, are refused. Check sums of pages are verified where a file has them; without
 *       them, a damaged number cannot be recognised.
 * </ul>
 *
 * <p>A directory is read as one file: its files whose names end with .parquet, in the order of their names, without
 * those whose name or folder begins with a point or an underscore. All must have the same columns. If folders are named
 * {@code key=value} and {@link #id} names the key (or the key is id), the value is the id of the rows below it; other
 * keys are not read.
 *
 * <p>Anything else is refused with an {@link InvalidSeriesException} that names file, row and column; rows are counted
 * from 1. A truncated or damaged file is refused so as well, with the place of the damage. Reading takes at most half
 * of the largest heap, beside the series that the caller keeps; a file that needs or claims more is refused before it
 * is allocated. An interrupt of the reading thread ends the reading with a {@link CancellationException}.
 */
public final class ParquetReading {
    private @Nullable String time;
    private @Nullable String published;
    private @Nullable String id;
    private @Nullable String named;
    private final List<ParquetOptions.Choice> columns = new ArrayList<>();
    private final List<String> attributes = new ArrayList<>();
    private ZoneId zone = ZoneOffset.UTC;
    private ClockChanges changes = ClockChanges.REFUSE;
    private @Nullable TimeUnit epoch;
    private @Nullable Sampling sampling;

    ParquetReading() {}

    /**
     * Sets the time column.
     *
     * @param column its name in the file
     * @return these options
     */
    public ParquetReading time(String column) {
        this.time = Objects.requireNonNull(column, "column");
        return this;
    }

    /**
     * Sets the column of publication times, for a file with one row for each publication of a row: the first figure and
     * its revisions. All columns of values get publication times, and a missing value is none that was published. Rows
     * may have any order, several of a series the same time, but no two the same publication time as well.
     *
     * <p>The column has one of the types of the time column, though not necessarily its own, in the same {@linkplain
     * #zone(ZoneId) zone}; plain integers count the unit of {@link #epoch}. A DATE is the start of its day: a value
     * counts as known from then on, so use times if it is published during the day.
     *
     * @param column its name in the file
     * @return these options
     */
    public ParquetReading published(String column) {
        this.published = Objects.requireNonNull(column, "column");
        return this;
    }

    /**
     * Sets the column whose values are the ids of the series, or the key of the folders that are named by ids.
     *
     * @param column its name in the file
     * @return these options
     */
    public ParquetReading id(String column) {
        this.id = Objects.requireNonNull(column, "column");
        return this;
    }

    /**
     * Declares that the file holds one series with the given id; a column called id is then read like any other.
     *
     * @param id the series' id, may be empty
     * @return these options
     */
    public ParquetReading named(String id) {
        this.named = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * Adds columns to read; their names in the series are those given here.
     *
     * @param columns their names in the file, and in the series
     * @return these options
     */
    public ParquetReading columns(String... columns) {
        for (String column : columns) {
            column(column, column);
        }
        return this;
    }

    /**
     * Adds a column to read under another name.
     *
     * @param header its name in the file
     * @param name its name in the series
     * @return these options
     */
    public ParquetReading column(String header, String name) {
        columns.add(new ParquetOptions.Choice(
                Objects.requireNonNull(header, "header"), Objects.requireNonNull(name, "name")));
        return this;
    }

    /**
     * Adds columns that hold one number for the whole series, repeated in each of its rows. They become {@linkplain
     * TimeSeries#attributes() attributes}. A missing or changing value is refused when the file is read.
     *
     * @param columns their names in the file
     * @return these options
     */
    public ParquetReading attributes(String... columns) {
        attributes.addAll(List.of(columns));
        return this;
    }

    /**
     * Sets the time zone of dates and local times, and of the series ({@link TimeSeries#zone}), whose days and months
     * are counted in it; UTC by default. A local time that does not exist in the zone or occurs twice, because clocks
     * change, is refused when a file is read.
     *
     * @param zone the zone
     * @return these options
     */
    public ParquetReading zone(ZoneId zone) {
        return zone(zone, ClockChanges.REFUSE);
    }

    /**
     * Sets the time zone as {@link #zone(ZoneId)} does, and what is done with a local time that occurs twice in it or
     * not at all.
     *
     * @param zone the zone
     * @param changes the choice where clocks change
     * @return these options
     */
    public ParquetReading zone(ZoneId zone, ClockChanges changes) {
        this.zone = Objects.requireNonNull(zone, "zone");
        this.changes = Objects.requireNonNull(changes, "changes");
        return this;
    }

    /**
     * Declares that times are plain integers that count from 1970-01-01T00:00Z. When a file is read, its time column is
     * refused if it has a unit, as a TIMESTAMP does, and a count is refused as {@link
     * io.forecastj.data.CsvReading#epoch} describes.
     *
     * @param unit the unit that they count
     * @return these options
     */
    public ParquetReading epoch(TimeUnit unit) {
        this.epoch = Objects.requireNonNull(unit, "unit");
        return this;
    }

    /**
     * Declares the sampling of every series; inferred from the times unless set.
     *
     * @param sampling the spacing of the times
     * @return these options
     */
    public ParquetReading sampling(Sampling sampling) {
        this.sampling = Objects.requireNonNull(sampling, "sampling");
        return this;
    }

    /**
     * Reads a file or a directory.
     *
     * @param path the file or directory
     * @return the series, at least one
     * @throws InvalidSeriesException if the file breaks a rule of this class, is damaged, has no rows, or does not fit
     *     into half of the largest heap
     * @throws UncheckedIOException if the file cannot be read
     * @throws CancellationException if the thread is interrupted; it stays so
     * @throws IllegalArgumentException if options contradict each other: {@code id} and {@code named} together, two
     *     columns or attributes with the same name, or {@code published} and a choice of {@link ClockChanges} by the
     *     order of the rows
     */
    public ParquetSeries from(Path path) {
        return new ParquetSeries(path.toString(), ParquetFiles.read(options(), path));
    }

    /**
     * Reads the series of a file or directory one after the other, so that only one is in memory. The rows of a series
     * must follow one another.
     *
     * @param path the file or directory
     * @param consumer receives each series when its last row has been read; what it throws ends the reading
     * @throws InvalidSeriesException as for {@link #from}, and if rows of a series follow those of another one; series
     *     before it have then been handed over
     * @throws UncheckedIOException if the file cannot be read
     * @throws CancellationException if the thread is interrupted; it stays so
     * @throws IllegalArgumentException as for {@link #from}
     */
    public void forEach(Path path, Consumer<TimeSeries> consumer) {
        ParquetFiles.forEach(options(), path, Objects.requireNonNull(consumer, "consumer"));
    }

    private ParquetOptions options() {
        if (id != null && named != null) {
            throw new IllegalArgumentException("id(\"" + id + "\") reads ids from a column, named(\"" + named
                    + "\") gives the id of a single series: use one of them");
        }
        return new ParquetOptions(
                time,
                published,
                id,
                named,
                List.copyOf(columns),
                List.copyOf(attributes),
                zone,
                changes,
                epoch,
                sampling);
    }
}
