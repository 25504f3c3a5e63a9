package io.forecastj.store;

import java.sql.SQLException;

/**
 * Differences among databases: the types of columns, and the codes by which they refuse a change that came second.
 *
 * <p>Keys compare byte by byte whatever the database's own order is, so their column gets a binary collation where the
 * default may be another one.
 */
enum JdbcDialect {
    POSTGRESQL("PostgreSQL", " COLLATE \"C\"", "BYTEA"),
    MYSQL("MySQL", " CHARACTER SET ascii COLLATE ascii_bin", "LONGBLOB"),
    MARIADB("MariaDB", " CHARACTER SET ascii COLLATE ascii_bin", "LONGBLOB"),
    SQL_SERVER("Microsoft SQL Server", " COLLATE Latin1_General_BIN2", "VARBINARY(MAX)"),
    DB2("DB2", "", "BLOB(1G)"),
    STANDARD("", "", "BLOB");

    /** The state that H2 gives for a row that another transaction has changed. */
    private static final String H2_CONCURRENT_UPDATE = "90131";

    /** The state of a statement of which nobody knows whether it took effect. */
    private static final String COMPLETION_UNKNOWN = "40003";

    /** The code that SQL Server gives for a row that another transaction under snapshot isolation has changed. */
    private static final int SQL_SERVER_UPDATE_CONFLICT = 3960;

    private static final int TAG_LENGTH = 36;

    private final String product;
    private final String collation;
    private final String contentType;

    JdbcDialect(String product, String collation, String contentType) {
        this.product = product;
        this.collation = collation;
        this.contentType = contentType;
    }

    /**
     * Returns the dialect of a product.
     *
     * @param product its name as {@code DatabaseMetaData.getDatabaseProductName} gives it
     */
    static JdbcDialect of(String product) {
        for (JdbcDialect one : values()) {
            if (product.startsWith(one.product)) {
                return one;
            }
        }
        return STANDARD;
    }

    /** Returns the statement that creates a table. An empty content may be kept as null, as Oracle does. */
    String createTable(String table) {
        return "CREATE TABLE " + table
                + " (object_key VARCHAR(" + Keys.LONGEST + ")" + collation + " NOT NULL,"
                + " object_tag VARCHAR(" + TAG_LENGTH + ") NOT NULL,"
                + " content " + contentType + ","
                + " PRIMARY KEY (object_key))";
    }

    /** Returns whether a statement had no effect, because another transaction came first. */
    static boolean isConflict(SQLException e) {
        String state = e.getSQLState();
        boolean rolledBack = state != null
                && (state.startsWith("40") && !state.equals(COMPLETION_UNKNOWN) || state.equals(H2_CONCURRENT_UPDATE));
        return rolledBack || e.getErrorCode() == SQL_SERVER_UPDATE_CONFLICT;
    }

    /** Returns whether a row was refused by a constraint, such as that of the primary key. */
    static boolean isDuplicate(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith("23");
    }
}
