package io.forecastj;

import java.util.Objects;

/**
 * The part that all predictors share: closing, sessions, validation, times.
 *
 * <p>Thread-safe, as {@link Predictor} asks. A subclass supplies {@link #newState}, and {@link #release} if it holds
 * something outside the heap.
 */
public abstract class AbstractPredictor implements Predictor {
    private final PredictorInfo info;
    private volatile boolean closed;

    /**
     * Creates the predictor.
     *
     * @param info its description
     */
    protected AbstractPredictor(PredictorInfo info) {
        this.info = Objects.requireNonNull(info, "info");
    }

    /**
     * Creates the state of one series.
     *
     * @param series the series' id, attributes and known future
     * @return a new state that has seen no row
     */
    protected abstract SeriesState newState(SeriesContext series);

    /** Frees what the predictor holds outside the heap. Called once, by the first {@link #close}; must not block. */
    protected void release() {}

    @Override
    public final PredictorInfo info() {
        return info;
    }

    @Override
    public final PredictionSession openSession(TimeSeries history, TimeSeries future) {
        requireOpen();
        return SeriesSession.open(this, history, future);
    }

    @Override
    public final void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        release();
    }

    /** Throws {@link PredictorClosedException} if this predictor is closed; one volatile read. */
    protected final void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the predictor '" + info.name() + "' is closed");
        }
    }

    @Override
    public String toString() {
        return "predictor '" + info.name() + "' of " + info.targets() + ", " + info.horizon() + " steps"
                + (closed ? ", closed" : "");
    }
}
