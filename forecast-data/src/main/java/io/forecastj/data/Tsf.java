package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .tsf} files, the form of the Monash Time Series Forecasting Repository (Godahewa, Bergmeir, Webb,
 * Hyndman and Montero-Manso, Monash Time Series Forecasting Archive, NeurIPS 2021; forecastingdata.org).
 *
 * <p>Stateless and thread-safe. A file is text of lines: comments after {@code #}, tags such as {@code @frequency
 * monthly}, one {@code @attribute name type} for each attribute, {@code @data}, and then one line for each series: its
 * attributes and its values, {@code T1:1979-01-01 00-00-00:1149.8,1053.8,?}. Lines may be long: values are taken from
 * the file one by one, and nothing but the series is held.
 *
 * <ul>
 *   <li>A series has the id of the attribute {@code series_name}, one column {@code y}, and NaN for {@code ?}.
 *   <li>Its first time is {@code start_timestamp} in UTC. Its {@linkplain TimeSeries#declaredSampling() sampling} is
 *       declared by {@code @frequency}: yearly, quarterly, monthly, weekly, daily, hourly, half_hourly, minutely, or a
 *       number and a unit such as 10_minutes or 4_seconds. Months, quarters and years keep the day of the first time.
 *   <li>Numeric attributes become {@linkplain TimeSeries#attributes() attributes}. Other texts and dates, which a
 *       series cannot hold, are not read.
 *   <li>{@code @missing false} and {@code @equallength true} are checked. {@code @relation} and {@code @horizon} are
 *       not part of the series; {@link #horizon} returns the second.
 *   <li>Texts are UTF-8, except those of comments, which are not read. Files that end with {@code .gz} or {@code .zip}
 *       are decompressed as by {@link CsvReading}.
 * </ul>
 */
public final class Tsf {
    /** The column of the values. */
    static final String COLUMN = "y";

    private Tsf() {}

    /**
     * Reads all series of a file.
     *
     * @param path the file
     * @return the series in the order of the file, at least one, unmodifiable
     * @throws InvalidSeriesException if the file is not of this form, a number or a time is none, two series have the
     *     same name, {@code @missing} or {@code @equallength} is wrong, or the file has no {@code start_timestamp} or
     *     no {@code @frequency}; the message names file, line and attribute
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<TimeSeries> read(Path path) {
        return parse(path, null, null);
    }

    /**
     * Reads all series of a file and gives them the same first time, for files without {@code start_timestamp} and for
     * those whose times do not matter. A {@code start_timestamp} in the file is checked, but not used.
     *
     * @param path the file
     * @param start the first time of every series
     * @return the series in the order of the file, at least one, unmodifiable
     * @throws InvalidSeriesException as for {@link #read(Path)}
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<TimeSeries> read(Path path, Instant start) {
        return parse(path, Objects.requireNonNull(start, "start"), null);
    }

    /**
     * Reads all series of a file and gives them the same first time and spacing, for files without {@code @frequency}.
     *
     * @param path the file
     * @param start the first time of every series
     * @param sampling the spacing of every series, whatever the file has
     * @return the series in the order of the file, at least one, unmodifiable
     * @throws InvalidSeriesException as for {@link #read(Path)}
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<TimeSeries> read(Path path, Instant start, Sampling sampling) {
        return parse(path, Objects.requireNonNull(start, "start"), Objects.requireNonNull(sampling, "sampling"));
    }

    /**
     * Reads the number of steps that the forecasts of a file's data set have, without its series.
     *
     * @param path the file
     * @return the number of {@code @horizon}, at least 1
     * @throws InvalidSeriesException if the file is not of this form or has no {@code @horizon}
     * @throws UncheckedIOException if the file cannot be read
     */
    public static int horizon(Path path) {
        try {
            return CsvBytes.DEFAULT.readBytes(
                    path, (bytes, name) -> new TsfParsing(new TsfTokens(bytes, name)).horizon());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
    }

    private static List<TimeSeries> parse(Path path, @Nullable Instant start, @Nullable Sampling sampling) {
        try {
            return CsvBytes.DEFAULT.readBytes(
                    path, (bytes, name) -> new TsfParsing(new TsfTokens(bytes, name)).series(start, sampling));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
    }
}
