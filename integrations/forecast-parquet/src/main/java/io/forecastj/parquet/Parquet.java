package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads time series from Parquet files and writes them.
 *
 * <p>Stateless and thread-safe; the options that {@link #read()} returns are not thread-safe.
 *
 * <pre>{@code
 * TimeSeries bars = Parquet.read(Path.of("sp500.parquet")).one();
 * List<TimeSeries> stores = Parquet.read().id("store").columns("sales").from(Path.of("sales.parquet")).list();
 * Parquet.read().id("store").forEach(Path.of("large.parquet"), store -> train(store));
 * Parquet.write(stores, Path.of("copy.parquet"));
 * }</pre>
 */
public final class Parquet {
    private Parquet() {}

    /**
     * Reads all series of a file; equivalent to {@code read().from(path)}.
     *
     * @param path the file, or a directory of files
     * @return the series, at least one
     * @throws InvalidSeriesException if the file breaks a rule of {@link ParquetReading} or is damaged
     * @throws UncheckedIOException if the file cannot be read
     */
    public static ParquetSeries read(Path path) {
        return read().from(path);
    }

    /**
     * Returns options for reading other files.
     *
     * @return the options, all at their defaults
     */
    public static ParquetReading read() {
        return new ParquetReading();
    }

    /**
     * Writes one series with {@link ParquetCompression#SNAPPY}. {@code Parquet.read(path).one()} reads its id, times
     * and values back, each bit of them.
     *
     * <p>The columns are {@code id} (unless the id is empty), {@code time}, those of the series and one for each of its
     * attributes, which {@link ParquetReading#attributes} reads back. Times are TIMESTAMP(MILLIS), adjusted to UTC;
     * values are DOUBLE, null for a missing one. A declared sampling and a time zone are not written: declare them
     * again with {@link ParquetReading#sampling} and {@code zone(...)}.
     *
     * <p>A series with {@linkplain TimeSeries#hasVintages publication times} has a column {@code published} after the
     * time, a TIMESTAMP as well, and one row for each publication of a row; {@code
     * Parquet.read().published("published")} reads an equal series. A row without any publication has one row with its
     * own time.
     *
     * <p>The file appears at its place only when it is complete; until then its bytes are in a file beside it.
     *
     * @param series the series
     * @param path the file, created or replaced
     * @throws InvalidSeriesException if the file could not be read back: the series has no rows, an id with blanks
     *     around it, or a column or attribute whose name is empty, has blanks around it, occurs twice, or is id, date,
     *     datetime, time or timestamp in any case, or in a series without an id unique_id, series_id or item_id, or in
     *     one with publication times published; or if only some columns have publication times; nothing is written then
     * @throws UncheckedIOException if the file cannot be written; an existing one is unchanged then
     */
    public static void write(TimeSeries series, Path path) {
        write(List.of(series), path);
    }

    /**
     * Writes several series one after the other with {@link ParquetCompression#SNAPPY}. {@code
     * Parquet.read(path).list()} reads them back in this order. The columns are those of {@link #write(TimeSeries,
     * Path)}.
     *
     * @param series the series, all with the same columns and attribute names
     * @param path the file, created or replaced
     * @throws IllegalArgumentException if the list is empty
     * @throws InvalidSeriesException as for {@link #write(TimeSeries, Path)}, and if two series have the same id, one
     *     of several has none, their columns or attribute names differ, or only some have publication times; nothing
     *     is written then
     * @throws UncheckedIOException as for {@link #write(TimeSeries, Path)}
     */
    public static void write(List<TimeSeries> series, Path path) {
        write(series, path, ParquetCompression.SNAPPY);
    }

    /**
     * Writes several series with a compression, as {@link #write(List, Path)} does.
     *
     * @param series the series, all with the same columns and attribute names
     * @param path the file, created or replaced
     * @param compression the compression of the pages
     * @throws IllegalArgumentException if the list is empty
     * @throws InvalidSeriesException as for {@link #write(List, Path)}
     * @throws UncheckedIOException as for {@link #write(TimeSeries, Path)}
     */
    public static void write(List<TimeSeries> series, Path path, ParquetCompression compression) {
        ParquetWriting.write(List.copyOf(series), path, compression);
    }
}
