package io.forecastj.data.jdbc;

import io.forecastj.InvalidSeriesException;
import io.forecastj.data.SeriesRows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the times, or the publication times, of one column and gives them to the rows. */
final class TimeColumn {
    /** Types of timestamps with a zone of the drivers of Oracle and SQL Server. */
    private static final int ORACLE_WITH_ZONE = -101;

    private static final int ORACLE_WITH_LOCAL_ZONE = -102;
    private static final int SQL_SERVER_OFFSET = -155;

    private static final double EXACT = 1L << 53;

    private enum Kind {
        LOCAL,
        INSTANT,
        DATE,
        TEXT,
        COUNT,
        VALUE
    }

    private final int index;
    private final String name;
    private final Kind kind;
    private final boolean epoch;

    private TimeColumn(int index, String name, Kind kind, boolean epoch) {
        this.index = index;
        this.name = name;
        this.kind = kind;
        this.epoch = epoch;
    }

    /**
     * Returns the column for a type, or null if the type holds no times.
     *
     * @param index the index in the result, from 1
     * @param name the column's name
     * @param type the code in {@link Types}
     * @param typeName the database's name of the type
     * @param epoch whether the unit of integers is declared
     */
    static @Nullable TimeColumn of(
            int index, String name, int type, String typeName, SqlProduct product, boolean epoch) {
        Kind kind = product.typesValues() ? Kind.VALUE : kind(type, typeName.toLowerCase(Locale.ROOT), product);
        boolean counts = kind == Kind.COUNT || kind == Kind.TEXT || kind == Kind.VALUE;
        if (kind == null || kind == Kind.COUNT && !epoch || epoch && !counts) {
            return null;
        }
        return new TimeColumn(index, name, kind, epoch);
    }

    private static @Nullable Kind kind(int type, String typeName, SqlProduct product) {
        return switch (type) {
            case Types.TIMESTAMP -> {
                boolean zone = typeName.equals("timestamptz")
                        || typeName.contains("time zone")
                        || product.timestampIsInstant() && typeName.equals("timestamp");
                yield zone && !typeName.contains("without") ? Kind.INSTANT : Kind.LOCAL;
            }
            case Types.TIMESTAMP_WITH_TIMEZONE, ORACLE_WITH_ZONE, ORACLE_WITH_LOCAL_ZONE, SQL_SERVER_OFFSET ->
                Kind.INSTANT;
            case Types.DATE -> Kind.DATE;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                Kind.TEXT;
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.DECIMAL,
                    Types.NUMERIC,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE -> Kind.COUNT;
            default -> null;
        };
    }

    /** Adds a row with the time of the present row of the result. */
    void add(ResultSet row, SeriesRows rows, double[] values) throws SQLException {
        switch (kind) {
            case LOCAL -> rows.addLocal(present(row.getObject(index, LocalDateTime.class), rows), values);
            case INSTANT -> rows.add(instant(row, rows), values);
            case DATE -> rows.addDate(present(row.getObject(index, LocalDate.class), rows), values);
            case TEXT -> rows.addText(present(row.getString(index), rows), values);
            case COUNT, VALUE -> {
                Object value = present(row.getObject(index), rows);
                if (value instanceof String text) {
                    rows.addText(text, values);
                } else {
                    rows.addCount(count(value, rows), values);
                }
            }
        }
    }

    /** Sets the publication time of the next row to the time of the present row of the result. */
    void publish(ResultSet row, SeriesRows rows) throws SQLException {
        switch (kind) {
            case LOCAL -> rows.publishedLocal(present(row.getObject(index, LocalDateTime.class), rows));
            case INSTANT -> rows.published(instant(row, rows));
            case DATE -> rows.publishedDate(present(row.getObject(index, LocalDate.class), rows));
            case TEXT -> rows.publishedText(present(row.getString(index), rows));
            case COUNT, VALUE -> {
                Object value = present(row.getObject(index), rows);
                if (value instanceof String text) {
                    rows.publishedText(text);
                } else {
                    rows.publishedCount(count(value, rows));
                }
            }
        }
    }

    private Instant instant(ResultSet row, SeriesRows rows) throws SQLException {
        return present(row.getObject(index, OffsetDateTime.class), rows).toInstant();
    }

    private <T> T present(@Nullable T value, SeriesRows rows) {
        if (value == null) {
            throw rows.refusal(name, "the time is NULL: leave such rows out in the query");
        }
        return value;
    }

    private long count(Object value, SeriesRows rows) {
        if (!(value instanceof Number)) {
            throw rows.refusal(
                    name, SqlText.quote(value) + " is " + SqlText.kind(value) + "; expected a text or a number");
        }
        if (!epoch) {
            throw rows.refusal(
                    name,
                    SqlText.quote(value) + " is a number, not a text: if it counts from 1970, say what by"
                            + " epoch(TimeUnit.MILLISECONDS) or another unit");
        }
        return whole((Number) value, rows);
    }

    private long whole(Number value, SeriesRows rows) {
        if (value instanceof BigDecimal || value instanceof BigInteger) {
            try {
                return new BigDecimal(value.toString()).longValueExact();
            } catch (ArithmeticException e) {
                throw notWhole(value, rows);
            }
        }
        if (value instanceof Double || value instanceof Float) {
            double count = value.doubleValue();
            if (count != Math.rint(count) || Math.abs(count) > EXACT) {
                throw notWhole(value, rows);
            }
            return (long) count;
        }
        return value.longValue();
    }

    private InvalidSeriesException notWhole(Number value, SeriesRows rows) {
        return rows.refusal(
                name,
                value + " is not a whole number of the unit of epoch(...): choose a finer unit and"
                        + " convert it in the query");
    }
}
