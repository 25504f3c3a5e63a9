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
    private final String[] known;
    private final int horizon;
    private final double[] values;
    /** The known-future columns of the whole series, once the session is open; null if the predictor needs none. */
    private @Nullable TimeSeries future;

    private @Nullable PredictionSession session;
    private int row = -1;
    /** True while a row is being taken, and after that has failed. */
    private boolean broken;

    OriginCursor(Predictor predictor, TimeSeries series) {
        PredictorInfo info = predictor.info();
        this.known = info.columns(ColumnRole.KNOWN_FUTURE).toArray(String[]::new);
        this.predictor = predictor;
        this.series = series;
        this.horizon = info.horizon();
        this.values = new double[series.columns().size()];
    }

    /** Opens the session at a row, unless it is open. Returns the reason if that is not possible, else null. */
    @Nullable
    SkipReason prepare(int origin) {
        if (known.length > 0 && origin + horizon >= series.length()) {
            return SkipReason.UNKNOWN_FUTURE;
        }
        if (session != null && series.hasVintages() && row < origin) {
            session.close(); // what was known of earlier rows may have changed
            session = null;
        }
        if (session == null) {
            if (origin + 1 < predictor.info().requiredHistory()) {
                return SkipReason.SHORT_HISTORY;
            }
            TimeSeries atOrigin = series.asOf(series.time(origin));
            TimeSeries history = atOrigin.head(origin + 1);
            broken = true;
            future = known.length == 0 ? null : atOrigin.select(known);
            try {
                session = future == null
                        ? predictor.openSession(history)
                        : predictor.openSession(history, future.slice(origin + 1, origin + 1 + horizon));
            } catch (InsufficientHistoryException e) {
                broken = false;
                return SkipReason.SHORT_HISTORY;
            }
            broken = false;
            row = origin;
        }
        return null;
    }

    /** Returns true if the session could not be opened or could not take a row, so that no forecast can follow. */
    boolean broken() {
        return broken;
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
        broken = row < origin;
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
        broken = false;
        try {
            Forecast forecast = open.forecast();
            if (forecast == null) {
                throw new IllegalStateException("the predictor returned no forecast");
            }
            return forecast;
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
