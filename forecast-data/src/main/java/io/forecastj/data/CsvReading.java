package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import io.forecastj.Ohlcv;
import io.forecastj.Sampling;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
 * <p>Options are of these kinds:
 *
 * <ul>
 *   <li>columns: {@link #time(String)}, {@link #time(String, String)}, {@link #published(String)}, {@link #id}, {@link
 *       #named}, {@link #columns}, {@link #column}, {@link #attributes}, {@link #ohlcv}, {@link #adjustedOhlcv}, {@link
 *       #wide}
 *   <li>times: {@link #zone(ZoneId)}, {@link #timeFormat}, {@link #twoDigitYearsFrom}, {@link #epoch}, {@link
 *       #excelDates}, {@link #steps}, {@link #monthEnds}, {@link #sampling}
 *   <li>numbers: {@link #decimal}, {@link #thousands}, {@link #percentages}, {@link #currency}, {@link #suffixes},
 *       {@link #parentheses}, {@link #missing}
 *   <li>lines: {@link #delimiter}, {@link #quote}, {@link #noHeader}, {@link #skipLines}, {@link #skipAfterHeader},
 *       {@link #comments}, {@link #endAt}, {@link #skipBlankLines}, {@link #newestFirst}
 *   <li>bytes: {@link #charset}, {@link #entry}, {@link #atMostBytes}
 *   <li>{@link #detect}, which finds those of the numbers and lines, and some of the times
 * </ul>
 *
 * <p>A file that needs an option is refused without it. The message names the option and, where the first lines show
 * them, the calls that read the file.
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
 *       ISO dates ({@code 2020-12-31}, the start of the day); months ({@code 2024-03}), quarters ({@code 2024Q1},
 *       {@code 2024-Q1}) and ISO weeks ({@code 2024-W05}), which are the start of their first day unless {@link
 *       #monthEnds} is set, and days of weeks ({@code 2024-W05-3}); ISO date-times with T or a blank, either with a
 *       zone (an offset such as +02:00, Z, UTC, GMT, or an offset and its region in brackets) or in the {@linkplain
 *       #zone(ZoneId) zone}, where 24:00 is the next midnight; epoch seconds (in the first row from 10^8 up to, but not
 *       including, 10^10 in size) and epoch milliseconds (from 10^11 up to 10^13), which are the times from 1973 to
 *       2286. Integers of other sizes, such as years, step numbers or 20201231, and those that may be a date with an
 *       hour, such as 2020123123, are refused unless {@link #timeFormat}, {@link #epoch}, {@link #excelDates} or {@link
 *       #steps} defines their meaning. Epoch times whose unit changes within the file, abbreviations of zones such as
 *       CET, and times finer than a millisecond are refused.
 *   <li>Blanks around ids, times and numbers are ignored, so that ids that differ only by them are one series.
 *   <li>Numbers have a decimal point, an optional exponent and no thousands separators. The minus sign may be U+2212,
 *       with all options. An empty field, NaN, NA and
 *       null, in any case, are missing values and become NaN. Infinite values are refused.
 * </ul>
 *
 * <p>A file is UTF-8 unless it begins with the byte order mark of UTF-16 or UTF-32, or {@link #charset} declares
 * another charset. A path whose name ends with {@code .gz} or {@code .zip}, in any case, is decompressed: all members
 * of a gzip file one after the other, and of a zip file its only entry, or the one that {@link #entry} names.
 * Checksums are compared.
 *
 * <p>A file may have any number of rows. So that a file that is no CSV, or made to do harm, does not fill the memory, a
 * field with more than 1,000,000 characters is refused, and a row with more than 100,000 fields or 4,000,000 characters
 * in them; and so is a compressed file that has more than 100 MB after decompression and is then more than 1,000 times
 * larger, unless {@link #atMostBytes} sets another limit.
 *
 * <p>Reading ends with a {@link java.util.concurrent.CancellationException} soon after the thread is interrupted, or at
 * once if it already was. The thread remains interrupted, nothing is returned, and the same options can read again.
 *
 * <p>Rows that are absent by the spacing of the times are not refused: {@link CsvSeries#gaps()} lists them, and {@link
 * CsvSeries#requireNoGaps()} refuses them.
 *
 * <p>Anything else is refused with an {@link InvalidSeriesException} that names file, line, column and value: an
 * invalid number or time, a time that is not after the previous one, a missing column, a row with more or fewer fields
 * than the header, a blank line between rows, an empty file, a header without rows, bytes that do not belong to the
 * charset, a truncated or damaged archive, a quote that is never closed.
 */
public final class CsvReading {
    private final Dialect dialect;
    private char quote = '"';
    private boolean percentages;
    private boolean suffixes;
    private boolean parentheses;
    private final List<String> currency = new ArrayList<>();
    private int skipAfterHeader;
    private final Set<String> ends = new LinkedHashSet<>();
    private boolean skipBlankLines;
    private boolean detect;
    private @Nullable String timeOfDay;
    private @Nullable String published;
    private @Nullable Function<LocalTimes, TimeParser> publishedTimes;
    private boolean stepped;
    private boolean counts;
    private @Nullable String wide;
    private @Nullable String id;
    private @Nullable String named;
    private final List<CsvOptions.Choice> columns = new ArrayList<>();
    private final List<String> attributes = new ArrayList<>();
    private Bars bars = Bars.NONE;
    private ZoneId zone = ZoneOffset.UTC;
    private ClockChanges changes = ClockChanges.REFUSE;
    private boolean monthEnds;
    private @Nullable Integer firstYear;
    private @Nullable Sampling sampling;
    private Set<String> missing = Set.of();
    private CsvBytes bytes = CsvBytes.DEFAULT;

    private @Nullable CsvPreset preset;
    private @Nullable Function<LocalTimes, TimeParser> presetTimes;
    private boolean zoned;
    private boolean volume = true;

    CsvReading() {
        this.dialect = new Dialect();
        missing("", "NaN", "NA", "null");
    }

    /** Makes the options that all files of a provider's form share. */
    CsvReading(CsvPreset preset) {
        this();
        preset.apply(this);
        this.preset = preset;
        this.presetTimes = dialect.times;
    }

    private CsvReading(CsvReading source, Dialect dialect) {
        this.dialect = dialect;
        this.quote = source.quote;
        this.percentages = source.percentages;
        this.suffixes = source.suffixes;
        this.parentheses = source.parentheses;
        this.currency.addAll(source.currency);
        this.skipAfterHeader = source.skipAfterHeader;
        this.ends.addAll(source.ends);
        this.skipBlankLines = source.skipBlankLines;
        this.detect = source.detect;
        this.timeOfDay = source.timeOfDay;
        this.published = source.published;
        this.publishedTimes = source.publishedTimes;
        this.stepped = source.stepped;
        this.counts = source.counts;
        this.wide = source.wide;
        this.id = source.id;
        this.named = source.named;
        this.columns.addAll(source.columns);
        this.attributes.addAll(source.attributes);
        this.bars = source.bars;
        this.zone = source.zone;
        this.changes = source.changes;
        this.monthEnds = source.monthEnds;
        this.firstYear = source.firstYear;
        this.sampling = source.sampling;
        this.missing = source.missing;
        this.bytes = source.bytes;
        this.preset = source.preset;
        this.presetTimes = source.presetTimes;
        this.zoned = source.zoned;
        this.volume = source.volume;
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
        dialect.delimiter = delimiter;
        return this;
    }

    /**
     * Sets the character around fields that hold delimiters, quotes or line ends; a double quote by default. Within
     * such a field, two quotes are one.
     *
     * @param quote the character, such as {@code '\''}
     * @return these options
     * @throws IllegalArgumentException if it is a letter, a digit, a blank or a line end; and when a file is read, if
     *     it is the delimiter or the first character of comments
     */
    public CsvReading quote(char quote) {
        if (Character.isLetterOrDigit(quote) || Blanks.blank(quote)) {
            throw new IllegalArgumentException("a quote must not be a letter, a digit, a blank or a line end");
        }
        this.quote = quote;
        return this;
    }

    /**
     * Sets the decimal mark of numbers; a point by default. With a comma, {@code 3,14} is 3.14, and a number with a
     * point is refused unless {@link #thousands} names it.
     *
     * @param mark {@code '.'} or {@code ','}
     * @return these options
     * @throws IllegalArgumentException if it is another character; and when a file is read, if it is the separator of
     *     thousands as well
     */
    public CsvReading decimal(char mark) {
        if (mark != '.' && mark != ',') {
            throw new IllegalArgumentException("the decimal mark is '" + mark + "'; expected '.' or ','");
        }
        dialect.decimal = mark;
        return this;
    }

    /**
     * Allows a separator between groups of three digits before the decimal mark, as in {@code 1,234,567.8}. Numbers
     * without it are read as before. A number whose groups are not of three digits, such as {@code 12,34}, or begin
     * with a zero, such as {@code 0,123}, is refused, since the mark may be a decimal one.
     *
     * @param separator {@code ','}, {@code '.'}, {@code ' '} (which includes no-break, narrow no-break and thin spaces)
     *     or {@code '\''} (which includes U+2019)
     * @return these options
     * @throws IllegalArgumentException if it is another character; and when a file is read, if it is the decimal mark
     *     as well
     */
    public CsvReading thousands(char separator) {
        if (",. '".indexOf(separator) < 0) {
            throw new IllegalArgumentException(
                    "the separator of thousands is '" + separator + "'; expected ',', '.', ' ' or '\\''");
        }
        dialect.thousands = separator;
        return this;
    }

    /**
     * Allows numbers that end with a percent sign, with or without a blank before it, and divides them by 100: {@code
     * 5.2%} is 0.052. Numbers without the sign are read as they are, in the same column too. Without this option, a
     * number with the sign is refused.
     *
     * @return these options
     */
    public CsvReading percentages() {
        this.percentages = true;
        return this;
    }

    /**
     * Allows signs of currencies before or after a number, with or without a blank, and drops them: with {@code "$"}
     * and {@code "EUR"}, {@code $1.50} and {@code 1.50 EUR} are both 1.5. Currencies are not converted. Without this
     * option, such a number is refused.
     *
     * @param signs the signs or codes, as the file has them
     * @return these options
     * @throws IllegalArgumentException if there is none, or one is blank or has a digit, a point, a comma, a sign, a
     *     percent sign or a parenthesis; and when a file is read, if one is a suffix and {@link #suffixes} is set
     */
    public CsvReading currency(String... signs) {
        if (signs.length == 0) {
            throw new IllegalArgumentException("currency() names no sign; write the signs of the file, such as \"$\"");
        }
        for (String sign : signs) {
            String stripped = Blanks.strip(sign);
            if (stripped.isEmpty() || stripped.matches(".*[\\d.,+%()\u2212-].*")) {
                throw new IllegalArgumentException("'" + sign + "' is not a sign of a currency, such as $ or EUR");
            }
            currency.add(stripped);
        }
        // so that of "US$" and "$" the whole sign is dropped
        currency.sort(Comparator.comparing(String::length).reversed());
        return this;
    }

    /**
     * Allows numbers that end with K (thousand), M (million), B (10^9) or T (10^12), as capitals: {@code 1.2M} is
     * 1,200,000. The decimal number is multiplied before it is rounded, so that the result is the nearest double.
     * Without this option, such a number is refused.
     *
     * @return these options
     */
    public CsvReading suffixes() {
        this.suffixes = true;
        return this;
    }

    /**
     * Allows negative numbers in parentheses, as accountants write them: {@code (1,234.50)} is -1234.5 if {@link
     * #thousands} is {@code ','}. A sign within the parentheses is refused. Without this option, such a number is
     * refused.
     *
     * @return these options
     */
    public CsvReading parentheses() {
        this.parentheses = true;
        return this;
    }

    /**
     * Names the columns of a file without a header, whose first line is a row.
     *
     * @param columns the names of all columns, in the order of the file
     * @return these options
     * @throws IllegalArgumentException if there is none, or a name is blank or occurs twice; and when a file is read,
     *     if {@link #skipAfterHeader} is set too
     */
    public CsvReading noHeader(String... columns) {
        List<String> names = Arrays.stream(columns).map(Blanks::strip).toList();
        if (names.isEmpty() || names.contains("")) {
            throw new IllegalArgumentException(
                    "noHeader(...) needs a name for each column, found " + MessageText.list(names));
        }
        distinct("column", names);
        dialect.names = names;
        return this;
    }

    /**
     * Leaves out the first lines of a file, before its header or, with {@link #noHeader}, before its rows. Lines are
     * those of the text, whatever quotes they have.
     *
     * @param lines the number of lines; 0 by default. A file with fewer is refused
     * @return these options
     * @throws IllegalArgumentException if it is negative
     */
    public CsvReading skipLines(int lines) {
        requireCount("skipLines", lines);
        dialect.skipLines = lines;
        return this;
    }

    /**
     * Leaves out lines between the header and the first row, such as a second and third header line. A line with a line
     * end in quotes counts as one; lines that {@link #comments} or {@link #skipBlankLines} leave out do not count.
     *
     * @param lines the number of lines; 0 by default
     * @return these options
     * @throws IllegalArgumentException if it is negative
     */
    public CsvReading skipAfterHeader(int lines) {
        requireCount("skipAfterHeader", lines);
        this.skipAfterHeader = lines;
        return this;
    }

    /**
     * Leaves out lines that begin with a character, anywhere in the file.
     *
     * @param first the first character of such lines, such as {@code '#'}
     * @return these options
     * @throws IllegalArgumentException if it is a letter, a digit, a blank, a minus sign or a line end; and when a file
     *     is read, if it is the delimiter or the quote
     */
    public CsvReading comments(char first) {
        if (Character.isLetterOrDigit(first) || Blanks.blank(first) || first == '-') {
            throw new IllegalArgumentException(
                    "comments must not begin with a letter, a digit, a blank, a minus sign or a line end");
        }
        dialect.comment = first;
        return this;
    }

    /**
     * Ends the table at the first line whose first field is one of the texts, such as a total or a note. That line and
     * all after it are not read; {@link CsvSeries#notes} has their number. Blank lines before it are allowed. A file
     * without such a line is read to its end.
     *
     * @param firstTexts the texts, in the case of the file; blanks around them are ignored
     * @return these options
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    public CsvReading endAt(String... firstTexts) {
        List<String> texts = Arrays.stream(firstTexts).map(Blanks::strip).toList();
        if (texts.isEmpty() || texts.contains("")) {
            throw new IllegalArgumentException(
                    "endAt(...) needs texts that are not blank, found " + MessageText.list(texts));
        }
        ends.addAll(texts);
        return this;
    }

    /**
     * Leaves out blank lines anywhere. Without this option they may only end a file.
     *
     * @return these options
     */
    public CsvReading skipBlankLines() {
        this.skipBlankLines = true;
        return this;
    }

    /**
     * Declares that the newest row comes first, and reverses the rows. When a file is read, a row that is not before
     * the one above it in its series is refused. Without this option, the earliest row comes first.
     *
     * @return these options
     */
    public CsvReading newestFirst() {
        dialect.newestFirst = true;
        return this;
    }

    /**
     * Looks at the first lines of each file, at most 200 and 256 K characters, and sets the options that they need, if
     * nothing else is set for them: {@link #delimiter}, {@link #decimal}, {@link #thousands}, {@link #skipLines},
     * {@link #comments} with {@code #}, {@link #noHeader} (with the names time, column2, column3 and so on), {@link
     * #newestFirst}, {@link #time(String)} for the only column of times, {@link #epoch} and {@link #timeFormat}. Of
     * {@link #epoch}, {@link #timeFormat}, {@link #excelDates} and {@link #steps}, one that is set is kept.
     *
     * <p>{@link CsvSeries#detected} lists what was set, with the calls that fix it. Nothing is guessed: a file is
     * refused if its first lines allow two readings, such as {@code 1,234} for 1234 and 1.234, or {@code 01/02/2024},
     * and the message names the options that decide. If the first lines leave the decimal mark open, a later number
     * that depends on it is refused. Options for percentages, currencies, suffixes, parentheses and the end of the
     * table are not detected, but the refusal of a number or a line names them.
     *
     * @return these options
     */
    public CsvReading detect() {
        this.detect = true;
        return this;
    }

    /**
     * Sets the time column.
     *
     * @param column its name in the file
     * @return these options
     */
    public CsvReading time(String column) {
        dialect.time = Objects.requireNonNull(column, "column");
        this.timeOfDay = null;
        return this;
    }

    /**
     * Sets the columns of date and time of day, which are read as one text with a blank between them: {@code
     * 2024-01-01} and {@code 09:30}, or {@code 2011.12.08} and {@code 18:49} with {@code timeFormat("yyyy.MM.dd
     * HH:mm")}. 24:00 is the next midnight. A column of hours from 0 to 23 is read by {@code timeFormat("yyyy-MM-dd
     * H")}.
     *
     * @param dateColumn the name of the column with the date
     * @param timeColumn the name of the column with the time of day
     * @return these options
     * @throws IllegalArgumentException when a file is read, if {@link #epoch}, {@link #steps} or {@link #excelDates} is
     *     set too
     */
    public CsvReading time(String dateColumn, String timeColumn) {
        dialect.time = Objects.requireNonNull(dateColumn, "dateColumn");
        this.timeOfDay = Objects.requireNonNull(timeColumn, "timeColumn");
        return this;
    }

    /**
     * Sets the column of publication times, for a file with one row for each publication of a row: the first figure and
     * its revisions, or the forecasts of the weather that were issued for an hour. All columns of values get
     * publication times ({@link io.forecastj.TimeSeries#publications}), and a missing value is none that was published.
     * Rows may have any order, several the same time, but no two of a series the same publication time as well.
     *
     * <p>Publication times have the form that {@link #timeFormat}, {@link #epoch} or {@link #excelDates} sets for all
     * times; without one their form is detected from their first row, whatever form the time column has. Dates are the
     * start of their day in the {@linkplain #zone(ZoneId) zone}: a value counts as known from then on, so use times if
     * it is published during the day.
     *
     * @param column its name in the file
     * @return these options
     * @throws IllegalArgumentException when a file is read, if {@link #newestFirst}, {@link #wide}, {@link #ohlcv} or
     *     {@link #adjustedOhlcv} is set too, or a choice of {@link ClockChanges} by the order of the rows
     */
    public CsvReading published(String column) {
        this.published = Objects.requireNonNull(column, "column");
        this.publishedTimes = null;
        return this;
    }

    /**
     * Sets the column of publication times as {@link #published(String)} does, and their form where it is not that of
     * the times.
     *
     * @param column its name in the file
     * @param pattern the form, as for {@link #timeFormat}
     * @return these options
     * @throws IllegalArgumentException as for {@link #published(String)} and {@link #timeFormat}
     */
    public CsvReading published(String column, String pattern) {
        TimePattern checked = new TimePattern(pattern);
        published(column);
        this.publishedTimes = local -> new PatternTimes(checked, firstYear, local);
        return this;
    }

    /**
     * Reads a wide table: each column but that of the time is one series. Its id is the name of the column, or the name
     * that {@link #column} gives it, and its values are a single column. With {@link #columns} only the named columns
     * are read.
     *
     * <p>A series has the rows from its first known value to its last; missing values between them stay. A column
     * without any value is refused.
     *
     * @param value the name of the single column of each series
     * @return these options
     * @throws IllegalArgumentException when a file is read, if {@link #id}, {@link #named}, {@link #attributes}, {@link
     *     #ohlcv} or {@link #adjustedOhlcv} is set too
     */
    public CsvReading wide(String value) {
        this.wide = Objects.requireNonNull(value, "value");
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
        this.zoned = true;
        return this;
    }

    /**
     * Sets the form of the times as a pattern of {@link DateTimeFormatter} with English names, such as {@code
     * dd.MM.yyyy}, {@code MM/dd/yyyy HH:mm} or {@code yyyy-MM}. Of this option, {@link #epoch}, {@link
     * #excelDates} and {@link #steps}, the last one called is used.
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
        return times(local -> new PatternTimes(checked, firstYear, local), false);
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
     * @param unit the unit that they count; seconds may have a fraction, such as 1700000000.123. A time that is not a
     *     whole number of milliseconds is refused
     * @return these options
     */
    public CsvReading epoch(TimeUnit unit) {
        Objects.requireNonNull(unit, "unit");
        return times(local -> new EpochTimes(unit, true), true);
    }

    /**
     * Declares that times are serial numbers of days as spreadsheets store them, in the system that counts from 1900:
     * 25569 is 1970-01-01, and the fraction is the time of day in the {@linkplain #zone(ZoneId) zone}, rounded to the
     * millisecond that it stores. When a file is read, a number before 1900-03-01 (61) or after 9999-12-31 is refused,
     * and one whose digits define no millisecond, or with five or fewer after the point no second, since it is rounded.
     *
     * @return these options
     */
    public CsvReading excelDates() {
        return times(ExcelTimes::new, true);
    }

    /**
     * Gives months, quarters, ISO weeks and years the time of their last day instead of their first: 2024-03 is the
     * local midnight at which 2024-03-31 begins. Times with a day are not changed.
     *
     * @return these options
     */
    public CsvReading monthEnds() {
        this.monthEnds = true;
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
        times(local -> new StepTimes(first, millis, sampling), true).sampling(sampling);
        this.stepped = true;
        return this;
    }

    /** Sets the parser of times; one that takes numbers cannot take a date and a time of day. */
    CsvReading times(Function<LocalTimes, TimeParser> parser, boolean number) {
        dialect.times = parser;
        this.counts = number;
        this.stepped = false;
        return this;
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
     * Declares the charset of the file, such as {@code Charset.forName("windows-1252")}; by default that of its byte
     * order mark, or UTF-8 without one.
     *
     * <p>When a file is read, a byte order mark of another charset is refused; the marks of both byte orders belong to
     * UTF-16, and to UTF-32. Without a mark, UTF-16 and UTF-32 are refused, since their byte order is not known:
     * declare UTF-16LE or UTF-16BE. Bytes that do not belong to the charset are refused, though a charset of one byte
     * for each character, such as ISO-8859-1, accepts all or almost all.
     *
     * @param charset the charset
     * @return these options
     */
    public CsvReading charset(Charset charset) {
        this.bytes = bytes.charset(charset);
        return this;
    }

    /**
     * Sets the entry to read of a zip file that has several.
     *
     * <p>When a file is read, it is refused if it has no entry of exactly this name, or several. A file whose name does
     * not end with {@code .zip} is then refused with an {@link IllegalArgumentException}.
     *
     * @param name the name of the entry, with its folders, such as {@code prices/2024.csv}
     * @return these options
     */
    public CsvReading entry(String name) {
        this.bytes = bytes.entry(name);
        return this;
    }

    /**
     * Sets the largest number of bytes that a file may have, after decompression if it is compressed. When a file is
     * read, it is refused as soon as it has more. By default there is no limit, except that a compressed file with more
     * than 100 MB must not be more than 1,000 times larger than its archive; this option replaces that limit.
     *
     * @param bytes the number of bytes
     * @return these options
     * @throws IllegalArgumentException if it is not positive
     */
    public CsvReading atMostBytes(long bytes) {
        this.bytes = this.bytes.most(bytes);
        return this;
    }

    /**
     * Reads a file, decompressed if its name ends with {@code .gz} or {@code .zip}.
     *
     * @param path the file
     * @return the series of the file
     * @throws InvalidSeriesException if the file breaks a rule of this class
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if options contradict each other: {@code id} and {@code named} together, two
     *     columns or attributes with the same name, years of two digits without {@link #twoDigitYearsFrom}, or those
     *     that an option names; or if {@link #entry} is set and the name does not end with {@code .zip}
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public CsvSeries from(Path path) {
        check();
        try {
            return bytes.read(path, this::read);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
    }

    /**
     * Reads bytes, such as a resource of the class path. They are not decompressed, whatever the name is: for
     * compressed ones, give a {@link java.util.zip.GZIPInputStream} or the like.
     *
     * @param stream the bytes; the caller closes it
     * @param name the name for messages
     * @return the series of the file
     * @throws InvalidSeriesException as for {@link #from(Path)}
     * @throws UncheckedIOException if the stream cannot be read
     * @throws IllegalArgumentException as for {@link #from(Path)}, and if {@link #entry} is set
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public CsvSeries from(InputStream stream, String name) {
        check();
        try {
            return bytes.read(stream, name, this::read);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + ": " + e, e);
        }
    }

    /**
     * Reads characters, such as a text.
     *
     * @param reader the characters; the caller closes it
     * @param name the name for messages
     * @return the series of the file
     * @throws InvalidSeriesException as for {@link #from(Path)}
     * @throws UncheckedIOException if the reader fails
     * @throws IllegalArgumentException as for {@link #from(Path)}, and if {@link #charset}, {@link #entry} or {@link
     *     #atMostBytes} is set, which are for bytes
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public CsvSeries from(Reader reader, String name) {
        check();
        try {
            return bytes.read(reader, name, this::read);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + ": " + e, e);
        }
    }

    /** Reads open, high, low and close as the bar, for files without volume. */
    CsvReading withoutVolume() {
        this.volume = false;
        return this;
    }

    /** Sets the id column, unless the file is declared to be one series or another column is set. */
    CsvReading idUnlessNamed(String column) {
        return id == null && named == null ? id(column) : this;
    }

    /** Returns whether the caller has set a zone. */
    boolean isZoned() {
        return zoned;
    }

    /** Returns whether the caller has set the form of the times, after a preset did or did not. */
    boolean isTimed() {
        return dialect.times != presetTimes;
    }

    /** Returns whether a column of the file is read under this name. */
    boolean maps(String name) {
        return choice(name) != null;
    }

    /** Returns the column of the file that is read under this name, or null if there is none. */
    private CsvOptions.@Nullable Choice choice(String name) {
        for (CsvOptions.Choice choice : columns) {
            if (choice.name().equals(name)) {
                return choice;
            }
        }
        return null;
    }

    private CsvSeries read(Reader reader, String name) throws IOException {
        return preset == null ? parsing().read(reader, name) : exactly(reader, name);
    }

    private DialectParsing parsing() {
        LocalTimes forward = new LocalTimes(zone, changes, false, monthEnds);
        Dialect set = dialect;
        if (published != null) {
            set = dialect.copy();
            set.newestFirst = false; // so that detection leaves the order of the rows alone
        }
        return new DialectParsing(set, this::options, forward, detect);
    }

    /** Returns a copy. */
    CsvReading copy() {
        return with(dialect.copy());
    }

    /** Returns a copy with other options that were detected. */
    CsvReading with(Dialect found) {
        return new CsvReading(this, found);
    }

    /** Returns the options that can be detected, as far as they are set. */
    Dialect dialect() {
        return dialect;
    }

    /** Returns the checked options for one file. */
    CsvOptions options() {
        check();
        return options(dialect);
    }

    /** Reads characters with these options; a refusal has no advice by detection. */
    CsvSeries exactly(Reader reader, String name) throws IOException {
        CsvReading fitted = this;
        Reader whole = reader;
        if (preset != null) {
            FileHead head = new FileHead(reader);
            head.fill();
            fitted = fitted(head.text(), name);
            whole = head;
        }
        return CsvParsing.parse(fitted.options(), whole, name, List.of());
    }

    /** Returns the options that a file of the preset needs by its first lines. */
    CsvReading fitted(String head, String name) {
        CsvReading fitted = copy();
        fitted.preset = null;
        if (preset != null) {
            preset.fit(HeadRows.of(head, options()), fitted, new CsvPosition(name));
        }
        return fitted;
    }

    /** Takes the characters of a file with the options that they need. */
    @FunctionalInterface
    interface Scan<T> {
        T of(CsvOptions options, Reader reader, String name) throws IOException;
    }

    /** Gives a file to a scan. */
    <T> T scan(Path path, Scan<T> scan) throws IOException {
        return bytes.read(path, (reader, name) -> {
            FileHead head = new FileHead(reader);
            head.fill();
            return scan.of(fitted(head.text(), name).options(), head, name);
        });
    }

    /** Finds options in the first lines of a file. */
    Detection detection(String text, String name) {
        return parsing().detection(text, name);
    }

    /** Refuses options that contradict each other. */
    private void check() {
        if (id != null && named != null) {
            throw new IllegalArgumentException("id(\"" + id + "\") reads ids from a column, named(\"" + named
                    + "\") gives the id of a single series: use one of them");
        }
        List<CsvOptions.Choice> chosen = chosen();
        List<String> names = new ArrayList<>(chosen.size());
        for (CsvOptions.Choice choice : chosen) {
            names.add(choice.name());
        }
        distinct("column", names);
        distinct("attribute", attributes);
        if (wide != null && (id != null || named != null || bars != Bars.NONE || !attributes.isEmpty())) {
            throw new IllegalArgumentException("wide(\"" + wide + "\") makes each column a series: leave out id(...),"
                    + " named(...), attributes(...), ohlcv() and adjustedOhlcv()");
        }
        if (published != null) {
            if (wide != null || bars != Bars.NONE || dialect.isNewestFirst()) {
                throw new IllegalArgumentException(
                        "published(\"" + published + "\") reads one row for each publication,"
                                + " in any order: leave out wide(...), ohlcv(), adjustedOhlcv() and newestFirst()");
            }
            changes.requireAnyOrder(published);
        }
        if (timeOfDay != null && counts) {
            throw new IllegalArgumentException("time(\"" + dialect.time + "\", \"" + timeOfDay
                    + "\") joins a date and a" + " time of day: leave out epoch(...), excelDates() and steps(...)");
        }
        if (dialect.names != null && skipAfterHeader > 0) {
            throw new IllegalArgumentException("noHeader(...) and skipAfterHeader(" + skipAfterHeader
                    + ") contradict each other: use skipLines(...)");
        }
        if (suffixes) {
            currency.stream().filter(NumberDialect::isSuffix).findFirst().ifPresent(sign -> {
                throw new IllegalArgumentException("currency(\"" + sign + "\") and suffixes() contradict each other: "
                        + sign + " after a number would be both");
            });
        }
        differ("the decimal mark", dialect.decimalOrPoint(), "the separator of thousands", dialect.thousandsOrNone());
        differ("the delimiter", dialect.delimiterOrComma(), "the quote", quote);
        if (dialect.comment != null) {
            differ("the first character of comments", dialect.comment, "the delimiter", dialect.delimiterOrComma());
            differ("the first character of comments", dialect.comment, "the quote", quote);
        }
    }

    private static void differ(String one, char first, String other, char second) {
        if (first == second) {
            throw new IllegalArgumentException(one + " and " + other + " are both '" + first + "': change one of them");
        }
    }

    private static void requireCount(String option, int lines) {
        if (lines < 0) {
            throw new IllegalArgumentException(option + "(" + lines + ") needs a number of lines from 0");
        }
    }

    private CsvOptions options(Dialect set) {
        LocalTimes local = new LocalTimes(zone, changes, set.isNewestFirst(), monthEnds);
        NumberDialect numbers = new NumberDialect(
                set.decimalOrPoint(),
                set.thousandsOrNone(),
                percentages,
                List.copyOf(currency),
                suffixes,
                parentheses,
                set.openMarks);
        TableForm form = new TableForm(
                quote,
                set.skippedLines(),
                set.namesOrNone(),
                skipAfterHeader,
                set.comment,
                Set.copyOf(ends),
                skipBlankLines,
                set.isNewestFirst(),
                timeOfDay,
                wide);
        return new CsvOptions(
                set.delimiterOrComma(),
                set.time,
                published == null
                        ? null
                        : new CsvOptions.Published(
                                published, publishedTimes(set).apply(local)),
                id,
                named,
                chosen(),
                List.copyOf(attributes),
                bars,
                set.times == null ? new DetectedTimes(local) : set.times.apply(local),
                zone,
                sampling,
                new CsvNumbers(missing, numbers),
                form);
    }

    /** Returns the parser of publication times: their own form, else that of the times unless these are steps. */
    private Function<LocalTimes, TimeParser> publishedTimes(Dialect set) {
        if (publishedTimes != null) {
            return publishedTimes;
        }
        return set.times == null || stepped ? DetectedTimes::new : set.times;
    }

    /** The requested columns; those of a bar come first. */
    private List<CsvOptions.Choice> chosen() {
        if (bars == Bars.NONE) {
            return List.copyOf(columns);
        }
        List<CsvOptions.Choice> chosen = new ArrayList<>();
        for (String name : Ohlcv.COLUMNS) {
            if (!volume && name.equals(Ohlcv.VOLUME) && !maps(name)) {
                continue;
            }
            CsvOptions.Choice choice = choice(name);
            chosen.add(choice == null ? new CsvOptions.Choice(name, name) : choice);
        }
        for (CsvOptions.Choice choice : columns) {
            if (!chosen.contains(choice)) {
                chosen.add(choice);
            }
        }
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
