package io.forecastj.data.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sets the values of statements, in the types that drivers take. */
final class SqlBinds {
    /** Of one length, so that texts sort as the times do. SQLite's own functions read it. */
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final PreparedStatement statement;
    private final SqlProduct product;

    SqlBinds(PreparedStatement statement, SqlProduct product) {
        this.statement = statement;
        this.product = product;
    }

    /** Sets a value of any type that is given by a user. */
    void any(int index, @Nullable Object value) throws SQLException {
        if (value instanceof Instant instant) {
            instant(index, instant);
        } else if (value instanceof ZonedDateTime || value instanceof OffsetDateTime) {
            instant(
                    index,
                    value instanceof ZonedDateTime zoned ? zoned.toInstant() : ((OffsetDateTime) value).toInstant());
        } else if (product == SqlProduct.SQLITE && (value instanceof LocalDate || value instanceof LocalDateTime)) {
            statement.setString(index, value.toString());
        } else if (value == null) {
            statement.setNull(index, Types.NULL);
        } else {
            statement.setObject(index, value);
        }
    }

    void instant(int index, Instant time) throws SQLException {
        if (product == SqlProduct.SQLITE) {
            statement.setString(index, TEXT.format(time));
            return;
        }
        try {
            statement.setObject(index, time.atOffset(ZoneOffset.UTC));
        } catch (SQLException e) {
            if (product != SqlProduct.OTHER) {
                throw e;
            }
            statement.setTimestamp(index, Timestamp.from(time)); // drivers before JDBC 4.2
        }
    }

    /** Sets a text; an empty one is null. */
    void text(int index, String value) throws SQLException {
        if (value.isEmpty()) {
            statement.setNull(index, Types.VARCHAR);
        } else {
            statement.setString(index, value);
        }
    }

    /** Sets a number; NaN and infinite ones are null. */
    void number(int index, double value) throws SQLException {
        if (Double.isFinite(value)) {
            statement.setDouble(index, value);
        } else {
            statement.setNull(index, Types.DOUBLE);
        }
    }
}
