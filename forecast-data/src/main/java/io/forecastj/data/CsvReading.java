package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import io.forecastj.Ohlcv;
import io.forecastj.Sampling;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Options for reading CSV files; one of the {@code from} methods reads a file.
 *
 * <p>Not thread-safe. The same options can read many files, one after the other.
 *
 * <p>A file has one header line and then one row for each time, the earliest first. Without options:
 *
 * <ul>
 *   <li>Column names are matched exactly, or if none matches, ignoring case. Blanks around them are ignored.
 *   <li>The time column is the one called date, datetime, time or timestamp; if there is none, ds or t. If there is a
 *       column called id, it separates several series, whose rows may alternate; without it, the file is one series
 *       with an empty id. A column called unique_id, series_id or item_id whose value changes is then refused, unless
 *       {@link #id}, {@link #named} or {@link #columns} names it or the series; and so is a column of words that is not
 *       read if each of its values is in one block of rows, as a ticker is where series follow one another. Columns
 *       called as spans of time, such as month or split, may do so.
 *   <li>Every other column is read, and must be numeric. With {@link #columns}, {@link #column} or {@link #ohlcv}, only
 *       the requested columns are read.
 *   <li>The form of the times is detected from the first row, and all other rows must have the same form. Accepted are
 *       ISO dates ({@code 2020-12-31}, the start of the day); ISO date-times with T or a blank, either with a zone (an
 *       offset such as +02:00, Z, UTC, GMT, or an offset and its region in brackets) or in the {@linkplain #zone zone};
 *       epoch seconds (in the first row from 10^8 up to, but not including, 10^10 in size) and epoch milliseconds (from
 *       10^11 up to 10^13), which are the times from 1973 to 2286. Integers of other sizes, such as years, step numbers
 *       or 20201231, and those that may be a date with an hour, such as 2020123123, are refused unless {@link
 *       #timeFormat}, {@link #epoch} or {@link #steps} defines their meaning. Epoch times whose unit changes within the
 *       file, abbreviations of zones such as CET, and times finer than a millisecond are refused.
 *   <li>Blanks around ids, times and numbers are ignored, so that ids that differ only by them are one series.
 *   <li>Numbers have a decimal point, an optional exponent and no thousands separators. An empty field, NaN, NA and
 *       null, in any case, are missing values and become NaN. Infinite values are refused.
 * </ul>
 *
 * <p>Rows that are absent by the spacing of the times are not refused: {@link CsvSeries#gaps()} lists them, and {@link
 * CsvSeries#requireNoGaps()} refuses them.
 *
 * <p>Anything else is refused with an {@link InvalidSeriesException} that names file, line, column and value: an
 * invalid number or time, a time that is not after the previous one, a missing column, a row with more or fewer fields
 * than the header, a blank line between rows, an empty file, a header without rows, bytes that are not UTF-8, a quote
 * that is never closed.
 */
public final class CsvReading {
    private char delimiter = ',';
    private @Nullable String time;
    private @Nullable String id;
    private @Nullable String named;
    private final List<CsvOptions.Choice> columns = new ArrayList<>();
    private final List<String> attributes = new ArrayList<>();
    private Bars bars = Bars.NONE;
    private ZoneId zone = ZoneOffset.UTC;
    private ClockChanges changes = ClockChanges.REFUSE;
    private Function<LocalTimes, TimeParser> times = DetectedTimes::new;
    private @Nullable Integer firstYear;
    private @Nullable Sampling sampling;
    private Set<String> missing = Set.of();

    CsvReading() {
        missing("", "NaN", "NA", "null");
    }

    /**
     * Sets the character between fields; a comma by default.
     *
     * @param delimiter the character, such as {@code ';'} or {@code '\t'}
     * @return these options
     * @throws IllegalArgumentException if it is a double quote or a line end
     */
    public CsvReading delimiter(char delimiter) {
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
            throw new IllegalArgumentException("a delimiter must not be a double quote or a line end");
        }
        this.delimiter = delimiter;
        return this;
    }

    /**
     * Sets the time column.
     *
     * @param column its name in the file
     * @return these options
     */
    public CsvReading time(String column) {
        this.time = Objects.requireNonNull(column, "column");
        return this;
    }

    /**
     * Sets the column whose values are the ids of the series, for a file with several series.
     *
     * @param column its name in the file
     * @return these options
     */
    public CsvReading id(String column) {
        this.id = Objects.requireNonNull(column, "column");
        return this;
    }

    /**
     * Declares that the file holds one series with the given id; a column called id is then read like any other.
     *
     * @param id the series' id, may be empty
     * @return these options
     */
    public CsvReading named(String id) {
        this.named = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * Adds columns to read; their names in the series are those given here.
     *
     * @param columns their names in the file, and in the series
     * @return these options
     */
    public CsvReading columns(String... columns) {
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
    public CsvReading column(String header, String name) {
        columns.add(new CsvOptions.Choice(header, name));
        return this;
    }

    /**
     * Adds columns that hold one number for the whole series, repeated in each of its rows. They become {@linkplain
     * io.forecastj.TimeSeries#attributes() attributes}. A missing or changing value is refused when the file is read.
     *
     * @param columns their names in the file
     * @return these options
     */
    public CsvReading attributes(String... columns) {
        attributes.addAll(List.of(columns));
        return this;
    }

    /**
     * Reads open, high, low, close and volume, in this order and before other columns. A bar in which {@link
     * Ohlcv#flaw} finds a flaw is refused; {@code columns("open", "high", "low", "close", "volume")} reads without this
     * check. A column with another name in the file can be mapped: {@code column("Last", "close")}.
     *
     * <p>Prices stay as they are written. If the file has a column Adj Close (also Adjusted Close, in any case and with
     * any separator), it is read as a sixth column, {@link Ohlcv#ADJUSTED_CLOSE}, which {@link
     * io.forecastj.TimeSeries#select} can leave out. Use {@link #adjustedOhlcv} for bars without the jumps that
     * dividends and splits cause.
     *
     * @return these options
     */
    public CsvReading ohlcv() {
        this.bars = Bars.AS_WRITTEN;
        return this;
    }

    /**
     * Reads bars like {@link #ohlcv}, with prices adjusted for later dividends and splits: close is the column Adj
     * Close, and open, high and low are multiplied by Adj Close / Close of their row. The bar as written is checked.
     *
     * <p>Volume stays as it is written: a dividend does not change the number of traded shares, and the providers of
     * this column have already adjusted close and volume for splits. Where they have not, earlier volumes count the
     * shares of their day.
     *
     * <p>In a row without close or Adj Close all four prices are missing. When a file is read, it is refused if it has
     * no such column, or a row has no positive factor. A column with another name can be mapped: {@code column("Adj",
     * "adj_close")}.
     *
     * @return these options
     */
    public CsvReading adjustedOhlcv() {
        this.bars = Bars.ADJUSTED;
        return this;
    }

    /**
     * Sets the time zone of dates and date-times without an offset, and of the series ({@link
     * io.forecastj.TimeSeries#zone}), whose days and months are counted in it; UTC by default. A date is the start of
     * its day in the zone. When a file is read, a date-time that does not exist in the zone or occurs twice, because
     * clocks change, is refused.
     *
     * @param zone the zone
     * @return these options
     */
    public CsvReading zone(ZoneId zone) {
        return zone(zone, ClockChanges.REFUSE);
    }

    /**
     * Sets the time zone as {@link #zone(ZoneId)} does, and what is done with a date-time that occurs twice in it or
     * not at all.
     *
     * @param zone the zone
     * @param changes the choice where clocks change
     * @return these options
     */
    public CsvReading zone(ZoneId zone, ClockChanges changes) {
        this.zone = Objects.requireNonNull(zone, "zone");
        this.changes = Objects.requireNonNull(changes, "changes");
        return this;
    }

    /**
     * Sets the form of the times as a pattern of {@link DateTimeFormatter} with English names, such as {@code
     * dd.MM.yyyy}, {@code MM/dd/yyyy HH:mm} or {@code yyyy-MM}. Of this option, {@link #epoch} and {@link #steps}, the
     * last one called is used.
     *
     * <ul>
     *   <li>Parts that the pattern lacks have their first value: the first of the month, of the quarter ({@code
     *       yyyy'Q'q} for 2021Q4) or of the year, midnight.
     *   <li>Weeks are those of ISO 8601, with their own year and the letter Y: {@code YYYY-'W'ww} for 2022-W52 is the
     *       Monday of the week, {@code YYYY-'W'ww-e} for 2022-W52-7 its Sunday.
     *   <li>Years of two digits ({@code yy}) need {@link #twoDigitYearsFrom}.
     *   <li>Zones may be offsets ({@code XXX}, {@code XX}, {@code Z}, {@code O}) or regions ({@code VV}, such as
     *       Europe/Berlin, UTC, GMT). Abbreviations such as CET or EST (letters z and v) are refused, since many have
     *       several meanings. For a region without an offset, {@link ClockChanges} applies.
     * </ul>
     *
     * @param pattern the pattern
     * @return these options
     * @throws IllegalArgumentException if the pattern is not valid, or has letters that cannot count for the time, such
     *     as hours of a 12-hour clock without AM or PM ({@code hh:mm}), minutes without hours ({@code yyyy-mm-dd}), the
     *     year of weeks with a month ({@code YYYY-MM-dd}), or a letter twice; the message names the letter to write
     */
    public CsvReading timeFormat(String pattern) {
        TimePattern checked = new TimePattern(pattern);
        this.times = local -> new PatternTimes(checked, firstYear, local);
        return this;
    }

    /**
     * Sets the century of years of two digits in {@link #timeFormat}. With 1950, 50 to 99 are 1950 to 1999, and 00 to
     * 49 are 2000 to 2049. Without this option such years are refused; for other patterns it has no meaning.
     *
     * @param first the first of the hundred years that two digits can mean, of four digits itself
     * @return these options
     * @throws IllegalArgumentException if it is not from 1000 to 9900
     */
    public CsvReading twoDigitYearsFrom(int first) {
        if (first < 1000 || first > 9900) {
            throw new IllegalArgumentException(
                    "the first year is " + first + "; expected a year from 1000 to 9900, such as 1950");
        }
        this.firstYear = first;
        return this;
    }

    /**
     * Declares that times are integers that count from 1970-01-01T00:00Z. When a file is read, a count is refused if it
     * is beyond the year 5138, or if by its size and the rows before it counts another unit, such as microseconds after
     * milliseconds in one file, or if the first count of a series is a date such as 20201231. If counts of the first
     * months of 1970 are refused so, write them as ISO date-times.
     *
     * @param unit the unit that they count; a time that is not a whole number of milliseconds is refused
     * @return these options
     */
    public CsvReading epoch(TimeUnit unit) {
        Objects.requireNonNull(unit, "unit");
        this.times = local -> new EpochTimes(unit, true);
        return this;
    }

    /**
     * Declares that the time column holds step numbers, such as 1, 2, 3, and assigns times to them. The series gets the
     * given sampling. A missing step number leaves a gap at its time.
     *
     * @param first the number of the first step, usually 0 or 1; a smaller one in the file is refused
     * @param start the time of step {@code first}
     * @param sampling the spacing of the steps
     * @return these options
     */
    public CsvReading steps(long first, Instant start, Sampling sampling) {
        long millis = start.toEpochMilli();
        this.times = local -> new StepTimes(first, millis, sampling);
        return sampling(sampling);
    }

    /**
     * Declares the sampling of every series; inferred from the times unless set.
     *
     * @param sampling the spacing of the times
     * @return these options
     */
    public CsvReading sampling(Sampling sampling) {
        this.sampling = Objects.requireNonNull(sampling, "sampling");
        return this;
    }

    /**
     * Replaces the texts for a missing value; by default the empty text, NaN, NA and null.
     *
     * @param texts the texts, in any case; blanks around them are ignored
     * @return these options
     */
    public CsvReading missing(String... texts) {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String text : texts) {
            all.add(Blanks.strip(text));
        }
        this.missing = all;
        return this;
    }

    /**
     * Reads a file in UTF-8.
     *
     * @param path the file
     * @return the series of the file
     * @throws InvalidSeriesException if the file breaks a rule of this class
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if options contradict each other: {@code id} and {@code named} together, two
     *     columns or attributes with the same name, or years of two digits without {@link #twoDigitYearsFrom}
     */
    public CsvSeries from(Path path) {
        CsvOptions options = options();
        try (InputStream stream = Files.newInputStream(path)) {
            return CsvParsing.parse(options, new Utf8Reader(stream, path.toString()), path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
    }

    /**
     * Reads bytes in UTF-8, such as a resource of the class path.
     *
     * @param stream the bytes; the caller closes it
     * @param name the name for messages
     * @return the series of the file
     * @throws InvalidSeriesException as for {@link #from(Path)}
     * @throws UncheckedIOException if the stream cannot be read
     * @throws IllegalArgumentException as for {@link #from(Path)}
     */
    public CsvSeries from(InputStream stream, String name) {
        return from(new Utf8Reader(stream, name), name);
    }

    /**
     * Reads characters: a text, or a file in a charset other than UTF-8.
     *
     * @param reader the characters; the caller closes it
     * @param name the name for messages
     * @return the series of the file
     * @throws InvalidSeriesException as for {@link #from(Path)}
     * @throws UncheckedIOException if the reader fails
     * @throws IllegalArgumentException as for {@link #from(Path)}
     */
    public CsvSeries from(Reader reader, String name) {
        try {
            return CsvParsing.parse(options(), reader, name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + ": " + e, e);
        }
    }

    private CsvOptions options() {
        if (id != null && named != null) {
            throw new IllegalArgumentException("id(\"" + id + "\") reads ids from a column, named(\"" + named
                    + "\") gives the id of a single series: use one of them");
        }
        List<CsvOptions.Choice> chosen = chosen();
        distinct("column", chosen.stream().map(CsvOptions.Choice::name).toList());
        distinct("attribute", attributes);
        return new CsvOptions(
                delimiter,
                time,
                id,
                named,
                chosen,
                List.copyOf(attributes),
                bars,
                times.apply(new LocalTimes(zone, changes)),
                zone,
                sampling,
                new CsvNumbers(missing));
    }

    /** The requested columns; those of a bar come first. */
    private List<CsvOptions.Choice> chosen() {
        if (bars == Bars.NONE) {
            return List.copyOf(columns);
        }
        List<CsvOptions.Choice> chosen = new ArrayList<>();
        for (String name : Ohlcv.COLUMNS) {
            chosen.add(columns.stream()
                    .filter(choice -> choice.name().equals(name))
                    .findFirst()
                    .orElse(new CsvOptions.Choice(name, name)));
        }
        columns.stream().filter(choice -> !chosen.contains(choice)).forEach(chosen::add);
        return chosen;
    }

    private static void distinct(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        what + " '" + name + "' is named twice, in " + MessageText.list(names));
            }
        }
    }
}
