package io.forecastj.data.jdbc;

import io.forecastj.Forecast;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Options for writing forecasts to a table; {@link #write(List)} writes.
 *
 * <p>Not thread-safe. Several threads and processes may write to one table at once, each with options of its own.
 *
 * <p>The table has a row for each model, version, series, target, origin and step, which are its primary key. A
 * forecast that is written again replaces its rows, so that there is one row for each key whatever is written twice.
 * Rows of steps after its last one are deleted: a shorter forecast leaves no end of the one before. All forecasts of
 * one call are written in one transaction: either all or none.
 *
 * <pre>{@code
 * CREATE TABLE forecast (
 *     model VARCHAR(128) NOT NULL, version VARCHAR(64) NOT NULL, series VARCHAR(256) NOT NULL,
 *     target VARCHAR(128) NOT NULL, origin TIMESTAMP WITH TIME ZONE NOT NULL, step INTEGER NOT NULL,
 *     time TIMESTAMP WITH TIME ZONE NOT NULL, point DOUBLE PRECISION, status VARCHAR(16) NOT NULL,
 *     reasons VARCHAR(4000), q0_1 DOUBLE PRECISION, q0_9 DOUBLE PRECISION,
 *     PRIMARY KEY (model, version, series, target, origin, step))
 * }</pre>
 *
 * <ul>
 *   <li>{@code series} is the id of the series, {@code target} the column that was forecast. A forecast of classes has
 *       a row for each class, with a target such as {@code close_UP} and its probability as {@code point}.
 *   <li>{@code origin} is the time of the last row that was known, {@code time} that of the step. Both are instants; in
 *       SQLite they are texts such as {@code 2024-12-31T23:59:00.000Z}, of one length, so that they sort.
 *   <li>{@code status} is a {@link io.forecastj.ForecastStatus}, {@code reasons} are those of a forecast that is not
 *       OK, otherwise NULL.
 *   <li>Each level of {@link #quantiles} has a column, whose name has an underscore for the point. A missing or
 *       infinite number is NULL.
 * </ul>
 *
 * <p>The rows are replaced by {@code ON CONFLICT} in PostgreSQL, SQLite and DuckDB, by {@code MERGE} in H2, and in
 * other databases by an update and, if it finds no row, an insert. A transaction that the database refuses because
 * another one came first is tried again.
 */
public final class JdbcWriting {
    private static final String STANDARD_TABLE = "forecast";
    private static final Pattern TABLE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,62}\\.)?[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final int LONGEST_MODEL = 128;
    private static final int LONGEST_VERSION = 64;
    private static final int MASKED = 1000;

    /** Number of attempts of a transaction that the database refuses because of others that run at the same time. */
    private static final int ATTEMPTS = 20;

    /** Milliseconds between two attempts at most; random, so that equal transactions do not meet again. */
    private static final long LONGEST_PAUSE = 250;

    private static final String CREATING_ADVICE =
            "Check that the user may create tables; if the table exists, that it has"
                    + " the columns which JdbcWriting describes, and one for each level of quantiles(...)";

    private final DataSource source;
    private String table = STANDARD_TABLE;
    private @Nullable String model;
    private String version = "";
    private double[] levels = {};

    JdbcWriting(DataSource source) {
        this.source = source;
    }

    /**
     * Sets the table; {@code forecast} by default.
     *
     * @param name its name, after a schema and a dot if needed: letters, digits and underscores, no digit first; it is
     *     not quoted, so that the database takes it in its own case
     * @return these options
     * @throws IllegalArgumentException if it is malformed
     */
    public JdbcWriting table(String name) {
        if (!TABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("expected the name of a table of letters, digits and underscores, with a"
                    + " schema and a dot before it if needed; found '" + name + "'");
        }
        this.table = name;
        return this;
    }

    /**
     * Sets the model that made the forecasts, which is part of the key. It has no default.
     *
     * @param name its name, 1 to 128 characters
     * @param version its version, 1 to 64 characters, such as the one in a model store
     * @return these options
     * @throws IllegalArgumentException if one is blank or too long
     */
    public JdbcWriting model(String name, String version) {
        this.model = requireText("the name of a model", name, LONGEST_MODEL);
        this.version = requireText("the version of a model", version, LONGEST_VERSION);
        return this;
    }

    private static String requireText(String what, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException(what + " must have 1 to " + longest + " characters, found "
                    + (text.isBlank() ? "a blank one" : text.length()));
        }
        return text;
    }

    /**
     * Sets the levels of the quantiles to write, each into a column of its name; none by default.
     *
     * @param levels the levels, between 0 and 1, distinct; each forecast must have them, except one without quantiles
     *     whose status is not OK, which has NULL
     * @return these options
     * @throws IllegalArgumentException if a level is not between 0 and 1 or occurs twice
     */
    public JdbcWriting quantiles(double... levels) {
        Set<String> names = new HashSet<>();
        for (double level : levels) {
            if (!(level > 0 && level < 1) || !names.add(ForecastSql.quantileColumn(level))) {
                throw new IllegalArgumentException(
                        "expected distinct levels between 0 and 1, found " + Arrays.toString(levels));
            }
        }
        this.levels = levels.clone();
        return this;
    }

    /**
     * Creates the table if it is absent, with a column for each level of {@link #quantiles}. Several processes may do
     * so at once.
     *
     * @return these options
     * @throws DatabaseException if the database cannot be reached, or the table is absent and cannot be created, or
     *     lacks a column
     */
    public JdbcWriting createTable() {
        ForecastSql sql = new ForecastSql(table, levels);
        for (int attempt = 1; !exists(sql); attempt++) {
            SqlProduct[] found = {SqlProduct.OTHER};
            try {
                SqlTransaction.run(source, product -> false, (connection, product) -> {
                    found[0] = product;
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute(sql.createTable(product));
                    }
                });
            } catch (SQLException e) {
                // another process may have created it in between, or does so now
                if (attempt == ATTEMPTS || attempt > 1 && !found[0].isConflict(e) && !exists(e)) {
                    throw SqlFailures.of("find or create the table '" + table + "'", e, List.of(), CREATING_ADVICE);
                }
                pause(attempt);
            }
        }
        return this;
    }

    /** Returns whether a table could not be created because there is one, which may not be visible yet. */
    private static boolean exists(SQLException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("already exists");
    }

    /** Lets other transactions end. */
    private static void pause(int attempt) {
        long most = TimeUnit.MILLISECONDS.toNanos(Math.min(LONGEST_PAUSE, 1L << attempt));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1, most));
    }

    /** Returns whether there is a table with all columns; false also if it cannot be read. */
    private boolean exists(ForecastSql sql) {
        try {
            return SqlTransaction.run(source, product -> false, (connection, product) -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(sql.probe());
                }
            });
        } catch (SQLException absent) {
            return false;
        }
    }

    /**
     * Writes forecasts, as {@link #write(List)} does.
     *
     * @param forecasts the forecasts
     * @return the number of rows
     * @throws DatabaseException as for {@link #write(List)}
     * @throws IllegalStateException as for {@link #write(List)}
     * @throws IllegalArgumentException as for {@link #write(List)}
     */
    public int write(Forecast... forecasts) {
        return write(List.of(forecasts));
    }

    /**
     * Writes forecasts in one transaction; if it fails, the table stays as it was.
     *
     * @param forecasts the forecasts, each of another series, target or origin
     * @return the number of rows that were inserted or replaced
     * @throws DatabaseException if the database cannot be reached, refuses a row, or still reports conflicts with other
     *     transactions after 20 attempts
     * @throws IllegalStateException if there is no {@link #model}
     * @throws IllegalArgumentException if a forecast lacks a level of {@link #quantiles}, or two forecasts have a row
     *     of the same series, target, origin and step
     */
    public int write(List<Forecast> forecasts) {
        if (model == null) {
            throw new IllegalStateException("the forecasts need a model: set it with model(name, version)");
        }
        List<ForecastCell> cells = cells(forecasts);
        if (cells.isEmpty()) {
            return 0;
        }
        ForecastUpsert upsert = new ForecastUpsert(new ForecastSql(table, levels), model, version);
        for (int attempt = 1; ; attempt++) {
            SqlProduct[] found = {SqlProduct.OTHER};
            try {
                return SqlTransaction.run(source, product -> true, (connection, product) -> {
                    found[0] = product;
                    upsert.write(connection, product, cells);
                    return cells.size();
                });
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !found[0].isConflict(e)) {
                    throw failure(e, model, cells);
                }
                pause(attempt);
            }
        }
    }

    private List<ForecastCell> cells(List<Forecast> forecasts) {
        List<ForecastCell> cells = new ArrayList<>();
        forecasts.forEach(forecast -> cells.addAll(ForecastCell.of(forecast, levels)));
        cells.sort(ForecastCell.BY_KEY);
        for (int i = 1; i < cells.size(); i++) {
            ForecastCell cell = cells.get(i);
            if (ForecastCell.BY_KEY.compare(cells.get(i - 1), cell) == 0) {
                throw new IllegalArgumentException("two forecasts have step " + cell.step() + " of '" + cell.target()
                        + "' of series '" + cell.series() + "' from " + cell.origin()
                        + ": write forecasts of different models with a model(...) for each");
            }
        }
        return cells;
    }

    private DatabaseException failure(SQLException e, String model, List<ForecastCell> cells) {
        Set<Object> values = new HashSet<>(List.of(model, version));
        cells.stream().limit(MASKED).forEach(cell -> values.add(cell.series()));
        return SqlFailures.of(
                "write " + cells.size() + " rows into the table '" + table + "'",
                e,
                List.copyOf(values),
                "Nothing was written. Check that the table has the columns which JdbcWriting describes, and that the"
                        + " user may insert, update and delete its rows; createTable() creates it");
    }
}
