package io.forecastj.backtest;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import org.jspecify.annotations.Nullable;

/**
 * Moves one series' session from origin to origin. The predictor sees the rows up to the origin and, of later rows,
 * only the known-future columns, for no more than the horizon.
 */
final class OriginCursor implements AutoCloseable {
    private final Predictor predictor;
    private final TimeSeries series;
    private final @Nullable TimeSeries future;
    private final int horizon;
    private final double[] values;
    private @Nullable PredictionSession session;
    private int row = -1;

    OriginCursor(Predictor predictor, TimeSeries series) {
        PredictorInfo info = predictor.info();
        String[] known = info.columns(ColumnRole.KNOWN_FUTURE).toArray(String[]::new);
        this.predictor = predictor;
        this.series = series;
        this.future = known.length == 0 ? null : series.select(known);
        this.horizon = info.horizon();
        this.values = new double[series.columns().size()];
    }

    /** Opens the session at a row, unless it is open. Returns the reason if that is not possible, else null. */
    @Nullable
    SkipReason prepare(int origin) {
        if (future != null && origin + horizon >= series.length()) {
            return SkipReason.UNKNOWN_FUTURE;
        }
        if (session == null) {
            if (origin + 1 < predictor.info().requiredHistory()) {
                return SkipReason.SHORT_HISTORY;
            }
            TimeSeries history = series.head(origin + 1);
            try {
                session = future == null
                        ? predictor.openSession(history)
                        : predictor.openSession(history, future.slice(origin + 1, origin + 1 + horizon));
            } catch (InsufficientHistoryException e) {
                return SkipReason.SHORT_HISTORY;
            }
            row = origin;
        }
        return null;
    }

    /**
     * Takes the rows up to the origin and returns the forecast, or null if the history there is too short for the
     * predictor.
     */
    @Nullable
    Forecast forecast(int origin) {
        PredictionSession open = session;
        if (open == null) {
            throw new IllegalStateException("no session is open");
        }
        while (row < origin) {
            row++;
            if (future != null) {
                // before the row itself, since a predictor may forecast while it takes one
                open.extendFuture(future.slice(row + horizon, row + horizon + 1));
            }
            for (int c = 0; c < values.length; c++) {
                values[c] = series.value(row, c);
            }
            open.append(series.timestamp(row), values);
        }
        try {
            return open.forecast();
        } catch (InsufficientHistoryException e) {
            return null;
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
