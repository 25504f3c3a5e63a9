package io.forecastj.data.jdbc;

import io.forecastj.InvalidSeriesException;
import io.forecastj.data.SeriesRows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of one column. Null is NaN. */
final class NumberColumn {
    /** The largest size up to which a double holds every integer. */
    private static final long EXACT = 1L << 53;

    private static final BigDecimal EXACT_DECIMAL = BigDecimal.valueOf(EXACT);

    /** Types of Oracle's driver. */
    private static final int BINARY_FLOAT = 100;

    private static final int BINARY_DOUBLE = 101;

    /** Types that drivers have no code for. */
    private static final Set<String> OTHER_NUMBERS = Set.of("HUGEINT", "UHUGEINT", "UBIGINT", "\"NULL\"");

    private enum Kind {
        DOUBLE,
        SINGLE,
        INTEGER,
        BOOLEAN,
        OBJECT
    }

    private final int index;
    private final String name;
    private final Kind kind;

    private NumberColumn(int index, String name, Kind kind) {
        this.index = index;
        this.name = name;
        this.kind = kind;
    }

    /**
     * Returns the column for a type, or null if the type holds no numbers.
     *
     * @param index the index in the result, from 1
     * @param name the column's name
     * @param type the code in {@link Types}
     * @param typeName the database's name of the type
     */
    static @Nullable NumberColumn of(int index, String name, int type, String typeName, SqlProduct product) {
        Kind kind = product.typesValues() ? Kind.OBJECT : kind(type, typeName, product);
        return kind == null ? null : new NumberColumn(index, name, kind);
    }

    private static @Nullable Kind kind(int type, String typeName, SqlProduct product) {
        return switch (type) {
            case Types.DOUBLE -> typeName.equals("money") ? null : Kind.DOUBLE;
            case BINARY_DOUBLE -> Kind.DOUBLE;
            case Types.FLOAT -> product.floatIsSingle() ? Kind.SINGLE : Kind.DOUBLE;
            case Types.REAL, BINARY_FLOAT -> Kind.SINGLE;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Kind.INTEGER;
            case Types.BOOLEAN, Types.BIT -> product.bitIsNumber() ? Kind.INTEGER : Kind.BOOLEAN;
            case Types.DECIMAL, Types.NUMERIC, Types.NULL -> Kind.OBJECT;
            default -> OTHER_NUMBERS.contains(typeName) ? Kind.OBJECT : null;
        };
    }

    double read(ResultSet row, SeriesRows rows) throws SQLException {
        switch (kind) {
            case DOUBLE: {
                double value = row.getDouble(index);
                return value == 0 && row.wasNull() ? Double.NaN : value;
            }
            case SINGLE: {
                float value = row.getFloat(index);
                return value == 0 && row.wasNull() ? Double.NaN : value;
            }
            case INTEGER: {
                long value = row.getLong(index);
                return value == 0 && row.wasNull() ? Double.NaN : exact(value, rows);
            }
            case BOOLEAN: {
                boolean value = row.getBoolean(index);
                return value ? 1 : row.wasNull() ? Double.NaN : 0;
            }
            default:
                return convert(row.getObject(index), rows);
        }
    }

    private double convert(@Nullable Object value, SeriesRows rows) {
        if (value == null) {
            return Double.NaN;
        }
        if (value instanceof BigDecimal decimal) {
            if (decimal.abs().compareTo(EXACT_DECIMAL) > 0) {
                throw tooLarge(decimal.toPlainString(), rows);
            }
            return decimal.doubleValue();
        }
        if (value instanceof BigInteger integer) {
            if (integer.bitLength() >= Long.SIZE) {
                throw tooLarge(integer.toString(), rows);
            }
            return exact(integer.longValue(), rows);
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return exact(((Number) value).longValue(), rows);
        }
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        throw rows.refusal(
                name,
                SqlText.quote(value) + " is " + SqlText.kind(value) + "; expected a number. Convert it in the query,"
                        + " or name the columns to read with columns(...)");
    }

    private double exact(long value, SeriesRows rows) {
        if (value > EXACT || value < -EXACT) {
            throw tooLarge(Long.toString(value), rows);
        }
        return value;
    }

    private InvalidSeriesException tooLarge(String value, SeriesRows rows) {
        return rows.refusal(
                name,
                value + " is beyond 2^53, up to which every integer is exact in a double: divide it in the query, or"
                        + " write CAST(... AS DOUBLE PRECISION) there to have it rounded");
    }
}
