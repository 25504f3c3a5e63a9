package io.forecastj.json;

import io.forecastj.Interval;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads forecast documents. */
final class ForecastDocumentReader {
    private ForecastDocumentReader() {}

    static ForecastDocument read(PlainFields fields) {
        fields.schema(DocumentSchema.FORECAST_DOCUMENT).require("steps");
        PlainFields model = fields.object("model");
        return new ForecastDocument(new DocumentParts(
                fields.textOrEmpty("symbol"),
                fields.time("time"),
                fields.text("target"),
                fields.numberOrMissing("current"),
                fields.objects("steps").stream()
                        .map(ForecastDocumentReader::step)
                        .toList(),
                fields.objects("horizons").stream()
                        .map(ForecastDocumentReader::horizon)
                        .toList(),
                fields.objects("patterns").stream()
                        .map(ForecastDocumentReader::pattern)
                        .toList(),
                fields.documents("signals").stream().map(SignalReader::signal).toList(),
                fields.status(),
                fields.texts("reasons"),
                model.text("name"),
                model.textOrNull("version"),
                fields.textOrNull("disclaimer"),
                fields.notes()));
    }

    private static DocumentStep step(PlainFields fields) {
        return new DocumentStep(
                fields.integer("step", 1, Integer.MAX_VALUE),
                fields.time("time"),
                numbers(fields.objectOrEmpty("values")),
                fields.numberOrMissing("return"),
                fields.numberOrMissing("confidence"),
                interval(fields),
                numbers(fields.objectOrEmpty("probabilities")));
    }

    private static Map<String, Double> numbers(PlainFields fields) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        fields.keys().forEach(key -> numbers.put(key, fields.numberOrMissing(key)));
        return numbers;
    }

    private static @Nullable Interval interval(PlainFields fields) {
        if (!fields.has("interval")) {
            return null;
        }
        PlainFields interval = fields.object("interval");
        return new Interval(
                interval.numberOrMissing("lower"), interval.numberOrMissing("upper"), interval.number("coverage"));
    }

    private static DocumentHorizon horizon(PlainFields fields) {
        return new DocumentHorizon(
                fields.textOrEmpty("name"),
                fields.text("model"),
                fields.time("origin"),
                fields.status(),
                fields.texts("reasons"),
                step(fields),
                fields.objects("members").stream()
                        .map(ForecastDocumentReader::member)
                        .toList(),
                spread(fields));
    }

    private static DocumentMember member(PlainFields fields) {
        return new DocumentMember(
                fields.textOrEmpty("name"),
                fields.numberOrMissing("value"),
                fields.numberOrMissing("return"),
                fields.status(),
                fields.texts("reasons"));
    }

    private static @Nullable DocumentSpread spread(PlainFields fields) {
        if (!fields.has("spread")) {
            return null;
        }
        PlainFields spread = fields.object("spread");
        return new DocumentSpread(
                spread.integer("members", 2, Integer.MAX_VALUE),
                spread.number("lowest"),
                spread.number("highest"),
                spread.number("mean"),
                spread.numberOrMissing("deviation"));
    }

    private static DocumentPattern pattern(PlainFields fields) {
        return new DocumentPattern(
                fields.textOrEmpty("name"),
                fields.number("strength"),
                fields.text("recognizer"),
                fields.time("time"),
                fields.status(),
                fields.texts("reasons"));
    }
}
