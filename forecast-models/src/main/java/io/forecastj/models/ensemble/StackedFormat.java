package io.forecastj.models.ensemble;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.lightgbm.LightGbmFormat;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Saves stacked ensembles: the members as directories, the weights as {@code stack.json}, boosted models as text of
 * LightGBM. Found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class StackedFormat implements PredictorFormat {
    private static final String FILE = "stack.json";

    /** Creates the format, for the service loader. */
    public StackedFormat() {}

    @Override
    public String kind() {
        return StackedPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof StackedPredictor stack)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        StackModel model = stack.model();
        ObjectNode root = Json.object();
        root.put("members", stack.members().size());
        root.put("median", model.median());
        root.put("boosted", !model.models().isEmpty());
        Json.put(root.putArray("weights"), model.weights());
        ObjectNode factors = root.putObject("factors");
        new TreeMap<>(model.factors()).forEach((id, series) -> Json.put(factors.putArray(id), series));
        out.text(FILE, root.toString());
        for (int k = 0; k < model.models().size(); k++) {
            out.bytes(modelFile(k), new LightGbmFormat().write(model.models().get(k)));
        }
        SavedMembers.write(stack.members(), out);
    }

    private static String modelFile(int member) {
        return "errors-" + (member + 1) + ".txt";
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        JsonFields root = JsonFields.parse(in.text(FILE), FILE);
        List<Predictor> members = SavedMembers.read(info, root, in);
        List<RegressionModel> models = new ArrayList<>();
        try {
            boolean median = root.flag("median");
            int width = members.size() + (median ? 1 : 0);
            double[][] weights = {};
            if (root.flag("boosted")) {
                for (int k = 0; k < members.size(); k++) {
                    models.add(model(k, OriginFeatures.OWN + members.size(), in));
                }
            } else {
                weights = root.table("weights", info.targets().size() * info.horizon(), width, width);
            }
            Map<String, double[]> factors = root.decimalsByName("factors", width);
            return new StackedPredictor(info, members, new StackModel(weights, median, factors, models));
        } catch (RuntimeException e) {
            members.forEach(Predictor::close);
            models.forEach(RegressionModel::close);
            throw e;
        }
    }

    private static RegressionModel model(int member, int width, ModelReader in) {
        RegressionModel model = new LightGbmFormat().read(in.bytes(modelFile(member)));
        if (model.features().size() != width || model.outputs() != 1) {
            model.close();
            throw new ModelLoadException(modelFile(member) + " should have " + width + " inputs and 1 output, found "
                    + model.features().size() + " and " + model.outputs());
        }
        return model;
    }
}
