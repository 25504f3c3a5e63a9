package io.forecastj.json;

import io.forecastj.signal.PatternInfo;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.Signal;

/** Reads signals and recognitions of patterns. */
final class SignalReader {
    private SignalReader() {}

    static Signal signal(PlainFields fields) {
        fields.schema(DocumentSchema.SIGNAL);
        return Signal.of(
                fields.choice("action", Signal.Action.class),
                fields.number("confidence"),
                fields.textOrEmpty("reason"),
                fields.textOrEmpty("seriesId"),
                fields.time("time"),
                fields.numberOrMissing("expectedReturn"));
    }

    static PatternRecognition recognition(PlainFields fields) {
        fields.schema(DocumentSchema.PATTERN_RECOGNITION);
        PatternInfo info = info(fields.document("info"));
        PlainFields probabilities = fields.object("probabilities").requireOnly(info.patterns());
        return PatternRecognition.of(
                info,
                fields.textOrEmpty("seriesId"),
                fields.time("time"),
                info.patterns().stream().mapToDouble(probabilities::number).toArray(),
                fields.status(),
                fields.texts("reasons"));
    }

    static PatternInfo info(PlainFields fields) {
        fields.schema(DocumentSchema.PATTERN_INFO).require("patterns", "columns");
        PatternInfo.Builder info = PatternInfo.builder(fields.text("kind"), fields.texts("patterns"))
                .name(fields.text("name"))
                .columns(fields.texts("columns"))
                .requiredHistory(fields.integer("requiredHistory", 1, Integer.MAX_VALUE))
                .features(fields.texts("featureNames"), fields.textOrEmpty("schemaHash"))
                .trained(fields.timeOrNull("trainedFrom"), fields.timeOrNull("trainedTo"));
        fields.objectOrEmpty("parameters").textsByName().forEach(info::parameter);
        fields.objectOrEmpty("libraries").textsByName().forEach(info::library);
        return info.build();
    }
}
