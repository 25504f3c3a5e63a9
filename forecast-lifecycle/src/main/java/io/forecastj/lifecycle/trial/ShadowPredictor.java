package io.forecastj.lifecycle.trial;

import io.forecastj.Forecast;
import io.forecastj.MessageText;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A primary predictor with shadows, which forecast the same series; their forecasts are recorded and never returned.
 *
 * <p>Thread-safe. Callers see the primary: its {@link #info()}, {@link #modelHash()}, forecasts, exceptions and
 * snapshots are those of this predictor. After the primary has answered, the {@linkplain ForecastRecorder recorder}
 * gets its forecast, and each shadow forecasts the same input. If the primary throws, nothing is recorded and no shadow
 * runs.
 *
 * <p>What a shadow does reaches no caller. Everything that it throws is caught, errors included; a forecast with a
 * value that is not finite, or of another origin than the primary's, is not recorded; a caller's array is never handed
 * to it. {@link #shadows()} counts what became of its forecasts. With an {@linkplain Builder#executor executor} it runs
 * there, and a slow one delays nobody: beyond the {@linkplain Builder#maxInFlight maximum of calls in flight} its
 * forecasts are dropped. Without an executor the shadows run on the caller's thread after the primary, which costs the
 * caller their time. The rows of a session are never dropped: they wait until the shadow can take them.
 *
 * <p>A trial ends, its models stay: closing this predictor ends the recording and closes neither the primary nor the
 * shadows. It cannot be saved.
 */
public final class ShadowPredictor implements Predictor {
    private final String name;
    private final Predictor primary;
    private final Recording recording;
    private final List<ShadowLane> lanes = new ArrayList<>();
    private volatile boolean closed;

    private ShadowPredictor(Builder from) {
        this.name = from.name;
        this.primary = from.primary;
        this.recording = new Recording(from.recorder);
        from.shadows.forEach((shadow, predictor) -> {
            SplitDescription.requireSame(name, primary.info(), shadow, predictor.info());
            lanes.add(new ShadowLane(shadow, predictor, recording, from.executor, from.maxInFlight));
        });
    }

    /**
     * Starts a predictor with shadows.
     *
     * @param name the primary's name in the trial
     * @param primary the predictor that answers
     * @param recorder gets the forecasts of the primary and of the shadows with their names; thread-safe
     * @return a builder
     * @throws IllegalArgumentException if the name is blank
     */
    public static Builder builder(String name, Predictor primary, ForecastRecorder recorder) {
        return new Builder(name, primary, recorder);
    }

    /**
     * Returns the present counts of each shadow.
     *
     * @return the counts, in the order of the shadows, unmodifiable
     */
    public List<ShadowState> shadows() {
        return lanes.stream().map(ShadowLane::state).toList();
    }

    /**
     * Returns the number of forecasts, of the primary and the shadows, that the recorder did not take because it threw.
     *
     * @return the number since this predictor was built
     */
    public long recorderFailures() {
        return recording.failures();
    }

    @Override
    public PredictorInfo info() {
        return primary.info();
    }

    @Override
    public String modelHash() {
        return primary.modelHash();
    }

    @Override
    public Forecast predict(TimeSeries history) {
        requireOpen();
        return shadowed(primary.predict(history), history, null);
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        requireOpen();
        return shadowed(primary.predict(history, future), history, future);
    }

    private Forecast shadowed(Forecast forecast, TimeSeries history, @Nullable TimeSeries future) {
        record(forecast);
        lanes.forEach(lane -> lane.forecast(forecast, history, future));
        return forecast;
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        requireOpen();
        return shadowed(primary.predictAll(histories), histories, null);
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        requireOpen();
        return shadowed(primary.predictAll(histories, futures), histories, futures);
    }

    private List<Forecast> shadowed(
            List<Forecast> forecasts, List<TimeSeries> histories, @Nullable List<TimeSeries> futures) {
        forecasts.forEach(this::record);
        // copies, since the caller may change its lists while a shadow reads them
        List<Forecast> kept = List.copyOf(forecasts);
        List<TimeSeries> rows = List.copyOf(histories);
        List<TimeSeries> known = futures == null ? null : List.copyOf(futures);
        lanes.forEach(lane -> lane.forecastAll(kept, rows, known));
        return forecasts;
    }

    @Override
    public PredictionSession openSession(TimeSeries history) {
        return openSession(history, TimeSeries.empty());
    }

    /**
     * Opens a session of the primary, and one of each shadow beside it. The shadows get the same rows. {@link
     * PredictionSession#forecast} records the primary's forecast and lets the shadows forecast; {@link
     * PredictionSession#forecastInto} does neither. A shadow whose session does not open or fails on a row leaves the
     * session for good, and so does one that is 10,000 rows behind; one whose forecast fails is called again next time.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @param future rows after the history with the known-future columns; may be {@link TimeSeries#empty()}
     * @return a new session for one thread; the caller closes it
     * @throws io.forecastj.InvalidSeriesException if a column that the primary needs is missing
     * @throws io.forecastj.InsufficientHistoryException if the history is too short for the primary
     * @throws PredictorClosedException if this predictor or the primary is closed
     */
    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        requireOpen();
        PredictionSession session = primary.openSession(history, future);
        return new ShadowSession(this, session, feeds(history, future));
    }

    /**
     * Restores a session of the primary from its snapshot, which may also be one that the primary made without shadows.
     * The shadows' sessions are opened on the rows that the restored session has kept, without known-future rows; a
     * shadow that requires more rows leaves the session. {@link PredictionSession#keepRows} keeps more of them.
     *
     * @param snapshot the bytes from {@link PredictionSession#snapshot}
     * @return a new session for one thread; the caller closes it
     * @throws io.forecastj.SnapshotException as the primary throws it
     * @throws PredictorClosedException if this predictor or the primary is closed
     */
    @Override
    public PredictionSession restore(byte[] snapshot) {
        requireOpen();
        PredictionSession session = primary.restore(snapshot);
        return new ShadowSession(this, session, feeds(session.history(), TimeSeries.empty()));
    }

    private List<ShadowFeed> feeds(TimeSeries history, TimeSeries future) {
        return lanes.stream().map(lane -> new ShadowFeed(lane, history, future)).toList();
    }

    void record(Forecast forecast) {
        recording.add(name, forecast);
    }

    void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the trial of '" + name + "' is closed");
        }
    }

    /**
     * Ends the trial: later calls, of its sessions too, throw, and a shadow's call that still runs is not recorded. The
     * primary and the shadows stay open. Idempotent.
     */
    @Override
    public void close() {
        closed = true;
        lanes.forEach(ShadowLane::close);
    }

    @Override
    public String toString() {
        return "'" + name + "', " + primary + ", with " + shadows() + (closed ? ", closed" : "");
    }

    /** Builder of predictors with shadows. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final Predictor primary;
        private final ForecastRecorder recorder;
        private final Map<String, Predictor> shadows = new LinkedHashMap<>();
        private @Nullable Executor executor;
        private int maxInFlight = 16;

        private Builder(String name, Predictor primary, ForecastRecorder recorder) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("expected a name of the primary, found '" + name + "'");
            }
            this.name = name;
            this.primary = Objects.requireNonNull(primary, "primary");
            this.recorder = Objects.requireNonNull(recorder, "recorder");
        }

        /**
         * Adds a shadow.
         *
         * @param shadow its name in the trial
         * @param predictor the predictor; this one does not close it
         * @return this builder
         * @throws IllegalArgumentException if the name is blank, or the primary or another shadow has it
         */
        public Builder shadow(String shadow, Predictor predictor) {
            Objects.requireNonNull(predictor, "predictor");
            if (shadow.isBlank() || shadow.equals(name) || shadows.putIfAbsent(shadow, predictor) != null) {
                throw new IllegalArgumentException("expected shadows with distinct names, found '" + shadow
                        + "' beside '" + name + "' and " + MessageText.list(shadows.keySet()));
            }
            return this;
        }

        /**
         * Sets the executor of the shadows; the caller's thread unless set. Not shut down by this predictor.
         *
         * @param executor runs each call of a shadow; may refuse it, and the forecast is then dropped
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Sets the number of calls of one shadow that may wait or run on the executor at once, and the number of
         * forecasts that may wait in one session; 16 unless set.
         *
         * @param calls the number, at least 1
         * @return this builder
         */
        public Builder maxInFlight(int calls) {
            this.maxInFlight = calls;
            return this;
        }

        /**
         * Creates the predictor.
         *
         * @return a new predictor
         * @throws IllegalArgumentException if there is no shadow, one forecasts other targets or steps than the
         *     primary, or the number of calls is below 1
         */
        public ShadowPredictor build() {
            if (shadows.isEmpty()) {
                throw new IllegalArgumentException("expected at least one shadow of '" + name + "', found none");
            }
            if (maxInFlight < 1) {
                throw new IllegalArgumentException("maxInFlight must be at least 1, found " + maxInFlight);
            }
            return new ShadowPredictor(this);
        }
    }
}
