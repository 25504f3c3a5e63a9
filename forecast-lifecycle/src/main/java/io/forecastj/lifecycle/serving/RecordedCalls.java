package io.forecastj.lifecycle.serving;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictionSession;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls of one predictor while a flight recording runs. Thread-safe. */
final class RecordedCalls {
    private static final String FAILED = "FAILED";

    private final String model;
    private final String version;
    private final int horizon;

    RecordedCalls(String model, String version, int horizon) {
        this.model = model;
        this.version = version;
        this.horizon = horizon;
    }

    static boolean recording() {
        return FlightRecording.begun() && ForecastEvent.recorded();
    }

    Forecast one(String call, TimeSeries history, Supplier<Forecast> work) {
        return call(
                call, 1, history.length(), work, forecast -> forecast.status().name());
    }

    List<Forecast> all(List<TimeSeries> histories, Supplier<List<Forecast>> work) {
        return call("predictAll", histories.size(), rows(histories), work, forecasts -> forecasts.stream()
                .map(Forecast::status)
                .max(ForecastStatus::compareTo)
                .orElse(ForecastStatus.OK)
                .name());
    }

    List<SeriesOutcome> each(List<TimeSeries> histories, Supplier<List<SeriesOutcome>> work) {
        return call("predictEach", histories.size(), rows(histories), work, RecordedCalls::worst);
    }

    private static String worst(List<SeriesOutcome> outcomes) {
        ForecastStatus worst = ForecastStatus.OK;
        for (SeriesOutcome outcome : outcomes) {
            if (outcome.failure().isPresent()) {
                return FAILED;
            }
            ForecastStatus status = outcome.forecast().orElseThrow().status();
            worst = status.compareTo(worst) > 0 ? status : worst;
        }
        return worst.name();
    }

    PredictionSession opened(String call, long rows, Supplier<PredictionSession> open) {
        return call(call, 1, rows, open, session -> ForecastStatus.OK.name());
    }

    Forecast forecast(PredictionSession session) {
        return call("forecast", 1, 0, session::forecast, forecast -> forecast.status()
                .name());
    }

    void points(PredictionSession session, double[] out) {
        call(
                "forecastInto",
                1,
                0,
                () -> {
                    session.forecastInto(out);
                    return out;
                },
                points -> "POINTS");
    }

    private <T> T call(String call, int series, long rows, Supplier<T> work, Function<T, String> status) {
        ForecastEvent event = new ForecastEvent();
        event.begin();
        T answer;
        try {
            answer = work.get();
        } catch (RuntimeException | Error e) {
            event.end();
            if (event.shouldCommit()) {
                event.failure = e.getClass().getName();
                commit(event, call, series, rows, FAILED);
            }
            throw e;
        }
        event.end();
        if (event.shouldCommit()) {
            commit(event, call, series, rows, status.apply(answer));
        }
        return answer;
    }

    private void commit(ForecastEvent event, String call, int series, long rows, String status) {
        event.model = model;
        event.version = version;
        event.horizon = horizon;
        event.call = call;
        event.series = series;
        event.rows = rows;
        event.status = status;
        event.commit();
    }

    private static long rows(List<TimeSeries> histories) {
        return histories.stream().mapToLong(TimeSeries::length).sum();
    }
}
