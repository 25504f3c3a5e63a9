package io.forecastj.testkit;

import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternInfo;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.signal.PatternSession;
import java.time.Instant;
import java.util.List;

/** Recognizes whether the last value of a column is above the one before. */
class RisingRecognizer implements PatternRecognizer {
    private final PatternInfo info;
    private final String column;
    private volatile boolean closed;

    RisingRecognizer(String column) {
        this.column = column;
        this.info = PatternInfo.builder("rising", List.of("rising"))
                .columns(List.of(column))
                .requiredHistory(2)
                .build();
    }

    @Override
    public PatternInfo info() {
        return info;
    }

    @Override
    public PatternSession openSession(TimeSeries history) {
        requireOpen(false);
        history.columnIndex(column);
        if (history.length() < 2) {
            throw new InsufficientHistoryException("expected at least 2 rows, found " + history.length());
        }
        return new Session(history);
    }

    private void requireOpen(boolean sessionClosed) {
        if (closed || sessionClosed) {
            throw new PredictorClosedException("the recognizer or its session is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private final class Session implements PatternSession {
        private final TimeSeries history;
        private final int at;
        private long time;
        private double before;
        private double last;
        private boolean sessionClosed;

        Session(TimeSeries history) {
            int rows = history.length();
            this.history = history;
            this.at = history.columnIndex(column);
            this.time = history.timestamp(rows - 1);
            this.before = history.value(rows - 2, at);
            this.last = history.value(rows - 1, at);
        }

        @Override
        public List<String> columns() {
            return history.columns();
        }

        @Override
        public void append(long epochMillis, double[] values) {
            requireOpen(sessionClosed);
            PredictionSession.requireRow(columns(), time, epochMillis, values);
            time = epochMillis;
            before = last;
            last = values[at];
        }

        @Override
        public PatternRecognition recognize() {
            double[] out = new double[1];
            recognizeInto(out);
            return PatternRecognition.of(
                    info, history.id(), Instant.ofEpochMilli(time), out, ForecastStatus.OK, List.of());
        }

        @Override
        public void recognizeInto(double[] out) {
            requireOpen(sessionClosed);
            if (out.length < 1) {
                throw new IllegalArgumentException("expected room for 1 probability, found none");
            }
            out[0] = last > before ? 1 : 0;
        }

        @Override
        public void close() {
            sessionClosed = true;
        }
    }
}
