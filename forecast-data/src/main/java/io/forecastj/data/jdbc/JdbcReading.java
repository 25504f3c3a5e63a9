package io.forecastj.data.jdbc;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.ClockChanges;
import io.forecastj.data.CsvReading;
import io.forecastj.data.TableColumns;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Options for reading series by a query; {@link #list}, {@link #one} and {@link #forEach} run it.
 *
 * <p>Not thread-safe. The same options can run several times.
 *
 * <p>The rows of each series must be in order of time, so a query ends with {@code ORDER BY}. Rows of several series
 * may alternate, except for {@link #forEach}. Without options:
 *
 * <ul>
 *   <li>Columns are found by the names that the result gives them, exactly or else in any case. The time is the column
 *       date, datetime, time or timestamp; if there is none, ds or t. If there is a column id, it separates several
 *       series. A column unique_id, series_id or item_id is refused unless {@link #id} or {@link #named} decides.
 *   <li>Every other column is read as numbers; one of another type is refused. With {@link #columns} or {@link
 *       #column}, only the requested columns are read. Some databases, such as H2 and Oracle, give names in upper case
 *       unless they are quoted; the series have the names of {@code columns}.
 * </ul>
 *
 * <p>Times by the type of their column:
 *
 * <ul>
 *   <li>A timestamp without a zone is a local time in the {@linkplain #zone zone}, one with a zone is an instant.
 *       MySQL's and MariaDB's {@code TIMESTAMP} is an instant, their {@code DATETIME} a local time.
 *   <li>A date is the start of its day in the zone.
 *   <li>A text has one of the forms that {@link CsvReading} detects, the same in all rows.
 *   <li>A number is refused unless {@link #epoch} declares what it counts.
 *   <li>SQLite has no type for times; there each value is taken as the text or number that it is.
 * </ul>
 *
 * <p>Values: NULL and NaN are missing. Integers and decimals whose size is beyond 2^53, where a {@code double} no
 * longer holds every integer, are refused; a decimal fraction becomes the nearest {@code double}. Numbers of four
 * bytes, such as PostgreSQL's {@code real}, are widened without change, so that 0.1 becomes 0.10000000149011612. A
 * boolean is 1 or 0. Infinite numbers, NULL as a time or an id, and times finer than a millisecond are refused.
 *
 * <p>Parameters of the query are {@code ?}. Their values are bound as they are; of an {@code Instant}, {@code
 * OffsetDateTime} or {@code ZonedDateTime} the instant is bound as a timestamp with time zone, in SQLite as a text such
 * as {@code 2024-12-31T23:59:00.000Z}. For a column without a time zone bind a {@code LocalDateTime}: databases convert
 * instants by the time zone of the session. Messages show the query, never the values.
 *
 * <p>A query takes one connection and gives it back as it was. Rows are fetched in parts of {@link #fetchSize} where
 * the driver can do so: PostgreSQL's within a transaction, which is begun and ended here; others may have to be told by
 * their address, as {@code useCursorFetch=true} for MySQL, {@code jdbc_stream_results=true} for DuckDB and {@code
 * LAZY_QUERY_EXECUTION=1} for H2. If the thread is interrupted, the query is cancelled before the next row; while the
 * database computes the first row only {@link #timeout} ends it.
 */
public final class JdbcReading {
    private static final int FETCH_SIZE = 4096;
    private static final int SHOWN = 3;

    private final DataSource source;
    private final TableColumns columns = new TableColumns();
    private @Nullable String sql;
    private List<@Nullable Object> binds = List.of();
    private @Nullable String published;
    private @Nullable String named;
    private ZoneId zone = ZoneOffset.UTC;
    private ClockChanges changes = ClockChanges.REFUSE;
    private @Nullable TimeUnit unit;
    private @Nullable Sampling sampling;
    private int fetchSize = FETCH_SIZE;
    private @Nullable Duration timeout;
    private long maxRows = Long.MAX_VALUE;

    JdbcReading(DataSource source) {
        this.source = source;
    }

    /**
     * Sets the query.
     *
     * @param sql the query, with {@code ?} for each parameter
     * @param binds the values of the parameters in order, null for NULL
     * @return these options
     */
    public JdbcReading query(String sql, @Nullable Object... binds) {
        this.sql = Objects.requireNonNull(sql, "sql");
        this.binds = Collections.unmodifiableList(new ArrayList<@Nullable Object>(Arrays.asList(binds)));
        return this;
    }

    /**
     * Sets the time column.
     *
     * @param column its name in the result
     * @return these options
     */
    public JdbcReading time(String column) {
        columns.time(column);
        return this;
    }

    /**
     * Sets the column of publication times, for a query with one row for each publication of a row: the first figure
     * and its revisions. All columns of values get publication times, and a missing value is none that was published.
     * Rows may have any order, several the same time, but no two the same publication time as well; {@link #forEach}
     * needs them ordered by id.
     *
     * <p>The column has one of the types of the time column, though not necessarily its own, in the same {@linkplain
     * #zone(ZoneId) zone}. A date is the start of its day: if values are published during the day, the query should
     * give the time, since a value counts as known from then on.
     *
     * @param column its name in the result
     * @return these options
     */
    public JdbcReading published(String column) {
        columns.published(column);
        this.published = column;
        return this;
    }

    /**
     * Sets the column whose values are the ids of the series, for a query of several series.
     *
     * @param column its name in the result
     * @return these options
     */
    public JdbcReading id(String column) {
        columns.id(column);
        return this;
    }

    /**
     * Declares that all rows are one series with the given id; a column called id is then read like any other.
     *
     * @param id the series' id, may be empty
     * @return these options
     */
    public JdbcReading named(String id) {
        columns.named(id);
        this.named = id;
        return this;
    }

    /**
     * Adds columns to read; their names in the series are those given here.
     *
     * @param columns their names in the result, and in the series
     * @return these options
     */
    public JdbcReading columns(String... columns) {
        for (String column : columns) {
            column(column, column);
        }
        return this;
    }

    /**
     * Adds a column to read under another name.
     *
     * @param label its name in the result
     * @param name its name in the series
     * @return these options
     */
    public JdbcReading column(String label, String name) {
        columns.column(label, name);
        return this;
    }

    /**
     * Adds columns that hold one number for the whole series, repeated in each of its rows. They become {@linkplain
     * TimeSeries#attributes() attributes}. A missing or changing value is refused when the query is run.
     *
     * @param columns their names in the result
     * @return these options
     */
    public JdbcReading attributes(String... columns) {
        this.columns.attributes(columns);
        return this;
    }

    /**
     * Sets the time zone of dates and of timestamps without a zone, and of the series ({@link TimeSeries#zone}); UTC by
     * default. When the query is run, a local time that does not exist in the zone or occurs twice, because clocks
     * change, is refused.
     *
     * @param zone the zone
     * @return these options
     */
    public JdbcReading zone(ZoneId zone) {
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
    public JdbcReading zone(ZoneId zone, ClockChanges changes) {
        this.zone = Objects.requireNonNull(zone, "zone");
        this.changes = Objects.requireNonNull(changes, "changes");
        return this;
    }

    /**
     * Declares that times are integers that count from 1970-01-01T00:00Z; they are checked as {@link CsvReading#epoch}
     * describes. A column of timestamps or dates is then refused.
     *
     * @param unit the unit that they count; a time that is not a whole number of milliseconds is refused
     * @return these options
     */
    public JdbcReading epoch(TimeUnit unit) {
        this.unit = Objects.requireNonNull(unit, "unit");
        return this;
    }

    /**
     * Declares the sampling of every series; inferred from the times unless set.
     *
     * @param sampling the spacing of the times
     * @return these options
     */
    public JdbcReading sampling(Sampling sampling) {
        this.sampling = Objects.requireNonNull(sampling, "sampling");
        return this;
    }

    /**
     * Sets the number of rows that the driver fetches at once, a hint that it may ignore; 4096 by default.
     *
     * @param rows the number, 0 for the driver's own
     * @return these options
     * @throws IllegalArgumentException if it is negative
     */
    public JdbcReading fetchSize(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("a fetch size must be at least 0, found " + rows);
        }
        this.fetchSize = rows;
        return this;
    }

    /**
     * Sets the longest time that the database may take for the query, by {@link java.sql.Statement#setQueryTimeout}:
     * whole seconds, rounded up, and with most drivers only until the first row. Without it there is no limit.
     *
     * @param timeout the time, positive
     * @return these options
     * @throws IllegalArgumentException if it is not positive
     */
    public JdbcReading timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout must be positive, found " + timeout);
        }
        this.timeout = timeout;
        return this;
    }

    /**
     * Bounds the number of rows of the query. One more is refused; nothing is cut off. Without it there is no bound.
     *
     * @param rows the largest number, at least 1
     * @return these options
     * @throws IllegalArgumentException if it is less than 1
     */
    public JdbcReading maxRows(long rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("the largest number of rows must be at least 1, found " + rows);
        }
        this.maxRows = rows;
        return this;
    }

    /**
     * Runs the query and returns its series.
     *
     * @return the series in the order of their first rows, unmodifiable; empty if the query has no row
     * @throws InvalidSeriesException if the result breaks a rule of this class; the message names the query, the row,
     *     counted from 1, and the column
     * @throws DatabaseException if the database cannot be reached or refuses the query
     * @throws CancellationException if the thread is interrupted; its interrupt status stays set
     * @throws IllegalStateException if there is no {@link #query}
     * @throws IllegalArgumentException if options contradict each other: {@code id} and {@code named} together, two
     *     columns or attributes with the same name, or {@code published} and a choice of {@link ClockChanges} by the
     *     order of the rows
     */
    public List<TimeSeries> list() {
        return run().read(null);
    }

    /**
     * Runs the query and returns its only series.
     *
     * @return the series
     * @throws InvalidSeriesException as for {@link #list}, and if the query has no row or several series
     * @throws DatabaseException as for {@link #list}
     * @throws CancellationException as for {@link #list}
     * @throws IllegalStateException as for {@link #list}
     * @throws IllegalArgumentException as for {@link #list}
     */
    public TimeSeries one() {
        List<TimeSeries> series = list();
        if (series.size() == 1) {
            return series.get(0);
        }
        String query = options().source();
        if (series.isEmpty()) {
            throw new InvalidSeriesException(
                    query + " has no rows: check its conditions, or take list(), which may be empty");
        }
        String ids = series.stream()
                .limit(SHOWN)
                .map(each -> "'" + each.id() + "'")
                .collect(Collectors.joining(", ", "", series.size() > SHOWN ? ", ..." : ""));
        throw new InvalidSeriesException(query + ": expected one series, found " + series.size() + " (" + ids
                + "): take list(), or give the single series its id with named(...)");
    }

    /**
     * Runs the query and hands over one series after the other, so that only one is in memory. The query must be
     * ordered by id and time; a series that comes back after another one is refused. The series before a refusal have
     * been handed over by then.
     *
     * @param consumer receives each series as soon as it is complete, while the query is open
     * @throws InvalidSeriesException as for {@link #list}, and if the rows of a series are not together
     * @throws DatabaseException as for {@link #list}
     * @throws CancellationException as for {@link #list}
     * @throws IllegalStateException as for {@link #list}
     * @throws IllegalArgumentException as for {@link #list}
     */
    public void forEach(Consumer<TimeSeries> consumer) {
        run().read(Objects.requireNonNull(consumer, "consumer"));
    }

    private QueryRun run() {
        return new QueryRun(source, options());
    }

    private QueryOptions options() {
        if (sql == null) {
            throw new IllegalStateException("there is no query: set it with query(...)");
        }
        return new QueryOptions(
                sql, binds, columns, published, named, zone, changes, unit, sampling, fetchSize, timeout, maxRows);
    }
}
