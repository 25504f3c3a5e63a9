package io.forecastj.lifecycle.serving;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A predictor whose calls the JDK Flight Recorder can record, as events {@code io.forecastj.Forecast}.
 *
 * <p>Thread-safe, as every predictor. Forecasts, snapshots and the hash of the model are those of the predictor inside,
 * bit for bit; what it throws is thrown on. An event has the model, its version, the called method, the status, the
 * class of a failure, the numbers of series and rows, the horizon and the duration. The calls {@code predict}, {@code
 * predictAll}, {@code predictEach}, {@code openSession} and {@code restore} of a predictor, and {@code forecast} and
 * {@code forecastInto} of its sessions are events if they take at least a millisecond, unless the recording sets
 * another threshold. Without a recording, a call costs one test more and allocates nothing.
 *
 * <p>A {@link ReloadingPredictor} wraps each of its versions in one, outside of what {@link
 * ReloadingPredictor.Builder#wrap} returns. Wrap a predictor that is not followed in a store yourself. Predictors
 * inside others, such as the members of an ensemble, are not recorded unless they are wrapped.
 */
public final class RecordedPredictor implements Predictor {
    private final Predictor predictor;
    private final RecordedCalls calls;

    private RecordedPredictor(Predictor predictor, RecordedCalls calls) {
        this.predictor = predictor;
        this.calls = calls;
    }

    /**
     * Returns a predictor that gives the same forecasts, whose calls can be recorded.
     *
     * @param model the name of the model in the events
     * @param version its version in the events, such as a number or the begin of its hash
     * @param predictor the predictor
     * @return a predictor whose {@code close()} closes the given one; the given one itself if the Java runtime is
     *     without the module {@code jdk.jfr}
     */
    public static Predictor of(String model, String version, Predictor predictor) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(predictor, "predictor");
        return FlightRecording.AVAILABLE
                ? new RecordedPredictor(
                        predictor,
                        new RecordedCalls(model, version, predictor.info().horizon()))
                : predictor;
    }

    /** {@return the predictor inside} */
    public Predictor predictor() {
        return predictor;
    }

    @Override
    public Forecast predict(TimeSeries history) {
        return RecordedCalls.recording()
                ? calls.one("predict", history, () -> predictor.predict(history))
                : predictor.predict(history);
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        return RecordedCalls.recording()
                ? calls.one("predict", history, () -> predictor.predict(history, future))
                : predictor.predict(history, future);
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        return RecordedCalls.recording()
                ? calls.all(histories, () -> predictor.predictAll(histories))
                : predictor.predictAll(histories);
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        return RecordedCalls.recording()
                ? calls.all(histories, () -> predictor.predictAll(histories, futures))
                : predictor.predictAll(histories, futures);
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories) {
        return RecordedCalls.recording()
                ? calls.each(histories, () -> predictor.predictEach(histories))
                : predictor.predictEach(histories);
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories, List<TimeSeries> futures) {
        return RecordedCalls.recording()
                ? calls.each(histories, () -> predictor.predictEach(histories, futures))
                : predictor.predictEach(histories, futures);
    }

    @Override
    public PredictionSession openSession(TimeSeries history) {
        return opened("openSession", history.length(), () -> predictor.openSession(history));
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        return opened("openSession", history.length(), () -> predictor.openSession(history, future));
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return opened("restore", 0, () -> predictor.restore(snapshot));
    }

    private PredictionSession opened(String call, long rows, Supplier<PredictionSession> open) {
        PredictionSession session = RecordedCalls.recording() ? calls.opened(call, rows, open) : open.get();
        return new RecordedSession(session, calls);
    }

    @Override
    public String modelHash() {
        return predictor.modelHash();
    }

    @Override
    public PredictorInfo info() {
        return predictor.info();
    }

    @Override
    public void close() {
        predictor.close();
    }

    @Override
    public String toString() {
        return predictor.toString();
    }
}
