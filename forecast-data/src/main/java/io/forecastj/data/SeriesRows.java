package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one or several series, in any interleaving of the series, from which the series are made. For readers of
 * formats, who so have the rules and the messages of {@link CsvReading} for times, values, ids and attributes.
 *
 * <p>Not thread-safe. Set the options first; then, for each row, select its {@linkplain #series series} if there are
 * several, and add it by the method that fits its time. Rows are numbered from 1 in the order in which they are added,
 * and every refusal begins with the name of the source and the number of the row. After a refusal the rows must not be
 * used any more.
 *
 * <pre>{@code
 * SeriesRows rows = SeriesRows.of("prices.bin", List.of("close")).zone(zone, ClockChanges.REFUSE);
 * while (records.next()) {
 *     rows.series(records.symbol());
 *     rows.addLocal(records.time(), records.close());
 * }
 * List<TimeSeries> series = rows.build();
 * }</pre>
 */
public final class SeriesRows {
    private static final int MILLIS_IN_SECOND = 1000;
    private static final int NANOS_IN_MILLI = 1_000_000;

    /** Years in which milliseconds cannot overflow. */
    private static final int NEAR_YEARS = 100_000;

    private static final long NEAR_SECONDS = 3_000_000_000_000L;

    private final CsvPosition at;
    private final List<String> columns;
    private final Map<String, SeriesCollector> collectors = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private List<String> attributes = List.of();
    private String named = "";
    private ZoneId zone = ZoneOffset.UTC;
    private ClockChanges changes = ClockChanges.REFUSE;
    private @Nullable Sampling sampling;
    private @Nullable TimeUnit unit;
    private @Nullable String publicationColumn;
    private @Nullable LocalTimes local;
    private @Nullable TimeParser texts;
    private @Nullable TimeParser counts;
    private @Nullable TimeParser publishedTexts;
    private @Nullable TimeParser publishedCounts;
    private long publication;
    private boolean isPublished;
    private @Nullable SeriesCollector current;
    private String currentId = "";
    private long rows;

    private SeriesRows(String source, List<String> columns) {
        this.at = new CsvPosition(source, "row");
        this.columns = columns;
    }

    /**
     * Starts with no rows.
     *
     * @param source the name of what is read, for messages, such as a file
     * @param columns the names of the columns of every series, distinct, at least one
     * @return the rows, with all options at their defaults
     * @throws IllegalArgumentException if there is no column or a name occurs twice
     */
    public static SeriesRows of(String source, List<String> columns) {
        Objects.requireNonNull(source, "source");
        TimeSeries.builder(columns); // refuses an empty list and duplicate names
        return new SeriesRows(source, List.copyOf(columns));
    }

    /**
     * Declares that every row has, after the values of its columns, numbers that belong to the whole series and are
     * equal in all its rows.
     *
     * @param names the names of these {@linkplain TimeSeries#attributes() attributes}, in order, distinct
     * @return these rows
     * @throws IllegalArgumentException if a name occurs twice
     * @throws IllegalStateException if there are rows already
     */
    public SeriesRows attributes(List<String> names) {
        requireNoRows();
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("an attribute is named twice, in " + MessageText.list(names));
        }
        this.attributes = List.copyOf(names);
        return this;
    }

    /**
     * Sets the id of the single series, for rows without {@link #series}; empty unless set.
     *
     * @param id the id, may be empty
     * @return these rows
     * @throws IllegalStateException if there are rows already
     */
    public SeriesRows named(String id) {
        requireNoRows();
        this.named = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * Sets the time zone of local times and dates, and of the series ({@link TimeSeries#zone}); UTC unless set.
     *
     * @param zone the zone
     * @param changes the choice where clocks change; {@link ClockChanges#REFUSE} unless set
     * @return these rows
     * @throws IllegalArgumentException if the choice is by the order of the rows and there are {@link #publications}
     * @throws IllegalStateException if there are rows already
     */
    public SeriesRows zone(ZoneId zone, ClockChanges changes) {
        requireNoRows();
        this.zone = Objects.requireNonNull(zone, "zone");
        this.changes = Objects.requireNonNull(changes, "changes");
        if (publicationColumn != null) {
            changes.requireAnyOrder(publicationColumn);
        }
        return this;
    }

    /**
     * Declares the sampling of every series; inferred from the times unless set.
     *
     * @param sampling the spacing of the times
     * @return these rows
     * @throws IllegalStateException if there are rows already
     */
    public SeriesRows sampling(Sampling sampling) {
        requireNoRows();
        this.sampling = Objects.requireNonNull(sampling, "sampling");
        return this;
    }

    /**
     * Declares the unit of times that are integers, as {@link CsvReading#epoch} does.
     *
     * @param unit the unit that they count
     * @return these rows
     * @throws IllegalStateException if there are rows already
     */
    public SeriesRows epoch(TimeUnit unit) {
        requireNoRows();
        this.unit = Objects.requireNonNull(unit, "unit");
        return this;
    }

    /**
     * Declares that every row has a publication time, as {@link TimeSeries.Builder#publish} describes: set it by {@link
     * #published(long)} or its siblings before the row is added. Rows may then have any order, and several rows the
     * same time, but no two of them the same publication time as well.
     *
     * @param column the name of the publication times, for messages
     * @return these rows
     * @throws IllegalArgumentException if {@link ClockChanges} decides by the order of the rows
     * @throws IllegalStateException if there are rows already
     */
    public SeriesRows publications(String column) {
        requireNoRows();
        this.publicationColumn = Objects.requireNonNull(column, "column");
        changes.requireAnyOrder(column);
        return this;
    }

    /**
     * Selects the series of the next rows. Blanks around the id are ignored.
     *
     * @param id the id, null if the row has none
     * @throws InvalidSeriesException if the id is null or blank, or the series has been {@linkplain #take taken}
     */
    public void series(@Nullable String id) {
        if (current != null && currentId.equals(id)) {
            return;
        }
        at.line(rows + 1);
        String stripped = id == null ? "" : Blanks.strip(id);
        if (stripped.isEmpty()) {
            throw at.error("the id is missing");
        }
        select(stripped);
    }

    /**
     * Returns whether an id is that of the selected series.
     *
     * @param id the id; blanks around it are ignored
     * @return true if {@link #series} would change nothing
     */
    public boolean isSelected(String id) {
        return current != null && (currentId.equals(id) || currentId.equals(Blanks.strip(id)));
    }

    private SeriesCollector select(String id) {
        SeriesCollector series = collectors.get(id);
        if (series == null) {
            if (taken.contains(id)) {
                throw at.error("a row of series " + CsvPosition.quote(id) + " follows rows of other series, but its"
                        + " rows before have been taken for the whole series: order the rows by id and time");
            }
            series = new SeriesCollector(id, columns, attributes, zone, sampling, false, publicationColumn != null);
            collectors.put(id, series);
        }
        current = series;
        currentId = id;
        return series;
    }

    /** Moves on to the next row and returns its series. */
    private SeriesCollector next(double[] row) {
        if (row.length != columns.size() + attributes.size()) {
            throw new IllegalArgumentException("expected " + columns.size() + " values and " + attributes.size()
                    + " attributes, found " + row.length + " numbers");
        }
        if (isPublished != (publicationColumn != null)) {
            throw new IllegalStateException(
                    "a row needs its publication time, set by published(...) before it is added");
        }
        at.line(++rows);
        return current == null ? select(named) : current;
    }

    /** Moves to the publication time of the next row and returns those before it in its series. */
    private PublishedRows nextPublication() {
        String column = publicationColumn;
        if (column == null) {
            throw new IllegalStateException("declare the publication times by publications(...)");
        }
        at.line(rows + 1);
        at.column(column);
        isPublished = true;
        return (current == null ? select(named) : current).published();
    }

    /**
     * Sets the publication time of the next row.
     *
     * @param epochMillis the time in milliseconds since 1970-01-01T00:00Z
     * @throws IllegalStateException if there are no {@link #publications}
     */
    public void published(long epochMillis) {
        nextPublication();
        publication = epochMillis;
    }

    /**
     * Sets the publication time of the next row.
     *
     * @param time the time
     * @throws InvalidSeriesException if it is finer than a millisecond or too far away
     * @throws IllegalStateException if there are no {@link #publications}
     */
    public void published(Instant time) {
        nextPublication();
        publication = local().of(time, time.toString(), at);
    }

    /**
     * Sets the publication time of the next row, a local one in the {@linkplain #zone zone}.
     *
     * @param time the time
     * @throws InvalidSeriesException if it is finer than a millisecond or too far away, or occurs twice in the zone or
     *     not at all and {@link ClockChanges} does not decide
     * @throws IllegalStateException if there are no {@link #publications}
     */
    public void publishedLocal(LocalDateTime time) {
        PublishedRows before = nextPublication();
        publication = local().of(time, time.toString(), before, at);
    }

    /**
     * Sets the publication time of the next row, the start of a day in the {@linkplain #zone zone}.
     *
     * @param date the day
     * @throws InvalidSeriesException if it is too far away
     * @throws IllegalStateException if there are no {@link #publications}
     */
    public void publishedDate(LocalDate date) {
        nextPublication();
        publication = local().of(date, date.toString(), at);
    }

    /**
     * Sets the publication time of the next row, a text in one of the forms that {@link CsvReading} detects, the same
     * in all rows. Texts of digits are epoch times, in the unit of {@link #epoch} if that is set.
     *
     * @param time the time
     * @throws InvalidSeriesException if it is blank, has no such form or another form than the rows before, or as for
     *     {@link #publishedLocal}
     * @throws IllegalStateException if there are no {@link #publications}
     */
    public void publishedText(String time) {
        PublishedRows before = nextPublication();
        String text = Blanks.strip(time);
        if (text.isEmpty()) {
            throw at.error("the publication time is missing");
        }
        if (publishedTexts == null) {
            boolean counted = unit != null && CsvNumbers.plain(text);
            publishedTexts = unit != null && counted ? new EpochTimes(unit, true) : new DetectedTimes(local());
        }
        publication = publishedTexts.millis(text, before, at);
    }

    /**
     * Sets the publication time of the next row, an integer that counts the unit of {@link #epoch}.
     *
     * @param count the time
     * @throws InvalidSeriesException if it is not a whole number of milliseconds, or probably counts another unit
     * @throws IllegalStateException if {@code epoch} has not been set, or there are no {@link #publications}
     */
    public void publishedCount(long count) {
        PublishedRows before = nextPublication();
        if (publishedCounts == null) {
            if (unit == null) {
                throw new IllegalStateException("set the unit of the times by epoch(...)");
            }
            publishedCounts = new EpochTimes(unit, true);
        }
        publication = publishedCounts.millis(Long.toString(count), before, at);
    }

    /**
     * Adds a row.
     *
     * @param epochMillis its time in milliseconds since 1970-01-01T00:00Z
     * @param row one value for each column, NaN for a missing one, then one for each attribute; copied
     * @throws InvalidSeriesException if the time is not after that of the row before in its series, a value is
     *     infinite, or an attribute is missing or differs from that of the rows before
     * @throws IllegalArgumentException if there are more or fewer values
     */
    public void add(long epochMillis, double... row) {
        add(next(row), epochMillis, row);
    }

    /**
     * Adds a row whose time is an instant.
     *
     * @param time its time
     * @param row the values, as for {@link #add(long, double...)}
     * @throws InvalidSeriesException as for {@link #add(long, double...)}, and if the time is finer than a millisecond
     * @throws IllegalArgumentException as for {@link #add(long, double...)}
     */
    public void add(Instant time, double... row) {
        SeriesCollector series = next(row);
        boolean near = Math.abs(time.getEpochSecond()) < NEAR_SECONDS;
        // without the text for messages, unless there is one
        long millis = near && time.getNano() % NANOS_IN_MILLI == 0
                ? time.toEpochMilli()
                : local().of(time, time.toString(), at);
        add(series, millis, row);
    }

    /**
     * Adds a row whose time is a local one in the {@linkplain #zone zone}.
     *
     * @param time its time
     * @param row the values, as for {@link #add(long, double...)}
     * @throws InvalidSeriesException as for {@link #add(long, double...)}, and if the time is finer than a millisecond,
     *     or occurs twice in the zone or not at all and {@link ClockChanges} does not decide
     * @throws IllegalArgumentException as for {@link #add(long, double...)}
     */
    public void addLocal(LocalDateTime time, double... row) {
        SeriesCollector series = next(row);
        boolean near = time.getYear() < NEAR_YEARS && time.getYear() > -NEAR_YEARS;
        int nanos = time.getNano();
        long millis = zone instanceof ZoneOffset offset && near && nanos % NANOS_IN_MILLI == 0
                ? time.toEpochSecond(offset) * MILLIS_IN_SECOND + nanos / NANOS_IN_MILLI
                : local().of(time, time.toString(), series, at);
        add(series, millis, row);
    }

    /**
     * Adds a row whose time is the start of a day in the {@linkplain #zone zone}.
     *
     * @param date the day
     * @param row the values, as for {@link #add(long, double...)}
     * @throws InvalidSeriesException as for {@link #add(long, double...)}
     * @throws IllegalArgumentException as for {@link #add(long, double...)}
     */
    public void addDate(LocalDate date, double... row) {
        SeriesCollector series = next(row);
        add(series, local().of(date, date.toString(), at), row);
    }

    /**
     * Adds a row whose time is a text in one of the forms that {@link CsvReading} detects, the same in all rows. Texts
     * of digits are epoch times, in the unit of {@link #epoch} if that is set.
     *
     * @param time its time
     * @param row the values, as for {@link #add(long, double...)}
     * @throws InvalidSeriesException as for {@link #add(long, double...)} and {@link #addLocal}, and if the time is
     *     blank, has no such form or another form than the rows before
     * @throws IllegalArgumentException as for {@link #add(long, double...)}
     */
    public void addText(String time, double... row) {
        SeriesCollector series = next(row);
        String text = Blanks.strip(time);
        if (text.isEmpty()) {
            throw at.error("the time is missing");
        }
        if (texts == null) {
            texts = unit == null ? new DetectedTimes(local()) : new EpochTimes(unit, true);
        }
        add(series, texts.millis(text, series, at), row);
    }

    /**
     * Adds a row whose time is an integer that counts the unit of {@link #epoch}. It is checked as {@link
     * CsvReading#epoch} describes.
     *
     * @param count its time
     * @param row the values, as for {@link #add(long, double...)}
     * @throws InvalidSeriesException as for {@link #add(long, double...)}, and if the time is not a whole number of
     *     milliseconds, or probably counts another unit
     * @throws IllegalArgumentException as for {@link #add(long, double...)}
     * @throws IllegalStateException if {@code epoch} has not been set
     */
    public void addCount(long count, double... row) {
        if (counts == null) {
            if (unit == null) {
                throw new IllegalStateException("set the unit of the times by epoch(...)");
            }
            counts = new EpochTimes(unit, true);
        }
        SeriesCollector series = next(row);
        add(series, counts.millis(Long.toString(count), series, at), row);
    }

    private void add(SeriesCollector series, long time, double[] row) {
        if (!series.continuesAt(time)) {
            String hint = collectors.size() == 1 && currentId.equals(named)
                    ? "; if the rows are of several series, name the column of their ids with id(...)"
                    : "";
            throw series.notAfter(time, Instant.ofEpochMilli(time).toString(), hint, at);
        }
        for (int i = columns.size(); i < row.length; i++) {
            at.column(attributes.get(i - columns.size()));
            if (Double.isInfinite(row[i])) {
                throw at.error(row[i] + " is infinite; expected a finite number");
            }
            series.attribute(i - columns.size(), row[i], at);
        }
        double[] values = attributes.isEmpty() ? row : Arrays.copyOf(row, columns.size());
        if (isPublished) {
            isPublished = false;
            requireFinite(row);
            series.publish(time, publication, values, at);
            return;
        }
        try {
            series.add(time, values, at);
        } catch (InvalidSeriesException e) { // an infinite value, or a time too far from 1970
            requireFinite(row);
            at.column("");
            throw at.error(String.valueOf(e.getMessage()));
        }
    }

    private void requireFinite(double[] row) {
        for (int i = 0; i < columns.size(); i++) {
            if (Double.isInfinite(row[i])) {
                at.column(columns.get(i));
                throw at.error(row[i] + " is infinite; expected a finite number, or NaN for a missing one");
            }
        }
    }

    private LocalTimes local() {
        if (local == null) {
            local = new LocalTimes(zone, changes, false, false);
        }
        return local;
    }

    /**
     * Returns the refusal of the next row, for a reader that cannot make numbers of it.
     *
     * @param column the column that is wrong, empty if it is none in particular
     * @param problem what was found, what was expected and what to do
     * @return the exception to throw, whose message begins with the source, the number of the row and the column
     */
    public InvalidSeriesException refusal(String column, String problem) {
        at.line(rows + 1);
        at.column(column);
        return at.error(problem);
    }

    /**
     * Returns the number of rows that have been added.
     *
     * @return the number, including the rows of series that were taken
     */
    public long count() {
        return rows;
    }

    /**
     * Makes the selected series of its rows and forgets them, for reading series one after the other in little memory.
     * Later rows with the same id are refused.
     *
     * @return the series of the last row
     * @throws InvalidSeriesException if two rows of the same time have the same publication time
     * @throws IllegalStateException if no series is selected
     */
    public TimeSeries take() {
        SeriesCollector series = current;
        if (series == null) {
            throw new IllegalStateException("there is no row to make a series of");
        }
        collectors.remove(currentId);
        taken.add(currentId);
        current = null;
        return built(series);
    }

    private TimeSeries built(SeriesCollector series) {
        if (publicationColumn != null) {
            series.requireDistinct(publicationColumn, at);
        }
        return series.build();
    }

    /**
     * Makes series of all rows that were not taken, and forgets the rows.
     *
     * @return the series in the order of their first rows, unmodifiable; empty if there is no row
     * @throws InvalidSeriesException as for {@link #take}
     */
    public List<TimeSeries> build() {
        List<TimeSeries> series = new ArrayList<>(collectors.size());
        for (Iterator<SeriesCollector> each = collectors.values().iterator(); each.hasNext(); ) {
            series.add(built(each.next()));
            each.remove(); // its rows have been copied
        }
        current = null;
        return Collections.unmodifiableList(series);
    }

    private void requireNoRows() {
        if (rows > 0 || current != null) {
            throw new IllegalStateException("options must be set before the first row");
        }
    }
}
