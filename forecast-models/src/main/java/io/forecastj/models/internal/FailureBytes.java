package io.forecastj.models.internal;

import io.forecastj.ForecastException;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;

/**
 * Writes and reads a failure: its message, and its kind (invalid series, insufficient history or other), which callers
 * distinguish. A failure that is read is an exception of this library.
 */
final class FailureBytes {
    private static final int OTHER = 0;
    private static final int INVALID_SERIES = 1;
    private static final int INSUFFICIENT_HISTORY = 2;

    private FailureBytes() {}

    static void write(RuntimeException failure, StateWriter out) {
        int kind = failure instanceof InvalidSeriesException
                ? INVALID_SERIES
                : failure instanceof InsufficientHistoryException ? INSUFFICIENT_HISTORY : OTHER;
        String message = failure.getMessage();
        out.putInt(kind);
        out.putText(message == null ? failure.getClass().getName() : message);
    }

    static RuntimeException read(StateReader in) {
        int kind = in.getInt(OTHER, INSUFFICIENT_HISTORY);
        String message = in.getText();
        return switch (kind) {
            case INVALID_SERIES -> new InvalidSeriesException(message);
            case INSUFFICIENT_HISTORY -> new InsufficientHistoryException(message);
            default -> new ForecastException(message);
        };
    }
}
