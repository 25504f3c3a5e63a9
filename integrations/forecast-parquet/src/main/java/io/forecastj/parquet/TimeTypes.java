package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** Conversions of the types that are times into milliseconds, of an instant or of a local clock. */
final class TimeTypes {
    private static final long DAY = 86_400_000L;
    private static final long MILLI = 1_000_000;
    private static final int EPOCH_JULIAN_DAY = 2_440_588;

    private TimeTypes() {}

    /** Returns whether a column is a time by its type. */
    static boolean time(FileColumn column) {
        if (!column.flat()) {
            return false;
        }
        return column.type() == Type.INT96
                ? column.logical() == null && column.converted() == null
                : date(column) || unit(column) != null;
    }

    private static boolean date(FileColumn column) {
        LogicalType logical = column.logical();
        return column.type() == Type.INT32
                && (logical != null ? logical.isSetDATE() : column.converted() == ConvertedType.DATE);
    }

    private static @Nullable TimeUnit unit(FileColumn column) {
        if (column.type() != Type.INT64) {
            return null;
        }
        LogicalType logical = column.logical();
        if (logical != null && logical.isSetTIMESTAMP()) {
            TimestampType type = logical.getTIMESTAMP();
            org.apache.parquet.format.TimeUnit unit = ThriftStructs.present(type.getUnit(), "unit of times");
            return unit.isSetMILLIS()
                    ? TimeUnit.MILLISECONDS
                    : unit.isSetMICROS() ? TimeUnit.MICROSECONDS : TimeUnit.NANOSECONDS;
        }
        if (logical == null && column.converted() == ConvertedType.TIMESTAMP_MILLIS) {
            return TimeUnit.MILLISECONDS;
        }
        return logical == null && column.converted() == ConvertedType.TIMESTAMP_MICROS ? TimeUnit.MICROSECONDS : null;
    }

    /** Returns whether the times of a column are those of a local clock. Old files without this mark are in UTC. */
    static boolean local(FileColumn column) {
        LogicalType logical = column.logical();
        return logical != null
                && logical.isSetTIMESTAMP()
                && !logical.getTIMESTAMP().isIsAdjustedToUTC();
    }

    /** Returns the conversion of a column of {@linkplain #time times}. */
    static Conversion of(FileColumn column, ZoneId zone, ParquetPosition at) {
        TimeUnit unit = unit(column);
        if (unit != null) {
            return (raw, bytes) -> millis(raw, unit, at);
        }
        return date(column) ? (raw, bytes) -> startOfDay(raw, zone, at) : (raw, bytes) -> julian(raw, bytes, at);
    }

    private static long millis(long count, TimeUnit unit, ParquetPosition at) {
        if (count == Long.MIN_VALUE) {
            return Conversion.MISSING; // some writers, such as fastparquet, mark missing times so
        }
        long millis = unit.toMillis(count);
        // TimeUnit truncates and saturates; a value that does not convert back was changed
        if (unit.convert(millis, TimeUnit.MILLISECONDS) != count) {
            if (unit.compareTo(TimeUnit.MILLISECONDS) > 0) {
                throw at.error(count + " epoch " + words(unit) + " is too far away to count in milliseconds");
            }
            throw finer(count + " epoch " + words(unit), at);
        }
        return millis;
    }

    private static InvalidSeriesException finer(String time, ParquetPosition at) {
        return at.error(
                time + " is finer than a millisecond, which series do not hold: round the times when the file is"
                        + " written");
    }

    private static String words(TimeUnit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    private static long startOfDay(long day, ZoneId zone, ParquetPosition at) {
        try {
            return LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
        } catch (ArithmeticException | DateTimeException e) {
            throw at.error("day " + day + " since 1970 is too far away for a time");
        }
    }

    /** Converts 8 bytes of nanoseconds in the day and 4 of the Julian day, as Impala and Spark write them, in UTC. */
    private static long julian(long raw, byte[] bytes, ParquetPosition at) {
        int from = PageValues.offset(raw);
        long nanos = LittleEndian.longAt(bytes, from);
        long day = (long) LittleEndian.intAt(bytes, from + Long.BYTES) - EPOCH_JULIAN_DAY;
        if (nanos < 0 || nanos >= DAY * MILLI) {
            throw at.error(nanos + " nanoseconds of a day are not in the day");
        }
        if (nanos % MILLI != 0) {
            throw finer(nanos + " nanoseconds after midnight of day " + day + " since 1970", at);
        }
        return day * DAY + nanos / MILLI;
    }
}
