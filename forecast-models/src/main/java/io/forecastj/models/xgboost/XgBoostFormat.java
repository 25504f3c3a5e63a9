package io.forecastj.models.xgboost;

import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.RegressionModelFormat;

/**
 * Saves XGBoost models as the file that they were read from. Found by {@link java.util.ServiceLoader}; stateless and
 * thread-safe.
 *
 * @hidden
 */
public final class XgBoostFormat implements RegressionModelFormat {
    /** Creates the format, for the service loader. */
    public XgBoostFormat() {}

    @Override
    public String kind() {
        return XgBoostModel.KIND;
    }

    @Override
    public String extension() {
        return "xgb";
    }

    @Override
    public byte[] write(RegressionModel model) {
        if (!(model instanceof XgBoostModel boosted)) {
            throw new IllegalArgumentException(model + " has the kind '" + kind() + "' but is not one of this library");
        }
        return boosted.bytes();
    }

    @Override
    public RegressionModel read(byte[] bytes) {
        return XgBoostModel.of(bytes);
    }
}
