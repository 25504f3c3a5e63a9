package io.forecastj.json;

import io.forecastj.Forecast;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternInfo;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.Signal;
import java.util.List;
import java.util.function.Function;

/** The kinds of documents, with their types, samples and required keys. */
enum DocumentCase {
    FORECAST(DocumentSchema.FORECAST, Forecast.class, Samples::forecast, List.of("origin", "times", "info")),
    PREDICTOR_INFO(
            DocumentSchema.PREDICTOR_INFO,
            PredictorInfo.class,
            Samples::info,
            List.of("name", "kind", "horizon", "requiredHistory", "columns")),
    SERIES(DocumentSchema.SERIES, TimeSeries.class, Samples::series, List.of()),
    SIGNAL(DocumentSchema.SIGNAL, Signal.class, Samples::signal, List.of("action", "confidence", "time")),
    PATTERN_RECOGNITION(
            DocumentSchema.PATTERN_RECOGNITION,
            PatternRecognition.class,
            Samples::recognition,
            List.of("time", "probabilities", "info")),
    PATTERN_INFO(
            DocumentSchema.PATTERN_INFO,
            PatternInfo.class,
            Samples::patternInfo,
            List.of("name", "kind", "patterns", "columns", "requiredHistory")),
    FORECAST_DOCUMENT(
            DocumentSchema.FORECAST_DOCUMENT,
            ForecastDocument.class,
            Samples::document,
            List.of("time", "target", "model", "steps"));

    final DocumentSchema schema;
    final Class<?> type;
    final Function<Samples, Object> sample;
    /** Keys that every document has; series and points have rules of their own. */
    final List<String> required;

    DocumentCase(DocumentSchema schema, Class<?> type, Function<Samples, Object> sample, List<String> required) {
        this.schema = schema;
        this.type = type;
        this.sample = sample;
        this.required = required;
    }
}
