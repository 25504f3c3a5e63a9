package io.forecastj.models.lightgbm;

import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.RegressionModelFormat;
import java.nio.charset.StandardCharsets;

/**
 * Saves LightGBM models as LightGBM's text format, which LightGBM in every language can read. Found by {@link
 * java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class LightGbmFormat implements RegressionModelFormat {
    /** Creates the format, for the service loader. */
    public LightGbmFormat() {}

    @Override
    public String kind() {
        return LightGbmRegressor.KIND;
    }

    @Override
    public String extension() {
        return "txt";
    }

    @Override
    public byte[] write(RegressionModel model) {
        if (!(model instanceof LightGbmModel boosted)) {
            throw new IllegalArgumentException(model + " has the kind '" + kind() + "' but is not one of this library");
        }
        return boosted.text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public RegressionModel read(byte[] bytes) {
        return LightGbmModel.of(ModelFile.parse(bytes), Engine.JAVA);
    }
}
