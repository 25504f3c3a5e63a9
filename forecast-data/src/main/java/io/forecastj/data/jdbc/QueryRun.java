package io.forecastj.data.jdbc;

import io.forecastj.TimeSeries;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs one query on a connection that goes back as it came. */
final class QueryRun {
    private static final String ADVICE = "Check the query, and that the user may read its tables";

    private final DataSource source;
    private final QueryOptions options;

    QueryRun(DataSource source, QueryOptions options) {
        this.source = source;
        this.options = options;
    }

    /** Reads all rows, as {@link QueryRows#read} does. */
    List<TimeSeries> read(@Nullable Consumer<TimeSeries> each) {
        try {
            return SqlTransaction.run(source, this::needsTransaction, (connection, product) -> {
                try (PreparedStatement statement = connection.prepareStatement(
                        options.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                    return read(statement, product, each);
                }
            });
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                CancellationException cancelled = new CancellationException(options.source() + " was interrupted");
                cancelled.initCause(e);
                throw cancelled;
            }
            throw SqlFailures.of("run the " + options.source(), e, options.binds(), ADVICE);
        }
    }

    private boolean needsTransaction(SqlProduct product) {
        return product.streamsInTransaction();
    }

    private List<TimeSeries> read(PreparedStatement statement, SqlProduct product, @Nullable Consumer<TimeSeries> each)
            throws SQLException {
        statement.setFetchSize(options.fetchSize());
        if (options.timeout() != null) {
            // whole seconds, at least one: zero would be no limit
            long seconds = Math.max(1, options.timeout().plusMillis(999).toSeconds());
            statement.setQueryTimeout((int) Math.min(Integer.MAX_VALUE, seconds));
        }
        SqlBinds binds = new SqlBinds(statement, product);
        for (int i = 0; i < options.binds().size(); i++) {
            try {
                binds.any(i + 1, options.binds().get(i));
            } catch (IndexOutOfBoundsException e) { // SQLite's driver
                throw new SQLException("the query has " + i + " parameters, and there are more values", e);
            }
        }
        try (ResultSet result = statement.executeQuery()) {
            try {
                return new QueryRows(options, result, product).read(each);
            } catch (RuntimeException | Error e) {
                cancel(statement, e); // so that closing does not fetch the rows that are left
                throw e;
            }
        }
    }

    private static void cancel(PreparedStatement statement, Throwable because) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
