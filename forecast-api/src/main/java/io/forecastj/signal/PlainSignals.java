package io.forecastj.signal;

import io.forecastj.NullNotes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the values of this package as maps, lists, texts, numbers and null, which every JSON library writes. */
final class PlainSignals {
    private PlainSignals() {}

    private static Map<String, @Nullable Object> document(String schema) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("schema", schema);
        return plain;
    }

    static Map<String, @Nullable Object> of(Signal signal) {
        NullNotes nulls = new NullNotes();
        Map<String, @Nullable Object> plain = document("urn:forecastj:signal:1");
        plain.put("action", signal.action().name());
        plain.put("confidence", signal.confidence());
        plain.put("reason", signal.reason());
        plain.put("seriesId", signal.seriesId());
        plain.put("time", signal.time().toString());
        plain.put(
                "expectedReturn",
                nulls.number(signal.expectedReturn(), "the forecast has no finite return", "expectedReturn"));
        plain.put("nulls", nulls.toMap());
        return plain;
    }

    static Map<String, @Nullable Object> of(PatternRecognition recognition) {
        Map<String, @Nullable Object> plain = document("urn:forecastj:pattern-recognition:1");
        plain.put("seriesId", recognition.seriesId());
        plain.put("time", recognition.time().toString());
        plain.put("status", recognition.status().name());
        plain.put("reasons", recognition.reasons());
        Map<String, Double> probabilities = new LinkedHashMap<>();
        recognition.patterns().forEach(pattern -> probabilities.put(pattern, recognition.probability(pattern)));
        plain.put("probabilities", probabilities);
        plain.put("info", of(recognition.info()));
        return plain;
    }

    static Map<String, @Nullable Object> of(PatternInfo info) {
        Map<String, @Nullable Object> plain = document("urn:forecastj:pattern-info:1");
        plain.put("name", info.name());
        plain.put("kind", info.kind());
        plain.put("patterns", info.patterns());
        plain.put("columns", info.columns());
        plain.put("requiredHistory", info.requiredHistory());
        plain.put("featureNames", info.featureNames());
        plain.put("schemaHash", info.schemaHash());
        plain.put("trainedFrom", text(info.trainedFrom()));
        plain.put("trainedTo", text(info.trainedTo()));
        plain.put("parameters", info.parameters());
        plain.put("libraries", info.libraries());
        return plain;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
