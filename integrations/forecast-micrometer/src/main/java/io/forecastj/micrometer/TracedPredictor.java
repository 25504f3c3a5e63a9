package io.forecastj.micrometer;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.function.Supplier;

/** A predictor whose calls are observations. Thread-safe, as every predictor. */
final class TracedPredictor implements Predictor {
    private final Predictor predictor;
    private final ForecastObservations observations;
    private final HashFollower<ModelLabel> label;

    TracedPredictor(Predictor predictor, ForecastObservations observations, HashFollower<ModelLabel> label) {
        this.predictor = predictor;
        this.observations = observations;
        this.label = label;
    }

    Predictor predictor() {
        return predictor;
    }

    @Override
    public Forecast predict(TimeSeries history) {
        return one(history, () -> predictor.predict(history));
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        return one(history, () -> predictor.predict(history, future));
    }

    private Forecast one(TimeSeries history, Supplier<Forecast> call) {
        return observations.call(label.now(), "predict", List.of(history.id()), context -> {
            Forecast forecast = call.get();
            context.forecast(forecast);
            return forecast;
        });
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        return all(histories, () -> predictor.predictAll(histories));
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        return all(histories, () -> predictor.predictAll(histories, futures));
    }

    private List<Forecast> all(List<TimeSeries> histories, Supplier<List<Forecast>> call) {
        return observations.call(label.now(), "predictAll", ids(histories), context -> {
            List<Forecast> forecasts = call.get();
            context.end(AnswerStatus.OK);
            forecasts.forEach(context::forecast);
            return forecasts;
        });
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories) {
        return outcomes(histories, () -> predictor.predictEach(histories));
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories, List<TimeSeries> futures) {
        return outcomes(histories, () -> predictor.predictEach(histories, futures));
    }

    private List<SeriesOutcome> outcomes(List<TimeSeries> histories, Supplier<List<SeriesOutcome>> call) {
        return observations.call(label.now(), "predictEach", ids(histories), context -> {
            List<SeriesOutcome> outcomes = call.get();
            context.end(AnswerStatus.OK);
            for (SeriesOutcome outcome : outcomes) {
                outcome.forecast().ifPresent(context::forecast);
                outcome.failure().ifPresent(failure -> context.end(AnswerStatus.FAILED));
            }
            return outcomes;
        });
    }

    private static List<String> ids(List<TimeSeries> histories) {
        return histories.stream().map(TimeSeries::id).toList();
    }

    @Override
    public PredictionSession openSession(TimeSeries history) {
        return opened("openSession", List.of(history.id()), () -> predictor.openSession(history));
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        return opened("openSession", List.of(history.id()), () -> predictor.openSession(history, future));
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return opened("restore", List.of(), () -> predictor.restore(snapshot));
    }

    private PredictionSession opened(String call, List<String> ids, Supplier<PredictionSession> open) {
        ModelLabel opening = label.now();
        PredictionSession session = observations.call(opening, call, ids, context -> {
            PredictionSession opened = open.get();
            context.end(AnswerStatus.OK);
            return opened;
        });
        return new TracedSession(session, observations, label, opening);
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
        return "traced " + predictor;
    }
}
