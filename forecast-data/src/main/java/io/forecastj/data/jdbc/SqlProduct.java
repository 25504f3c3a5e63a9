package io.forecastj.data.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Differences among databases. */
enum SqlProduct {
    POSTGRESQL("PostgreSQL"),
    H2("H2"),
    SQLITE("SQLite"),
    DUCKDB("DuckDB"),
    MYSQL("MySQL"),
    MARIADB("MariaDB"),
    OTHER("");

    /** The state that H2 gives for a row that another transaction has changed. */
    private static final String H2_CONCURRENT_UPDATE = "90131";

    /** The state of a statement of which nobody knows whether it took effect. */
    private static final String COMPLETION_UNKNOWN = "40003";

    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final int SQLITE_PRIMARY_CODE = 0xFF;

    private final String product;

    SqlProduct(String product) {
        this.product = product;
    }

    /** Returns the product of a connection. */
    static SqlProduct of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        for (SqlProduct one : values()) {
            if (name != null && name.startsWith(one.product)) {
                return one;
            }
        }
        return OTHER;
    }

    /** Returns whether results are read in parts only within a transaction. */
    boolean streamsInTransaction() {
        return this == POSTGRESQL;
    }

    /** Returns whether a commit that fails ends the transaction, so that there is nothing to roll back. */
    boolean endsFailedTransactions() {
        return this == DUCKDB;
    }

    /** Returns whether a column may hold values of any type, so that each value has to be looked at. */
    boolean typesValues() {
        return this == SQLITE;
    }

    /** Returns whether the type TIMESTAMP, which has no zone in its name, is an instant. */
    boolean timestampIsInstant() {
        return this == MYSQL || this == MARIADB;
    }

    /** Returns whether drivers call a type of small numbers, TINYINT(1), a bit or a boolean. */
    boolean bitIsNumber() {
        return this == MYSQL || this == MARIADB;
    }

    /** Returns whether the type FLOAT has four bytes. */
    boolean floatIsSingle() {
        return this == DUCKDB;
    }

    /** Returns the number of rows that one statement should write. */
    int rowsTogether() {
        return this == DUCKDB ? 100 : 1; // each statement costs DuckDB as much as many rows
    }

    /** Returns the type for instants. */
    String instantType() {
        return switch (this) {
            case SQLITE -> "TEXT";
            case MYSQL, MARIADB -> "TIMESTAMP(3)";
            default -> "TIMESTAMP WITH TIME ZONE";
        };
    }

    /**
     * Returns the statement that inserts a row or replaces the one with its key, or an empty text if the database has
     * none that is known.
     *
     * @param table the table
     * @param keys the columns of the primary key
     * @param others the other columns
     * @param rows the number of rows, which must have different keys
     */
    String upsert(String table, List<String> keys, List<String> others, int rows) {
        String columns = String.join(", ", keys) + ", " + String.join(", ", others);
        String row = "(" + "?, ".repeat(keys.size() + others.size() - 1) + "?)";
        String values = "VALUES " + (row + ", ").repeat(rows - 1) + row;
        return switch (this) {
            case POSTGRESQL, SQLITE, DUCKDB ->
                "INSERT INTO " + table + " (" + columns + ") " + values + " ON CONFLICT (" + String.join(", ", keys)
                        + ") DO UPDATE SET "
                        + others.stream()
                                .map(name -> name + " = excluded." + name)
                                .collect(Collectors.joining(", "));
            case H2 -> "MERGE INTO " + table + " (" + columns + ") KEY (" + String.join(", ", keys) + ") " + values;
            default -> "";
        };
    }

    /** Returns whether a transaction had no effect because another one came first, so that it can be tried again. */
    boolean isConflict(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        int code = e.getErrorCode() & SQLITE_PRIMARY_CODE;
        String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
        return switch (this) {
            case SQLITE -> code == SQLITE_BUSY || code == SQLITE_LOCKED;
            case DUCKDB ->
                message.contains("conflict on")
                        || message.contains("write-write conflict")
                        || message.contains("duplicate key");
            case POSTGRESQL -> state.startsWith("40") && !state.equals(COMPLETION_UNKNOWN);
            default ->
                state.startsWith("40") && !state.equals(COMPLETION_UNKNOWN)
                        || state.equals(H2_CONCURRENT_UPDATE)
                        || state.equals("23505") // another transaction has inserted the key in between
                        || state.equals("23000");
        };
    }
}
