package io.forecastj.data;

import io.forecastj.Gap;
import io.forecastj.Sampling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Findings of {@link Csv#inspect} in a file. {@link #toString} is a page to print; {@link #code} is the line of Java
 * that reads the file.
 *
 * <p>Options are found in the first lines, at most 200 and 256 K characters, as by {@link CsvReading#detect}, and
 * beyond that ids, columns of words, signs of currencies and the like. Then all rows of the file are looked at in one
 * pass, and their types, missing values, order and duplicates are counted. The spacing and the gaps are those of the
 * first 2,000,000 times and 100,000 series; {@link #isComplete} is false if the file has more. So the memory needed is
 * bounded, however large the file.
 *
 * <p>A table with several columns of numbers is read as one series with these columns. If each of them is a series, as
 * in a table with a column for each shop, add {@code wide("y")} to the line of code. The page says so.
 *
 * <p>Immutable and thread-safe.
 */
public final class CsvInspection {
    private final InspectionDraft found;

    CsvInspection(InspectionDraft found) {
        this.found = found;
    }

    /** Orders of rows. */
    public enum RowOrder {
        /** Each row of a series is after the one above it, or at the same time. */
        OLDEST_FIRST,
        /** Each row of a series is before the one above it, or at the same time. */
        NEWEST_FIRST,
        /** Neither. */
        UNSORTED
    }

    /**
     * Returns the name of the charset.
     *
     * @return the name; the likelier one if the bytes leave it open
     */
    public String charset() {
        return found.charset;
    }

    /**
     * Returns whether the file begins with a byte order mark.
     *
     * @return true if it does
     */
    public boolean hasByteOrderMark() {
        return found.mark;
    }

    /**
     * Returns the compression that the file's name declares.
     *
     * @return {@code gzip} or {@code zip}, or empty
     */
    public Optional<String> compression() {
        return present(found.compression);
    }

    /**
     * Returns the character between fields.
     *
     * @return the delimiter
     */
    public char delimiter() {
        return found.delimiter;
    }

    /**
     * Returns the character around fields that hold delimiters or line ends.
     *
     * @return the quote
     */
    public char quote() {
        return found.quote;
    }

    /**
     * Returns the decimal mark of the numbers.
     *
     * @return a point or a comma
     */
    public char decimal() {
        return found.decimal;
    }

    /**
     * Returns the number of lines before the header, or without one before the rows.
     *
     * @return the number, 0 or more
     */
    public int preamble() {
        return found.preamble;
    }

    /**
     * Returns whether the file names its columns.
     *
     * @return true if there is a header
     */
    public boolean hasHeader() {
        return found.header;
    }

    /**
     * Returns the columns in the order of the file.
     *
     * @return the columns, unmodifiable
     */
    public List<CsvColumn> columns() {
        return List.copyOf(found.columns);
    }

    /**
     * Returns the column of times.
     *
     * @return its name, or empty if there is none or it is not clear
     */
    public Optional<String> timeColumn() {
        return present(found.time);
    }

    /**
     * Returns whether the times have no zone, so that {@link CsvReading#zone} decides which instants they are: UTC in
     * the line of code, unless a preset has a zone.
     *
     * @return true if the times are dates or date-times without an offset
     */
    public boolean hasLocalTimes() {
        return found.localTimes;
    }

    /**
     * Returns the column whose values are the ids of several series.
     *
     * @return its name, or empty if there is none
     */
    public Optional<String> idColumn() {
        return present(found.id);
    }

    /**
     * Returns the columns that the line of code reads as values.
     *
     * @return the names, unmodifiable
     */
    public List<String> valueColumns() {
        return List.copyOf(found.values);
    }

    /**
     * Returns the number of rows, without header, preamble, comments and blank lines.
     *
     * @return the number
     */
    public long rows() {
        return found.rows;
    }

    /**
     * Returns the number of series.
     *
     * @return the number; 0 if no time could be read
     */
    public int series() {
        return found.series;
    }

    /**
     * Returns the first time of all rows.
     *
     * @return the time, or empty if none could be read
     */
    public Optional<Instant> firstTime() {
        return found.series == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(found.first));
    }

    /**
     * Returns the last time of all rows.
     *
     * @return the time, or empty if none could be read
     */
    public Optional<Instant> lastTime() {
        return found.series == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(found.last));
    }

    /**
     * Returns the spacing of the times, as {@link io.forecastj.TimeSeries#sampling} infers it.
     *
     * @return the spacing that all series have in common, or empty if they have none
     */
    public Optional<Sampling> sampling() {
        return Optional.ofNullable(found.sampling);
    }

    /**
     * Returns the order of the rows.
     *
     * @return the order of the rows of each series; {@link RowOrder#OLDEST_FIRST} if no time could be read
     */
    public RowOrder order() {
        return found.order;
    }

    /**
     * Returns the number of rows whose series has their time already.
     *
     * @return the number
     */
    public long duplicates() {
        return found.duplicates;
    }

    /**
     * Returns the number of places at which rows are absent by the spacing of their series.
     *
     * @return the number of {@linkplain io.forecastj.TimeSeries#gaps() gaps} of all series
     */
    public long gapCount() {
        return found.gapCount;
    }

    /**
     * Returns the first of the gaps.
     *
     * @return at most 10 gaps, unmodifiable
     */
    public List<Gap> gaps() {
        return found.gaps;
    }

    /**
     * Returns whether spacing and gaps are those of all rows.
     *
     * @return false if the file has more times or series than are kept
     */
    public boolean isComplete() {
        return found.complete;
    }

    /**
     * Returns the providers whose form the first lines have.
     *
     * @return the presets, unmodifiable
     */
    public List<CsvPreset> presets() {
        return List.copyOf(found.presets);
    }

    /**
     * Returns the line of Java that reads the file. It has read the first lines, and no row of the others contradicts
     * it. There is none if the form is that of a provider whose times of day need a zone.
     *
     * @return the line, such as {@code Csv.read().delimiter(';').from(Path.of("x.csv"))}; empty if there is none or
     *     several, see {@link #alternatives} and {@link #problems}
     */
    public Optional<String> code() {
        return found.lines.size() == 1 ? Optional.of(found.lines.get(0)) : Optional.empty();
    }

    /**
     * Returns the lines of Java among which only the caller can decide, since each reads the file to other series.
     *
     * @return no line or at least two, unmodifiable
     */
    public List<String> alternatives() {
        return found.lines.size() == 1 ? List.of() : List.copyOf(found.lines);
    }

    /**
     * Returns what prevents one line of code.
     *
     * @return the reasons, which name line and column, unmodifiable
     */
    public List<String> problems() {
        return List.copyOf(found.problems);
    }

    /**
     * Returns what a column may mean that the line of code does not use: by its name, a column such as published,
     * realtime_start, vintage_date, issued, issue_time or as_of may have {@linkplain CsvReading#published(String)
     * publication times}. The note has the line that reads the first lines so, if one does.
     *
     * @return the notes, unmodifiable
     */
    public List<String> notes() {
        return List.copyOf(found.notes);
    }

    /**
     * Returns all of this as a page to print.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        return InspectionPage.of(this, found);
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
