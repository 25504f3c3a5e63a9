package io.forecastj.models.xgboost;

import io.forecastj.FitListener;
import io.forecastj.models.regression.Examples;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trainer of XGBoost models, which {@link XgBoost#regressor} finds by {@link java.util.ServiceLoader}. The module
 * {@code forecast-xgboost} has one that calls XGBoost's native library; applications do not implement it.
 *
 * <p>Implementations are thread-safe.
 */
public interface XgBoostTrainer {
    /**
     * Returns the libraries used for training, which are recorded with the trained predictors.
     *
     * @return the libraries' versions by name
     */
    Map<String, String> libraries();

    /**
     * Trains a model.
     *
     * @param settings the settings by XGBoost's names, checked
     * @param rounds the largest number of rounds, at least 1
     * @param patience the number of rounds without a lower validation loss after which training stops, with the model
     *     of the best round; 0 to train all rounds
     * @param training the training examples, whose shapes, features, labels and weights have been checked
     * @param validation the validation examples, checked likewise, or null for none
     * @param listener receives progress after each round and may cancel before each one
     * @return the bytes of the model as UBJSON, with the names of the features
     * @throws java.util.concurrent.CancellationException if the listener cancels
     * @throws io.forecastj.ForecastException if the native library does not load, or if the training fails
     */
    byte[] train(
            Map<String, String> settings,
            int rounds,
            int patience,
            Examples training,
            @Nullable Examples validation,
            FitListener listener);
}
