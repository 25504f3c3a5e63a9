package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** Conversions of the types that are numbers into doubles. */
final class NumberTypes {
    /** The result for a missing value. */
    static final long MISSING = Double.doubleToRawLongBits(Double.NaN);

    private static final long LARGEST = 1L << 53;
    private static final long UNSIGNED = 0xFFFFFFFFL;
    private static final int LONGEST_DECIMAL = 128;

    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = new double[23];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private NumberTypes() {}

    /** Returns the conversion of a column, or null if it is no number. */
    static @Nullable Conversion of(FileColumn column, ParquetPosition at) {
        LogicalType logical = column.logical();
        ConvertedType converted = column.converted();
        if (logical == null && converted == null) {
            return plain(column.type(), at);
        }
        if (logical != null ? logical.isSetDECIMAL() : converted == ConvertedType.DECIMAL) {
            int scale = logical != null
                    ? logical.getDECIMAL().getScale()
                    : column.element().getScale();
            return decimal(column, scale, at);
        }
        if (logical != null && logical.isSetFLOAT16()) {
            return column.width() == Short.BYTES && column.type() == Type.FIXED_LEN_BYTE_ARRAY
                    ? (raw, bytes) -> half(raw, bytes, at)
                    : null;
        }
        if (integer(column)) {
            return signed(column) ? plain(column.type(), at) : unsigned(column.type(), at);
        }
        return null;
    }

    /** Returns whether a column holds whole numbers. */
    static boolean integer(FileColumn column) {
        if (!column.flat() || (column.type() != Type.INT32 && column.type() != Type.INT64)) {
            return false;
        }
        LogicalType logical = column.logical();
        String name = String.valueOf(column.converted());
        return logical != null
                ? logical.isSetINTEGER()
                : column.converted() == null || name.startsWith("INT_") || name.startsWith("UINT_");
    }

    private static boolean signed(FileColumn column) {
        LogicalType logical = column.logical();
        return logical != null && logical.isSetINTEGER()
                ? logical.getINTEGER().isIsSigned()
                : !String.valueOf(column.converted()).startsWith("U");
    }

    /** Returns a whole number as a text. */
    static String text(long raw, FileColumn column) {
        if (signed(column)) {
            return Long.toString(raw);
        }
        return column.type() == Type.INT32 ? Long.toString(raw & UNSIGNED) : Long.toUnsignedString(raw);
    }

    private static @Nullable Conversion plain(Type type, ParquetPosition at) {
        return switch (type) {
            case INT32, BOOLEAN -> (raw, bytes) -> Double.doubleToRawLongBits(raw);
            case INT64 -> (raw, bytes) -> whole(raw, at);
            case FLOAT -> (raw, bytes) -> finite(Float.intBitsToFloat((int) raw), at);
            case DOUBLE -> (raw, bytes) -> finite(Double.longBitsToDouble(raw), at);
            case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> null;
        };
    }

    private static @Nullable Conversion unsigned(Type type, ParquetPosition at) {
        return switch (type) {
            case INT32 -> (raw, bytes) -> Double.doubleToRawLongBits(raw & UNSIGNED);
            case INT64 ->
                (raw, bytes) -> {
                    if (raw < 0) {
                        throw tooLarge(Long.toUnsignedString(raw), at);
                    }
                    return whole(raw, at);
                };
            default -> null;
        };
    }

    private static long whole(long value, ParquetPosition at) {
        if (value > LARGEST || value < -LARGEST) {
            throw tooLarge(Long.toString(value), at);
        }
        return Double.doubleToRawLongBits(value);
    }

    private static InvalidSeriesException tooLarge(String value, ParquetPosition at) {
        return at.error(value + " is beyond 2^53, above which a double does not hold every whole number: write the"
                + " column as DOUBLE if rounding is meant");
    }

    private static long finite(double value, ParquetPosition at) {
        if (Double.isInfinite(value)) {
            throw at.error("the value is " + value + "; expected a finite number, or NaN or null for a missing one");
        }
        return Double.doubleToRawLongBits(value);
    }

    private static long half(long raw, byte[] bytes, ParquetPosition at) {
        int from = PageValues.offset(raw);
        int bits = bytes[from] & 0xFF | (bytes[from + 1] & 0xFF) << 8;
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size;
        if (exponent == 0x1F) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            size = exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(1024.0 + fraction, exponent - 25);
        }
        return finite((bits & 0x8000) == 0 ? size : -size, at);
    }

    private static @Nullable Conversion decimal(FileColumn column, int scale, ParquetPosition at) {
        if (scale < 0 || scale > 3 * LONGEST_DECIMAL) {
            throw at.error("a scale of " + scale + " digits; expected 0 to " + 3 * LONGEST_DECIMAL);
        }
        return switch (column.type()) {
            case INT32, INT64 -> (raw, bytes) -> decimal(raw, scale);
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> (raw, bytes) -> decimal(raw, bytes, scale, at);
            case BOOLEAN, INT96, FLOAT, DOUBLE -> null;
        };
    }

    /** Divides; of a number and a power of ten that are both exact, the quotient is the nearest double. */
    private static long decimal(long unscaled, int scale) {
        double value = scale < POWERS.length && unscaled <= LARGEST && unscaled >= -LARGEST
                ? unscaled / POWERS[scale]
                : Double.parseDouble(unscaled + "e-" + scale);
        return Double.doubleToRawLongBits(value);
    }

    private static long decimal(long raw, byte[] bytes, int scale, ParquetPosition at) {
        int from = PageValues.offset(raw);
        int length = PageValues.length(raw);
        if (length < 1 || length > LONGEST_DECIMAL) {
            throw at.error("a decimal of " + length + " bytes; expected 1 to " + LONGEST_DECIMAL);
        }
        if (length > Long.BYTES) {
            BigInteger unscaled = new BigInteger(bytes, from, length);
            if (unscaled.bitLength() >= Long.SIZE) {
                return finite(Double.parseDouble(new BigDecimal(unscaled, scale).toString()), at);
            }
            return decimal(unscaled.longValue(), scale);
        }
        long unscaled = bytes[from];
        for (int i = 1; i < length; i++) {
            unscaled = unscaled << 8 | bytes[from + i] & 0xFF;
        }
        return decimal(unscaled, scale);
    }
}
