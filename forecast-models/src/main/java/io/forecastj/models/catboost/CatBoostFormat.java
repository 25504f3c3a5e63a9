package io.forecastj.models.catboost;

import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.RegressionModelFormat;

/**
 * Saves CatBoost models as the file that they were read from. Found by {@link java.util.ServiceLoader}; stateless and
 * thread-safe.
 *
 * @hidden
 */
public final class CatBoostFormat implements RegressionModelFormat {
    /** Creates the format, for the service loader. */
    public CatBoostFormat() {}

    @Override
    public String kind() {
        return CatBoostModel.KIND;
    }

    @Override
    public String extension() {
        return "cbm.json";
    }

    @Override
    public byte[] write(RegressionModel model) {
        if (!(model instanceof CatBoostModel boosted)) {
            throw new IllegalArgumentException(model + " has the kind '" + kind() + "' but is not one of this library");
        }
        return boosted.bytes();
    }

    @Override
    public RegressionModel read(byte[] bytes) {
        return CatBoostModel.of(bytes);
    }
}
