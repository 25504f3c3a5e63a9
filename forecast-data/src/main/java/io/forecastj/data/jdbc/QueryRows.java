package io.forecastj.data.jdbc;

import io.forecastj.TimeSeries;
import io.forecastj.data.SeriesRows;
import io.forecastj.data.TableColumns;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one result. */
final class QueryRows {
    private static final String TIMES = "a timestamp, a date, a text, or a number whose unit is declared by epoch(...)";

    private final QueryOptions options;
    private final ResultSet result;
    private final SeriesRows rows;
    private final TimeColumn time;
    private final @Nullable TimeColumn published;
    private final NumberColumn[] numbers;
    private final int id;
    private final String idName;

    QueryRows(QueryOptions options, ResultSet result, SqlProduct product) throws SQLException {
        this.options = options;
        this.result = result;
        ResultSetMetaData types = result.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= types.getColumnCount(); i++) {
            names.add(types.getColumnLabel(i));
        }
        TableColumns.Found found = options.columns().in(options.source(), names);
        int at = found.time() + 1;
        TimeColumn times = TimeColumn.of(
                at, names.get(at - 1), types.getColumnType(at), typeName(types, at), product, options.unit() != null);
        if (times == null) {
            throw found.notTime(
                    typeName(types, at), options.unit() == null ? TIMES : "a number, as epoch(...) declares");
        }
        this.time = times;
        this.published = found.published().isEmpty()
                ? null
                : published(found, names.get(found.published().getAsInt()), types, product);
        int[] indices = found.numbers();
        this.numbers = new NumberColumn[indices.length];
        for (int i = 0; i < indices.length; i++) {
            int column = indices[i] + 1;
            NumberColumn number = NumberColumn.of(
                    column, names.get(column - 1), types.getColumnType(column), typeName(types, column), product);
            if (number == null) {
                throw found.notNumeric(column - 1, typeName(types, column));
            }
            numbers[i] = number;
        }
        this.id = found.id().orElse(-1) + 1;
        this.idName = id == 0 ? "" : names.get(id - 1);
        if (id > 0 && isBinary(types.getColumnType(id)) && !typeName(types, id).equalsIgnoreCase("uuid")) {
            throw found.notId(typeName(types, id));
        }
        this.rows = options.rows(found);
    }

    /** Returns the column of publication times, whose type may be another one than that of the time column. */
    private TimeColumn published(TableColumns.Found found, String name, ResultSetMetaData types, SqlProduct product)
            throws SQLException {
        int at = found.published().orElseThrow() + 1;
        int type = types.getColumnType(at);
        TimeColumn column = TimeColumn.of(at, name, type, typeName(types, at), product, options.unit() != null);
        if (column == null) {
            column = TimeColumn.of(at, name, type, typeName(types, at), product, false);
        }
        if (column == null) {
            throw found.notPublished(typeName(types, at), TIMES);
        }
        return column;
    }

    private static String typeName(ResultSetMetaData types, int column) throws SQLException {
        String name = types.getColumnTypeName(column);
        return name == null ? "of the code " + types.getColumnType(column) : name;
    }

    private static boolean isBinary(int type) {
        return switch (type) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
            default -> false;
        };
    }

    /**
     * Reads all rows.
     *
     * @param each receives each series as soon as a row of another one follows, or null if rows may interleave
     * @return the series that have not been given to {@code each}
     */
    List<TimeSeries> read(@Nullable Consumer<TimeSeries> each) throws SQLException {
        double[] values = new double[numbers.length];
        long maxRows = options.maxRows();
        while (result.next()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException(options.source() + " was interrupted after " + rows.count() + " rows");
            }
            if (rows.count() == maxRows) {
                throw rows.refusal(
                        "",
                        "the query has more rows than maxRows(" + maxRows + "): bound it in the query, or raise it");
            }
            if (id > 0) {
                String name = result.getString(id);
                if (name == null) {
                    throw rows.refusal(idName, "the id is NULL: leave such rows out in the query");
                }
                if (each != null && rows.count() > 0 && !rows.isSelected(name)) {
                    each.accept(rows.take());
                }
                rows.series(name);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers[i].read(result, rows);
            }
            if (published != null) {
                published.publish(result, rows);
            }
            time.add(result, rows, values);
        }
        List<TimeSeries> rest = rows.build();
        if (each == null) {
            return rest;
        }
        rest.forEach(each);
        return List.of();
    }
}
