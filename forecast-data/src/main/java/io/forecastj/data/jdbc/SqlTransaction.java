package io.forecastj.data.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Runs work on a connection, in one transaction if necessary, and gives the connection back as it came. */
final class SqlTransaction {
    private SqlTransaction() {}

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection, SqlProduct product) throws SQLException;
    }

    /**
     * Runs work.
     *
     * @param needed whether the work needs a transaction; connections that do not commit by themselves have one anyway
     */
    static <T> T run(DataSource source, Predicate<SqlProduct> needed, Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            SqlProduct product = SqlProduct.of(connection);
            boolean automatic = connection.getAutoCommit();
            if (automatic && !needed.test(product)) {
                return work.on(connection, product);
            }
            if (automatic) {
                connection.setAutoCommit(false);
            }
            T result;
            try {
                result = work.on(connection, product);
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                // not where the transaction may be open still: that would commit it
                if (rollBack(connection, e) || product.endsFailedTransactions()) {
                    restoreAfter(e, connection, automatic);
                }
                throw e;
            }
            try {
                restore(connection, automatic);
            } catch (SQLException lost) {
                return result; // the connection is lost, but the work is committed
            }
            return result;
        }
    }

    private static boolean rollBack(Connection connection, Throwable because) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException more) {
            because.addSuppressed(more);
            return false;
        }
    }

    private static void restoreAfter(Throwable because, Connection connection, boolean automatic) {
        try {
            restore(connection, automatic);
        } catch (SQLException more) {
            because.addSuppressed(more);
        }
    }

    private static void restore(Connection connection, boolean automatic) throws SQLException {
        if (automatic) {
            connection.setAutoCommit(true);
        }
    }
}
