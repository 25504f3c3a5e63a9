package io.forecastj.models.linear;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.RegressionModelFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Saves ridge regressions as JSON: features, intercept, and for each feature its training mean and its weight. Found by
 * {@link java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class RidgeFormat implements RegressionModelFormat {
    /** Creates the format, for the service loader. */
    public RidgeFormat() {}

    @Override
    public String kind() {
        return RidgeModel.KIND;
    }

    @Override
    public String extension() {
        return "json";
    }

    @Override
    public byte[] write(RegressionModel model) {
        if (!(model instanceof RidgeModel ridge)) {
            throw new IllegalArgumentException(model + " has the kind '" + kind() + "' but is not one of this library");
        }
        ObjectNode root = Json.object();
        ridge.features().forEach(root.putArray("features")::add);
        root.put("intercept", ridge.intercept());
        Json.put(root.putArray("means"), ridge.means());
        Json.put(root.putArray("weights"), ridge.weights());
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public RegressionModel read(byte[] bytes) {
        JsonFields root = JsonFields.parse(new String(bytes, StandardCharsets.UTF_8), "the ridge regression");
        List<String> features = root.texts("features");
        return new RidgeModel(
                features,
                root.decimal("intercept"),
                root.decimals("means", features.size()),
                root.decimals("weights", features.size()));
    }
}
