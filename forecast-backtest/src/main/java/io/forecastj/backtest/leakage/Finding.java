package io.forecastj.backtest.leakage;

import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One leak that an audit found: its kind, what leaks, at which row, and why.
 *
 * <p>Immutable and thread-safe.
 */
public final class Finding {
    private final LeakKind kind;
    private final String subject;
    private final String part;
    private final String seriesId;
    private final int row;
    private final @Nullable Instant time;
    private final String reason;

    private Finding(
            LeakKind kind,
            String subject,
            String part,
            String seriesId,
            int row,
            @Nullable Instant time,
            String reason) {
        this.kind = kind;
        this.subject = subject;
        this.part = part;
        this.seriesId = seriesId;
        this.row = row;
        this.time = time;
        this.reason = reason;
    }

    /** A finding without a row. */
    static Finding of(LeakKind kind, String subject, String part, String seriesId, String reason) {
        return new Finding(kind, subject, part, seriesId, -1, null, reason);
    }

    /** A finding at a row of the whole series, which may be outside of it if a split names it. */
    static Finding at(LeakKind kind, String subject, String part, TimeSeries series, int row, String reason) {
        Instant time = row >= 0 && row < series.length() ? series.time(row) : null;
        return new Finding(kind, subject, part, series.id(), row, time, reason);
    }

    /** {@return the kind of leak} */
    public LeakKind kind() {
        return kind;
    }

    /** {@return the name of what was examined, such as {@code "features"} or the name of a forecaster} */
    public String subject() {
        return subject;
    }

    /** {@return the part that leaks: a feature, a column, {@code "step 1"}, or empty if it is the whole subject} */
    public String part() {
        return part;
    }

    /** {@return the id of the series} */
    public String seriesId() {
        return seriesId;
    }

    /** {@return the row of the series, from 0, where the leak was seen; empty if it has no row} */
    public OptionalInt row() {
        return row < 0 ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /** {@return the time of the row; empty if there is no row, or the series has no such row} */
    public Optional<Instant> time() {
        return Optional.ofNullable(time);
    }

    /** {@return what was changed and what happened then, in one or two sentences} */
    public String reason() {
        return reason;
    }

    /** {@return a text of two lines: what leaks, where and why; and what to do} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(subject);
        if (!part.isEmpty()) {
            text.append(" '").append(part).append('\'');
        }
        text.append(' ').append(kind);
        if (row >= 0) {
            text.append(", row ").append(row);
            if (time != null) {
                text.append(" at ").append(time);
            }
            if (!seriesId.isEmpty()) {
                text.append(" of '").append(seriesId).append('\'');
            }
        }
        return text.append(": ")
                .append(reason)
                .append("\n   To do: ")
                .append(kind.remedy())
                .toString();
    }
}
