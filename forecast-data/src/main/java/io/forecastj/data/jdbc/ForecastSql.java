package io.forecastj.data.jdbc;

import io.forecastj.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Statements of the table of forecasts. */
final class ForecastSql {
    /** The columns of the primary key. */
    static final List<String> KEYS = List.of("model", "version", "series", "target", "origin", "step");

    private final String table;
    private final List<String> others;

    /**
     * Makes the statements.
     *
     * @param table the name of the table
     * @param levels the levels of the quantiles that have a column
     */
    ForecastSql(String table, double[] levels) {
        this.table = table;
        this.others = new ArrayList<>(List.of("time", "point", "status", "reasons"));
        Arrays.stream(levels).mapToObj(ForecastSql::quantileColumn).forEach(others::add);
    }

    /** Returns the name of the column of a level, such as q0_025. */
    static String quantileColumn(double level) {
        return Forecast.quantileColumn("", level).substring(1).replace('.', '_');
    }

    String createTable(SqlProduct product) {
        String instant = product.instantType();
        return "CREATE TABLE " + table + " ("
                + "model VARCHAR(128) NOT NULL, version VARCHAR(64) NOT NULL, series VARCHAR(256) NOT NULL,"
                + " target VARCHAR(128) NOT NULL, origin " + instant + " NOT NULL, step INTEGER NOT NULL,"
                + " time " + instant + " NOT NULL, point DOUBLE PRECISION, status VARCHAR(16) NOT NULL,"
                + " reasons VARCHAR(" + ForecastCell.LONGEST_REASONS + "),"
                + others.stream()
                        .skip(4)
                        .map(name -> " " + name + " DOUBLE PRECISION,")
                        .collect(Collectors.joining())
                + " PRIMARY KEY (" + String.join(", ", KEYS) + "))";
    }

    /** Returns a query that succeeds if the table has all columns, and gives no row. */
    String probe() {
        return "SELECT " + String.join(", ", KEYS) + ", " + String.join(", ", others) + " FROM " + table
                + " WHERE step < 0";
    }

    /** Returns the statement that inserts or replaces some rows, or an empty text if the database has none. */
    String upsert(SqlProduct product, int rows) {
        return product.upsert(table, KEYS, others, rows);
    }

    String insert() {
        return "INSERT INTO " + table + " (" + String.join(", ", KEYS) + ", " + String.join(", ", others) + ") VALUES ("
                + "?, ".repeat(KEYS.size() + others.size() - 1) + "?)";
    }

    /** Returns the statement that changes a row: the parameters of the other columns come before those of the key. */
    String update() {
        return "UPDATE " + table + " SET " + String.join(" = ?, ", others) + " = ? WHERE "
                + String.join(" = ? AND ", KEYS) + " = ?";
    }

    /** Returns the statement that deletes the rows of a forecast after a step; its parameters are those of the key. */
    String deleteAfter() {
        return "DELETE FROM " + table + " WHERE " + String.join(" = ? AND ", KEYS.subList(0, KEYS.size() - 1))
                + " = ? AND step > ?";
    }

    /** Returns the number of columns that are not in the key. */
    int others() {
        return others.size();
    }
}
