package io.forecastj.json;

import io.forecastj.ColumnRole;
import io.forecastj.PredictorInfo;

/** Reads the description of a predictor. */
final class InfoReader {
    private InfoReader() {}

    static PredictorInfo read(PlainFields fields) {
        fields.schema(DocumentSchema.PREDICTOR_INFO).require("columns");
        PredictorInfo.Builder info = PredictorInfo.builder(
                        fields.text("kind"), fields.integer("horizon", 1, PredictorInfo.MAX_HORIZON))
                .name(fields.text("name"))
                .requiredHistory(fields.integer("requiredHistory", 1, Integer.MAX_VALUE))
                .sufficientHistory(
                        fields.has("sufficientHistory") ? fields.integer("sufficientHistory", 1, Integer.MAX_VALUE) : 0)
                .features(fields.texts("featureNames"), fields.textOrEmpty("schemaHash"))
                .trained(fields.timeOrNull("trainedFrom"), fields.timeOrNull("trainedTo"))
                .seed(fields.has("seed") ? fields.whole("seed") : 0)
                .libraries(fields.objectOrEmpty("libraries").textsByName());
        if (fields.has("steps")) {
            info.steps(fields.integers("steps", 1, PredictorInfo.MAX_HORIZON));
        }
        if (fields.has("sampling")) {
            info.sampling(SamplingReader.read(fields.object("sampling")));
        }
        fields.objects("columns")
                .forEach(column -> info.column(column.text("name"), column.choice("role", ColumnRole.class)));
        fields.objectOrEmpty("parameters").textsByName().forEach(info::parameter);
        return info.build();
    }
}
