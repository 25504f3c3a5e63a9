package io.forecastj.models.linear;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;

/**
 * Saves linear forecasters: the weights as {@code weights.json}, for each step one array whose first number belongs to
 * the row before the origin. Found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class LinearFormat implements PredictorFormat {
    private static final String FILE = "weights.json";

    /** Creates the format, for the service loader. */
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
        Json.put(root.putArray("weights"), linear.weights());
        out.text(FILE, root.toString());
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        if (info.requiredHistory() < 2 || info.targets().size() != 1) {
            throw new ModelLoadException("a linear forecaster has one target and a lookback of at least 2 rows, found "
                    + info.targets() + " and " + info.requiredHistory());
        }
        int inputs = info.requiredHistory() - 1;
        JsonFields root = JsonFields.parse(in.text(FILE), FILE);
        return new LinearPredictor(info, root.table("weights", info.horizon(), inputs, inputs));
    }
}
