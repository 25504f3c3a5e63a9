package io.forecastj.models.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.Json;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;

/**
 * Saves linear forecasters: the weights as {@code weights.json}, for each step one array whose first number belongs to
 * the row before the origin. Found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 */
public final class LinearFormat implements PredictorFormat {
    private static final String FILE = "weights.json";

    /** For the service loader. */
    public LinearFormat() {}

    @Override
    public String kind() {
        return LinearPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof LinearPredictor linear)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        ObjectNode root = Json.object();
        ArrayNode steps = root.putArray("weights");
        for (double[] step : linear.weights()) {
            Json.put(steps.addArray(), step);
        }
        out.text(FILE, root.toString());
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        JsonNode steps = Json.parse(in.text(FILE), FILE).path("weights");
        if (!steps.isArray() || steps.size() != info.horizon()) {
            throw new ModelLoadException(FILE + " should hold an array of weights for each of " + info.horizon()
                    + " steps, found " + steps.size());
        }
        if (info.requiredHistory() < 2 || info.targets().size() != 1) {
            throw new ModelLoadException("a linear forecaster has one target and a lookback of at least 2 rows, found "
                    + info.targets() + " and " + info.requiredHistory());
        }
        double[][] weights = new double[info.horizon()][];
        for (int step = 0; step < weights.length; step++) {
            weights[step] = Json.numbers(steps.get(step), info.requiredHistory() - 1, FILE + " weights[" + step + "]");
        }
        return new LinearPredictor(info, weights);
    }
}
