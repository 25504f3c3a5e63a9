package io.forecastj.models;

import io.forecastj.FitListener;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recipe for a model of one number: a matrix and labels in, a {@link RegressionModel} out. A strategy makes a
 * forecaster of it.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface Regressor {
    /**
     * Returns the short name of the kind of model, such as {@code "lightgbm"}; a saved predictor is read back by it.
     *
     * @return the kind
     */
    String kind();

    /**
     * Returns the settings, to be recorded with the predictors that it trains.
     *
     * @return the settings' values as texts by their names; empty unless overridden
     */
    default Map<String, String> parameters() {
        return Map.of();
    }

    /**
     * Trains a model.
     *
     * @param training the training examples, in time order within each series
     * @param validation later examples that decide when to stop, or null to train to the end
     * @param listener watches progress and may cancel
     * @return the model
     * @throws IllegalArgumentException if the examples do not fit the settings; the message says which
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    RegressionModel fit(Examples training, @Nullable Examples validation, FitListener listener);
}
