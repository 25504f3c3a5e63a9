package io.forecastj.examples.rest;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.json.ForecastDocument;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.lifecycle.serving.VersionedForecast;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.signal.Signal;
import io.forecastj.signal.SignalRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Forecasts, patterns and signals of a series, as documents. Thread-safe. */
@Component
class ForecastAnswers {
    static final String TARGET = "close";

    private final Map<String, ReloadingPredictor> models;
    private final PatternRecognizer recognizer;
    private final SignalRule rule;
    private final KnownBars bars;
    private final ServiceSettings settings;

    ForecastAnswers(
            Map<String, ReloadingPredictor> models,
            PatternRecognizer recognizer,
            SignalRule rule,
            KnownBars bars,
            ServiceSettings settings) {
        this.models = models;
        this.recognizer = recognizer;
        this.rule = rule;
        this.bars = bars;
        this.settings = settings;
        model(settings.model());
    }

    /**
     * Answers a request by one version of its model.
     *
     * @throws RequestException if the request asks for what there is not
     * @throws ForecastException if the model cannot forecast the series
     */
    ForecastDocument document(ForecastRequest request) {
        return RequestChecks.finite(request.series(), () -> answer(request));
    }

    private ForecastDocument answer(ForecastRequest request) {
        String name = Objects.requireNonNullElse(request.model(), settings.model());
        TimeSeries series = series(request.series());
        VersionedForecast answer = model(name).predictVersioned(series);
        return document(request, series, name, Integer.toString(answer.version()), answer.forecast());
    }

    /** Answers a request for the default model by a predictor that is not one of the served ones. */
    ForecastDocument rehearse(ForecastRequest request, Predictor predictor) {
        TimeSeries series = series(request.series());
        return document(request, series, settings.model(), "rehearsal", predictor.predict(series));
    }

    private ForecastDocument document(
            ForecastRequest request, TimeSeries series, String name, String version, Forecast forecast) {
        ForecastDocument.Builder document =
                ForecastDocument.builder(forecast).model(name, version).disclaimer(settings.disclaimer());
        OptionalDouble price = lastPrice(series);
        price.ifPresent(last -> {
            document.current(last);
            document.signal(rule.signal(forecast, last));
        });
        recognized(series).ifPresent(document::patterns);
        if (request.coverage() != null) {
            document.coverage(RequestChecks.coverage(request.coverage(), forecast));
        }
        List<Integer> horizons = RequestChecks.horizons(request.horizons(), forecast.horizon());
        if (!horizons.isEmpty()) {
            Map<String, Forecast> members = members(series, Map.of(name, forecast));
            horizons.forEach(step -> document.horizon("step " + step, forecast, step, members));
        }
        return document.build();
    }

    /** Recognizes the patterns at the end of a series; of the bundled bars if there is none. */
    PatternRecognition patterns(@Nullable TimeSeries given) {
        return RequestChecks.finite(given, () -> recognizer.recognize(series(given)));
    }

    /**
     * Decides by the forecast of each model that can forecast the series.
     *
     * @return the signals by the names of the models
     * @throws ForecastException if no model can
     */
    Map<String, Signal> signals(@Nullable TimeSeries given) {
        return RequestChecks.finite(given, () -> decide(given));
    }

    private Map<String, Signal> decide(@Nullable TimeSeries given) {
        TimeSeries series = series(given);
        double last = lastPrice(series)
                .orElseThrow(() -> RequestException.unprocessable("expected a last value of '" + TARGET
                        + "' above 0, which a signal is compared with; found none"));
        Map<String, Signal> signals = new LinkedHashMap<>();
        members(series, Map.of()).forEach((name, forecast) -> signals.put(name, rule.signal(forecast, last)));
        return signals;
    }

    /** Adds the forecasts of the other models. Those that need other columns or more rows are absent. */
    private Map<String, Forecast> members(TimeSeries series, Map<String, Forecast> known) {
        Map<String, Forecast> members = new LinkedHashMap<>(known);
        ForecastException refusal = null;
        for (Map.Entry<String, ReloadingPredictor> model : models.entrySet()) {
            if (!known.containsKey(model.getKey())) {
                try {
                    members.put(model.getKey(), model.getValue().predict(series));
                } catch (ForecastException e) {
                    refusal = refusal == null ? e : refusal;
                }
            }
        }
        if (members.isEmpty() && refusal != null) {
            throw refusal;
        }
        return members;
    }

    private ReloadingPredictor model(String name) {
        ReloadingPredictor model = models.get(name);
        if (model == null) {
            throw RequestException.notFound("there is no model '" + name + "'; there are " + models.keySet());
        }
        return model;
    }

    private TimeSeries series(@Nullable TimeSeries given) {
        return given == null
                ? bars.recent()
                : RequestChecks.series(given, settings.limits().rows());
    }

    /** Empty for a series without bars, with too few, or with gaps in the latest ones. */
    private Optional<PatternRecognition> recognized(TimeSeries series) {
        try {
            return Optional.of(recognizer.recognize(series));
        } catch (InvalidSeriesException | InsufficientHistoryException e) {
            return Optional.empty();
        }
    }

    private static OptionalDouble lastPrice(TimeSeries series) {
        if (!series.hasColumn(TARGET) || series.length() == 0) {
            return OptionalDouble.empty();
        }
        double last = series.value(series.length() - 1, TARGET);
        return last > 0 && Double.isFinite(last) ? OptionalDouble.of(last) : OptionalDouble.empty();
    }
}
