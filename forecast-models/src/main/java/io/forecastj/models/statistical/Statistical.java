package io.forecastj.models.statistical;

import io.forecastj.Predictor;
import io.forecastj.models.internal.PredictorView;
import java.util.List;

/**
 * Access to the models inside statistical predictors.
 *
 * <p>All methods are thread-safe.
 */
public final class Statistical {
    private Statistical() {}

    /**
     * Returns the models of a predictor.
     *
     * @param predictor a predictor of a forecaster of this package, also a loaded one
     * @return a description for each training series that has a value, in the order of training
     * @throws IllegalArgumentException if it is another predictor
     */
    public static List<SeriesModel> models(Predictor predictor) {
        if (PredictorView.behind(predictor) instanceof LocalPredictor local) {
            return local.fits().values().stream().map(SeriesModel::new).toList();
        }
        throw new IllegalArgumentException("expected a predictor of a statistical forecaster, found " + predictor);
    }
}
