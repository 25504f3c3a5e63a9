package io.forecastj.models.statistical;

import io.forecastj.models.internal.JsonFields;
import java.util.Map;
import java.util.function.Function;

/** Readers of saved methods and models by their kind. Stateless and thread-safe. */
final class LocalKinds {
    private static final Map<String, Function<JsonFields, LocalMethod>> METHODS = Map.ofEntries(
            Map.entry(MeanMethod.KIND, MeanMethod::read),
            Map.entry(ThetaMethod.KIND, ThetaMethod::read),
            Map.entry(MultiSeasonalMethod.KIND, MultiSeasonalMethod::read),
            Map.entry(CrostonMethod.KIND, CrostonMethod::read),
            Map.entry(ArimaMethod.KIND, ArimaMethod::read),
            Map.entry(CesMethod.KIND, CesMethod::read),
            Map.entry(EtsMethod.KIND, EtsMethod::read),
            Map.entry(TrigonometricMethod.KIND, TrigonometricMethod::read));

    private static final Map<String, Function<JsonFields, LocalModel>> MODELS = Map.ofEntries(
            Map.entry(MeanModel.KIND, MeanModel::read),
            Map.entry(ThetaModel.KIND, ThetaModel::read),
            Map.entry(DynamicThetaModel.KIND, DynamicThetaModel::read),
            Map.entry(MultiSeasonalModel.KIND, MultiSeasonalModel::read),
            Map.entry(CrostonModel.KIND, CrostonModel::read),
            Map.entry(ArimaModel.KIND, ArimaModel::read),
            Map.entry(CesModel.KIND, CesModel::read),
            Map.entry(EtsModel.KIND, EtsModel::read),
            Map.entry(TrigonometricModel.KIND, TrigonometricModel::read));

    private LocalKinds() {}

    /** Reads a method; its key {@code kind} selects the reader. */
    static LocalMethod method(JsonFields fields) {
        return read(fields, METHODS);
    }

    /** Reads a model; its key {@code kind} selects the reader. */
    static LocalModel model(JsonFields fields) {
        return read(fields, MODELS);
    }

    private static <T> T read(JsonFields fields, Map<String, Function<JsonFields, T>> readers) {
        String kind = fields.choice("kind", readers.keySet().stream().sorted().toList());
        Function<JsonFields, T> reader = readers.get(kind);
        if (reader == null) {
            throw new IllegalStateException("no reader of '" + kind + "'");
        }
        return reader.apply(fields);
    }
}
