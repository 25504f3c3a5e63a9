package io.forecastj;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part that all predictors share: closing, sessions, validation, times.
 *
 * <p>Thread-safe, as {@link Predictor} asks. A subclass supplies {@link #newState}, {@link #identify}, and {@link
 * #release} if it holds something outside the heap.
 */
public abstract class AbstractPredictor implements Predictor {
    /** How many series {@link #predictAll} opens at once. */
    private static final int TOGETHER = 512;

    private final PredictorInfo info;
    private volatile boolean closed;

    /** Made by the first call that needs it; two made at once are equal. */
    private volatile @Nullable String modelHash;

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

    /**
     * Writes what distinguishes this model from every other one of an equal description: coefficients, trees or their
     * hash, learnt state, the {@linkplain Predictor#modelHash hashes} of predictors inside. Snapshots of sessions are
     * bound to it. It must be the same for a predictor that was saved and loaded. Nothing is to be written if the
     * description has it all.
     *
     * @param out takes the values
     */
    protected abstract void identify(StateWriter out);

    /**
     * Writes the point forecasts of several series, each as {@link SeriesState#forecastInto} does and equal to it bit for
     * bit. One after the other unless overridden, for models that answer many rows together faster than one by one.
     *
     * @param states the states, made by {@link #newState}
     * @param out for each state what {@code forecastInto} takes
     */
    protected void forecastAll(List<SeriesState> states, List<double[]> out) {
        for (int i = 0; i < states.size(); i++) {
            states.get(i).forecastInto(out.get(i));
        }
    }

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
    public final PredictionSession restore(byte[] snapshot) {
        requireOpen();
        return Snapshots.read(this, snapshot, in -> SeriesSession.restore(this, in));
    }

    @Override
    public final String modelHash() {
        String known = modelHash;
        if (known == null) {
            known = Snapshots.modelHash(info, this::identify);
            modelHash = known;
        }
        return known;
    }

    // In parts, since every series that is open holds the state of its features.
    @Override
    public final List<Forecast> predictAll(List<TimeSeries> histories) {
        List<Forecast> forecasts = new ArrayList<>(histories.size());
        for (int from = 0; from < histories.size(); from += TOGETHER) {
            int to = Math.min(histories.size(), from + TOGETHER);
            requireOpen();
            forecasts.addAll(SeriesSession.forecastAll(this, histories.subList(from, to)));
        }
        return Collections.unmodifiableList(forecasts);
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

    /**
     * Returns the state behind a session, for those who show more of it than its forecasts.
     *
     * @param session a session
     * @return what {@link #newState} made for it, or null if no subclass of this class has opened the session
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    protected static @Nullable SeriesState stateOf(PredictionSession session) {
        return session instanceof SeriesSession own ? own.state() : null;
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
