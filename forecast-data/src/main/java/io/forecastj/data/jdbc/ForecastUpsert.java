package io.forecastj.data.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Inserts the rows of forecasts or replaces those with their keys, and deletes those of later steps. */
final class ForecastUpsert {
    /** Number of rows that are sent at once, a multiple of {@link SqlProduct#rowsTogether}. */
    private static final int BATCH = 1000;

    private final ForecastSql sql;
    private final String model;
    private final String version;

    ForecastUpsert(ForecastSql sql, String model, String version) {
        this.sql = sql;
        this.model = model;
        this.version = version;
    }

    /**
     * Writes rows.
     *
     * @param cells the rows, in the order of their keys
     */
    void write(Connection connection, SqlProduct product, List<ForecastCell> cells) throws SQLException {
        insertOrReplace(connection, product, cells);
        // afterwards, when another writer of the same forecast has committed its rows or waits for these
        deleteLaterSteps(connection, product, cells);
    }

    private void insertOrReplace(Connection connection, SqlProduct product, List<ForecastCell> cells)
            throws SQLException {
        if (sql.upsert(product, 1).isEmpty()) {
            updateOrInsert(connection, product, cells);
            return;
        }
        int together = Math.min(cells.size(), product.rowsTogether());
        int full = cells.size() / together * together;
        write(connection, product, cells.subList(0, full), together);
        if (full < cells.size()) {
            write(connection, product, cells.subList(full, cells.size()), cells.size() - full);
        }
    }

    /** Writes rows by statements that each write some together. */
    private void write(Connection connection, SqlProduct product, List<ForecastCell> cells, int together)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.upsert(product, together))) {
            SqlBinds binds = new SqlBinds(statement, product);
            int columns = ForecastSql.KEYS.size() + sql.others();
            for (int i = 0; i < cells.size(); i++) {
                int first = i % together * columns + 1;
                cells.get(i).bind(binds, model, version, first, first + ForecastSql.KEYS.size());
                if ((i + 1) % together == 0) {
                    statement.addBatch();
                }
                if ((i + 1) % BATCH == 0 || i + 1 == cells.size()) {
                    statement.executeBatch();
                }
            }
        }
    }

    private void updateOrInsert(Connection connection, SqlProduct product, List<ForecastCell> cells)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql.update());
                PreparedStatement insert = connection.prepareStatement(sql.insert())) {
            SqlBinds updateBinds = new SqlBinds(update, product);
            SqlBinds insertBinds = new SqlBinds(insert, product);
            for (ForecastCell cell : cells) {
                cell.bind(updateBinds, model, version, sql.others() + 1, 1);
                if (update.executeUpdate() == 0) {
                    cell.bind(insertBinds, model, version, 1, ForecastSql.KEYS.size() + 1);
                    insert.executeUpdate();
                }
            }
        }
    }

    private void deleteLaterSteps(Connection connection, SqlProduct product, List<ForecastCell> cells)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.deleteAfter())) {
            SqlBinds binds = new SqlBinds(statement, product);
            int waiting = 0;
            for (int i = 0; i < cells.size(); i++) {
                boolean last = i + 1 == cells.size();
                if (last || !cells.get(i).sameForecast(cells.get(i + 1))) {
                    cells.get(i).bindKey(binds, model, version, 1);
                    statement.addBatch();
                    waiting++;
                }
                if (waiting == BATCH || last) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
        }
    }
}
