package io.forecastj.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs single statements, each in a transaction by itself and on a connection that goes back as it came. Thread-safe.
 */
final class JdbcCalls {
    private final DataSource source;

    JdbcCalls(DataSource source) {
        this.source = source;
    }

    /** A function that may fail in the database. */
    @FunctionalInterface
    interface SqlFunction<A, T> {
        T apply(A argument) throws SQLException;
    }

    /** An action that may fail in the database. */
    @FunctionalInterface
    interface SqlAction<A> {
        void accept(A argument) throws SQLException;
    }

    /** Runs a query with one parameter. */
    <T> T query(String sql, String parameter, SqlFunction<ResultSet, T> reader) throws SQLException {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, parameter);
                try (ResultSet rows = statement.executeQuery()) {
                    return reader.apply(rows);
                }
            }
        });
    }

    /** Runs a statement that changes rows and returns their number. */
    int update(String sql, SqlAction<PreparedStatement> parameters) throws SQLException {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                parameters.accept(statement);
                return statement.executeUpdate();
            }
        });
    }

    /** Runs one statement, and ends its transaction if the connection does not do so by itself. */
    <T> T run(SqlFunction<Connection, T> statement) throws SQLException {
        try (Connection connection = source.getConnection()) {
            if (connection.getAutoCommit()) {
                return statement.apply(connection);
            }
            try {
                T result = statement.apply(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                try {
                    connection.rollback();
                } catch (SQLException more) {
                    e.addSuppressed(more);
                }
                throw e;
            }
        }
    }
}
