package io.forecastj.json;

import io.forecastj.ForecastStatus;
import io.forecastj.signal.Signal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a forecast document, as it is made and as it is read. Numbers that are not known are NaN, and the notes
 * say why.
 */
record DocumentParts(
        String symbol,
        Instant time,
        String target,
        double current,
        List<DocumentStep> steps,
        List<DocumentHorizon> horizons,
        List<DocumentPattern> patterns,
        List<Signal> signals,
        ForecastStatus status,
        List<String> reasons,
        String modelName,
        @Nullable String modelVersion,
        @Nullable String disclaimer,
        Map<String, String> nulls) {
    DocumentParts {
        steps = List.copyOf(steps);
        horizons = List.copyOf(horizons);
        patterns = List.copyOf(patterns);
        signals = List.copyOf(signals);
        reasons = List.copyOf(reasons);
        nulls = Collections.unmodifiableMap(new LinkedHashMap<>(nulls));
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("schema", DocumentSchema.FORECAST_DOCUMENT.id());
        plain.put("symbol", symbol);
        plain.put("time", time.toString());
        plain.put("target", target);
        plain.put("current", DocumentStep.orNull(current));
        plain.put("status", status.name());
        plain.put("reasons", reasons);
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("name", modelName);
        model.put("version", modelVersion);
        plain.put("model", model);
        plain.put("steps", steps.stream().map(DocumentParts::plain).toList());
        plain.put("horizons", horizons.stream().map(DocumentHorizon::toMap).toList());
        plain.put("patterns", patterns.stream().map(DocumentPattern::toMap).toList());
        plain.put("signals", signals.stream().map(Signal::toMap).toList());
        plain.put("disclaimer", disclaimer);
        plain.put("nulls", new LinkedHashMap<>(nulls));
        return plain;
    }

    private static Map<String, @Nullable Object> plain(DocumentStep step) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        step.writeTo(plain);
        return plain;
    }
}
