package io.forecastj;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Base class of predictors: closing, sessions, validation and times. For implementers of predictors.
 *
 * <p>Thread-safe, as {@link Predictor} requires. A subclass implements {@link #newState} and {@link #identify}, and
 * also {@link #release} if it holds resources outside the heap. A whole predictor, which repeats the last value:
 *
 * <pre>{@code
 * final class LastValue extends AbstractPredictor {
 *     LastValue(String column, int horizon) {
 *         super(PredictorInfo.builder("last-value", horizon).column(column, ColumnRole.TARGET).build());
 *     }
 *
 *     @Override
 *     protected void identify(StateWriter out) {} // nothing was learnt: the description defines the model
 *
 *     @Override
 *     protected SeriesState newState(SeriesContext series) {
 *         return new SeriesState() {
 *             private double last;
 *
 *             @Override
 *             public void update(long time, double[] row) {
 *                 last = row[0];
 *             }
 *
 *             @Override
 *             public void forecastInto(double[] out) {
 *                 Arrays.fill(out, last);
 *             }
 *
 *             @Override
 *             public void complete(Forecast.Builder forecast, double[] points) {
 *                 if (Double.isNaN(last)) {
 *                     forecast.status(ForecastStatus.DEGRADED, "the last value is missing");
 *                 }
 *             }
 *
 *             @Override
 *             public void save(StateWriter out) {
 *                 out.putDouble(last);
 *             }
 *
 *             @Override
 *             public void restore(StateReader in) {
 *                 last = in.getDouble();
 *             }
 *         };
 *     }
 * }
 * }</pre>
 */
public abstract class AbstractPredictor implements Predictor {
    /** The number of series that {@link #predictAll} opens at once. */
    private static final int TOGETHER = 512;

    private final PredictorInfo info;
    private volatile boolean closed;

    /** Computed by the first call that needs it; if two threads compute it at once, the results are equal. */
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
     * @return a new state, before the first row
     */
    protected abstract SeriesState newState(SeriesContext series);

    /**
     * Writes the values that distinguish this model from others with an equal description: coefficients, trees or their
     * hash, learnt state, the {@linkplain Predictor#modelHash hashes} of predictors inside. Snapshots of sessions are
     * bound to these values. They must be the same for a predictor that was saved and loaded. Write nothing if the
     * description already defines the model.
     *
     * @param out receives the values
     */
    protected abstract void identify(StateWriter out);

    /**
     * Writes the point forecasts of several series, each equal bit for bit to that of {@link SeriesState#forecastInto}.
     * By default they are computed one after the other; override it for models that evaluate several rows together
     * faster.
     *
     * @param states the states, made by {@link #newState}
     * @param out for each state the array that {@code forecastInto} fills
     */
    protected void forecastAll(List<SeriesState> states, List<double[]> out) {
        for (int i = 0; i < states.size(); i++) {
            states.get(i).forecastInto(out.get(i));
        }
    }

    /** Frees the resources outside the heap. Called once, by the first {@link #close}; must not block. */
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

    @Override
    public final List<Forecast> predictAll(List<TimeSeries> histories) {
        return predictAll(histories, Collections.nCopies(histories.size(), TimeSeries.empty()));
    }

    // in parts, since every open series holds the state of its features
    @Override
    public final List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        RangeChecks.requireSameSize(histories, futures);
        requireOpen();
        List<Forecast> forecasts = new ArrayList<>(histories.size());
        for (int from = 0; from < histories.size(); from += TOGETHER) {
            int to = Math.min(histories.size(), from + TOGETHER);
            requireOpen();
            forecasts.addAll(SeriesSession.forecastAll(this, histories.subList(from, to), futures.subList(from, to)));
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
     * Returns the state of a session, for subclasses that expose more of it than its forecasts.
     *
     * @param session a session
     * @return the state that {@link #newState} made for it, or null if no subclass of this class opened the session
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    protected static @Nullable SeriesState stateOf(PredictionSession session) {
        return session instanceof SeriesSession own ? own.state() : null;
    }

    /** Throws {@link PredictorClosedException} if this predictor is closed; costs one volatile read. */
    protected final void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the predictor '" + info.name() + "' is closed");
        }
    }

    @Override
    public String toString() {
        return "predictor '" + info.name() + "' of " + MessageText.list(info.targets()) + ", " + info.horizon()
                + " steps" + (closed ? ", closed" : "");
    }
}
