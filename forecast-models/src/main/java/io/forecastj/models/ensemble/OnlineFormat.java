package io.forecastj.models.ensemble;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Saves online ensembles: the members as directories, the combination and its states as {@code online.json}, the
 * regime's feature as {@code regime.json}. Found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class OnlineFormat implements PredictorFormat {
    private static final String FILE = "online.json";
    private static final String REGIME = "regime.json";

    /** Creates the format, for the service loader. */
    public OnlineFormat() {}

    @Override
    public String kind() {
        return OnlinePredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof OnlinePredictor online)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        OnlineModel model = online.model();
        ObjectNode root = Json.object();
        root.put("combination", model.combination().toString());
        root.put("members", online.members().size());
        root.put("regimes", model.regimes());
        Json.put(root.putArray("pooled"), model.pooled());
        ObjectNode series = root.putObject("series");
        new TreeMap<>(model.states()).forEach((id, state) -> Json.put(series.putArray(id), state));
        out.text(FILE, root.toString());
        if (model.regime() != null) {
            out.text(REGIME, model.regime().toJson());
        }
        SavedMembers.write(online.members(), out);
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        JsonFields root = JsonFields.parse(in.text(FILE), FILE);
        Combination combination;
        try {
            combination = Combination.parse(root.text("combination"));
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(FILE + ": " + e.getMessage(), e);
        }
        if (info.trainedTo() == null) {
            throw new ModelLoadException(
                    "the description of an online ensemble needs the end of its training, found none");
        }
        int regimes = root.integer("regimes", 1, 2);
        FeaturePipeline regime = regimes == 1 ? null : regime(info, in);
        List<Predictor> members = SavedMembers.read(info, root, in);
        try {
            WeightRule rule = WeightRule.of(combination, members.size());
            int size = OnlineWeights.size(rule, info.targets().size(), info.horizon(), regimes);
            Map<String, double[]> states = root.decimalsByName("series", size);
            return new OnlinePredictor(
                    info, members, new OnlineModel(combination, regime, root.decimals("pooled", size), states));
        } catch (RuntimeException e) {
            members.forEach(Predictor::close);
            throw e;
        }
    }

    private static FeaturePipeline regime(PredictorInfo info, ModelReader in) {
        FeaturePipeline regime = RegimeGate.require(FeaturePipeline.fromJson(in.text(REGIME), in.features()));
        if (!regime.fitted()) {
            throw new ModelLoadException(REGIME + " has a feature that is not fitted: " + regime.features());
        }
        SavedMembers.requireColumns(info, regime.inputs(), REGIME);
        return regime;
    }
}
