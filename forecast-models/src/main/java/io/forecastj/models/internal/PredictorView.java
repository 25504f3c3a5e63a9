package io.forecastj.models.internal;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.List;

/**
 * View of a predictor that has another owner: closing the view ends its sessions and leaves the predictor open.
 * Thread-safe.
 */
public final class PredictorView implements Predictor {
    private final Predictor owned;
    private volatile boolean closed;

    /**
     * Creates a view.
     *
     * @param owned the predictor
     */
    public PredictorView(Predictor owned) {
        this.owned = owned;
    }

    /**
     * Returns the predictor to save: for a view the predictor behind it, since a view has no format.
     *
     * @param predictor a predictor
     * @return the predictor behind it; the argument itself if it is not a view
     */
    public static Predictor behind(Predictor predictor) {
        return predictor instanceof PredictorView view ? behind(view.owned) : predictor;
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        requireOpen();
        return new Session(owned.openSession(history, future));
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        requireOpen();
        return new Session(owned.restore(snapshot));
    }

    @Override
    public String modelHash() {
        return owned.modelHash();
    }

    // predictors that are faster for many series together remain so
    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        requireOpen();
        return owned.predictAll(histories);
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        requireOpen();
        return owned.predictAll(histories, futures);
    }

    @Override
    public PredictorInfo info() {
        return owned.info();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the predictor '" + info().name() + "' is closed");
        }
    }

    @Override
    public String toString() {
        return owned + (closed ? ", closed in this view" : "");
    }

    /** Session that ends with the view. */
    private final class Session implements SessionView {
        private final PredictionSession session;

        Session(PredictionSession session) {
            this.session = session;
        }

        @Override
        public PredictionSession behind() {
            requireOpen();
            return session;
        }

        @Override
        public List<String> columns() {
            return session.columns();
        }

        @Override
        public void append(long epochMillis, double[] values) {
            requireOpen();
            session.append(epochMillis, values);
        }

        @Override
        public void extendFuture(TimeSeries rows) {
            requireOpen();
            session.extendFuture(rows);
        }

        @Override
        public void replaceFuture(TimeSeries rows) {
            requireOpen();
            session.replaceFuture(rows);
        }

        @Override
        public TimeSeries history() {
            requireOpen();
            return session.history();
        }

        @Override
        public void keepRows(int rows) {
            requireOpen();
            session.keepRows(rows);
        }

        @Override
        public Forecast forecast() {
            requireOpen();
            return session.forecast();
        }

        @Override
        public void forecastInto(double[] out) {
            requireOpen();
            session.forecastInto(out);
        }

        @Override
        public byte[] snapshot() {
            requireOpen();
            return session.snapshot();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
