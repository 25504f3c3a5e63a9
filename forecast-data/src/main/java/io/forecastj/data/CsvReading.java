package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
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
 *       with an empty id.
 *   <li>Every other column is read, and must be numeric. With {@link #columns}, {@link #column} or {@link #ohlcv}, only
 *       the requested columns are read.
 *   <li>The form of the times is detected from the first row, and all other rows must have the same form. Accepted are
 *       ISO dates ({@code 2020-12-31}, the start of the day); ISO date-times with T or a blank, either with an offset
 *       or Z or in the {@linkplain #zone zone}; epoch seconds (in the first row from 10^8 up to, but not including,
 *       10^11 in size) and epoch milliseconds (from there up to 10^14). Integers of other sizes, such as years, step
 *       numbers or 20201231, are refused unless {@link #timeFormat}, {@link #epoch} or {@link #steps} defines their
 *       meaning. Times finer than a millisecond are refused.
 *   <li>Numbers have a decimal point, an optional exponent and no thousands separators. An empty field, NaN, NA and
 *       null, in any case, are missing values and become NaN. Infinite values are refused.
 * </ul>
 *
 * <p>Anything else is refused with an {@link InvalidSeriesException} that names file, line, column and value: an
 * invalid number or time, a time that is not after the previous one, a missing column, a row with more or fewer fields
 * than the header, a blank line between rows, an empty file, a header without rows, bytes that are not UTF-8, a quote
 * that is never closed.
 */
public final class CsvReading {
    private static final Set<String> MISSING = Set.of("", "NaN", "NA", "null");

    private char delimiter = ',';
    private @Nullable String time;
    private @Nullable String id;
    private @Nullable String named;
    private final List<CsvOptions.Choice> columns = new ArrayList<>();
    private final List<String> attributes = new ArrayList<>();
    private boolean bars;
    private ZoneId zone = ZoneOffset.UTC;
    private Function<ZoneId, TimeParser> times = DetectedTimes::new;
    private @Nullable Sampling sampling;
    private Set<String> missing = MISSING;

    CsvReading() {}

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
     * Ohlcv#flaw} finds a flaw is refused. A column with another name in the file can be mapped: {@code column("Last",
     * "close")}.
     *
     * @return these options
     */
    public CsvReading ohlcv() {
        this.bars = true;
        return this;
    }

    /**
     * Sets the time zone of dates and date-times without an offset; UTC by default. A date is the start of its day in
     * the zone. When a file is read, a date-time that does not exist in the zone or occurs twice, because clocks
     * change, is refused.
     *
     * @param zone the zone
     * @return these options
     */
    public CsvReading zone(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Sets the form of the times as a pattern of {@link DateTimeFormatter} with English names, such as {@code
     * dd.MM.yyyy}, {@code MM/dd/yyyy HH:mm} or {@code yyyy-MM}. Fields that the pattern lacks have their first value:
     * the first of the month, midnight. Of this option, {@link #epoch} and {@link #steps}, the last one called is used.
     *
     * @param pattern the pattern
     * @return these options
     * @throws IllegalArgumentException if the pattern is not valid
     */
    public CsvReading timeFormat(String pattern) {
        DateTimeFormatter formatter = PatternTimes.formatter(pattern);
        this.times = where -> new PatternTimes(pattern, formatter, where);
        return this;
    }

    /**
     * Declares that times are integers that count from 1970-01-01T00:00Z.
     *
     * @param unit the unit that they count; a time that is not a whole number of milliseconds is refused
     * @return these options
     */
    public CsvReading epoch(TimeUnit unit) {
        Objects.requireNonNull(unit, "unit");
        this.times = where -> new EpochTimes(unit);
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
        this.times = where -> new StepTimes(first, millis, sampling);
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
     * @param texts the texts, in any case, without blanks around them
     * @return these options
     */
    public CsvReading missing(String... texts) {
        this.missing = Set.of(texts);
        return this;
    }

    /**
     * Reads a file in UTF-8.
     *
     * @param path the file
     * @return the series of the file
     * @throws InvalidSeriesException if the file breaks a rule of this class
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if options contradict each other: {@code id} and {@code named} together, or two
     *     columns or attributes with the same name
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
        Set<String> texts = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        texts.addAll(missing);
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
                times.apply(zone),
                sampling,
                new CsvNumbers(texts));
    }

    /** The requested columns; those of a bar come first. */
    private List<CsvOptions.Choice> chosen() {
        if (!bars) {
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
                throw new IllegalArgumentException(what + " '" + name + "' is named twice, in " + names);
            }
        }
    }
}
