package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Reads time series from CSV files and writes them.
 *
 * <p>Stateless and thread-safe; the options that {@link #read()} returns are not thread-safe. Files are UTF-8 or
 * have another byte order mark or a {@linkplain CsvReading#charset declared charset}, may be compressed, with any line
 * ends, and have one header line unless {@link CsvReading#noHeader} names the columns.
 *
 * <p>Rows may be absent by the spacing of the times; {@link CsvSeries#gaps()} and {@link TimeSeries#gaps()} list them,
 * {@code requireNoGaps()} of both refuses them.
 *
 * <pre>{@code
 * TimeSeries bars = Csv.ohlcv(Path.of("sp500.csv"));
 * TimeSeries weather = Csv.read().columns("temp_max", "wind").from(Path.of("weather.csv")).one();
 * List<TimeSeries> stores = Csv.read().id("store").from(Path.of("sales.csv")).list();
 * Csv.write(stores, Path.of("copy.csv"));
 * }</pre>
 */
public final class Csv {
    private Csv() {}

    /**
     * Reads price bars of one instrument: a time column and the columns open, high, low, close and volume.
     *
     * <p>Equivalent to {@code read().ohlcv().from(path).one()}: column names may differ in case, and every bar is
     * checked by {@link io.forecastj.Ohlcv#flaw}. Prices are as written. A column Adj Close is read as {@link
     * io.forecastj.Ohlcv#ADJUSTED_CLOSE}; other columns are not read. {@link #adjustedOhlcv} reads adjusted prices.
     *
     * @param path the file
     * @return the bars, with the columns of {@link io.forecastj.Ohlcv#COLUMNS}, and the adjusted close if there is one
     * @throws InvalidSeriesException if the file breaks a rule of {@link CsvReading}, a bar contradicts itself, or the
     *     file holds several series; the message names file, line, column and value
     * @throws UncheckedIOException if the file cannot be read
     */
    public static TimeSeries ohlcv(Path path) {
        return read().ohlcv().from(path).one();
    }

    /**
     * Reads price bars from a stream, such as a resource of the class path.
     *
     * @param stream the bytes of the file; the caller closes it
     * @param name the name for messages
     * @return the bars, as for {@link #ohlcv(Path)}
     * @throws InvalidSeriesException as for {@link #ohlcv(Path)}
     * @throws UncheckedIOException if the stream cannot be read
     */
    public static TimeSeries ohlcv(InputStream stream, String name) {
        return read().ohlcv().from(stream, name).one();
    }

    /**
     * Reads price bars of one instrument, adjusted for later dividends and splits by the column Adj Close.
     *
     * <p>Equivalent to {@code read().adjustedOhlcv().from(path).one()}; see {@link CsvReading#adjustedOhlcv}.
     *
     * @param path the file
     * @return the bars, with the columns of {@link io.forecastj.Ohlcv#COLUMNS}
     * @throws InvalidSeriesException as for {@link #ohlcv(Path)}, and if there is no column Adj Close, or a row of it
     *     has no positive ratio to close
     * @throws UncheckedIOException if the file cannot be read
     */
    public static TimeSeries adjustedOhlcv(Path path) {
        return read().adjustedOhlcv().from(path).one();
    }

    /**
     * Returns options for reading any other file.
     *
     * @return the options, all at their defaults
     */
    public static CsvReading read() {
        return new CsvReading();
    }

    /**
     * Returns options for reading the files of a known provider, such as {@code
     * Csv.read(CsvPreset.BINANCE_KLINES).from(path).one()}. Further calls change single ones; {@link CsvReading#detect}
     * has no effect.
     *
     * @param preset the form of the files
     * @return the options that the form needs; a file of another form is refused when it is read
     */
    public static CsvReading read(CsvPreset preset) {
        return new CsvReading(Objects.requireNonNull(preset, "preset"));
    }

    /**
     * Inspects a file: its charset and table, columns, times, gaps and duplicates, and the line of code that reads it.
     * Nothing is read into series, and what can be read in several ways is not decided. See {@link CsvInspection} for
     * what is looked at.
     *
     * @param path the file; its name may declare it as compressed, as for {@link CsvReading#from(Path)}
     * @return the inspection; print it
     * @throws InvalidSeriesException if the file is no text, or an archive that is damaged, has several entries, or is
     *     not declared by its name
     * @throws UncheckedIOException if the file cannot be read
     */
    public static CsvInspection inspect(Path path) {
        try {
            return CsvInspecting.inspect(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
    }

    /**
     * Writes one series; {@code Csv.read().from(path).one()} reads an equal one.
     *
     * <p>The columns are {@code id} (unless the id is empty), {@code time}, those of the series and one for each of its
     * attributes, which {@link CsvReading#attributes} reads back. Times are ISO instants. Numbers are written by {@link
     * Double#toString(double)}, which keeps every bit; a missing one is {@code NaN}. A declared sampling and
     * a time zone are not written: declare them again with {@link CsvReading#sampling} and {@code zone(...)}.
     *
     * <p>A series with {@linkplain TimeSeries#hasVintages publication times} has a column {@code published} after the
     * time, and one row for each publication of a row, with {@code NaN} where a column has none then; {@code
     * published("published")} reads an equal series. A row without any publication has one line with its own time.
     *
     * @param series the series
     * @param path the file, created or replaced
     * @throws InvalidSeriesException if the file could not be read back as an equal series: the series has no
     *     rows, an id with blanks around it, or a column or attribute whose name is empty, begins or ends with a blank,
     *     occurs twice, or is id, date, datetime, time or timestamp in any case, or in a series without an id
     *     unique_id, series_id or item_id, or in one with publication times published; or if only some columns have
     *     publication times; nothing is written then
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(TimeSeries series, Path path) {
        CsvWriting.write(List.of(series), path);
    }

    /**
     * Writes several series one after the other in the long format; {@code Csv.read().from(path).list()} reads an equal
     * list. The columns are those of {@link #write(TimeSeries, Path)}.
     *
     * @param series the series, all with the same columns and attribute names
     * @param path the file, created or replaced
     * @throws IllegalArgumentException if the list is empty
     * @throws InvalidSeriesException as for {@link #write(TimeSeries, Path)}, and if two series have the same id, one
     *     of several has none, their columns or attribute names differ, or only some have publication times; nothing
     *     is written then
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(List<TimeSeries> series, Path path) {
        CsvWriting.write(List.copyOf(series), path);
    }
}
