package io.forecastj.models.regression;

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
     * Returns the seed of its random choices, to be recorded with the predictors that it trains.
     *
     * @return the seed; 0, for none, unless overridden
     */
    default long seed() {
        return 0;
    }

    /**
     * Returns the libraries that it trains with, to be recorded with the predictors that it trains.
     *
     * @return the libraries' versions by their names; empty unless overridden
     */
    default Map<String, String> libraries() {
        return Map.of();
    }

    /**
     * Returns the recipe that estimates a quantile of the label instead, with the other settings as they are. Unless
     * overridden, there is none.
     *
     * @param level the probability that the label stays below, above 0 and below 1
     * @return the recipe
     * @throws IllegalArgumentException if this kind of model estimates no quantiles, or the settings do not allow it
     */
    default Regressor quantile(double level) {
        throw new IllegalArgumentException(
                "regressors of the kind '" + kind() + "' estimate no quantiles; those of LightGBM do");
    }

    /**
     * Returns whether it trains one particular model, such as one that goes on from another. It then suits forecasters
     * of one model alone: those with one target, and by {@link Strategy#RECURSIVE}, {@link Strategy#DIRECT_SHARED} or for
     * one step.
     *
     * @return whether it does; false unless overridden
     */
    default boolean single() {
        return false;
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
     * @throws io.forecastj.ForecastException if a library that it needs is left out or does not load, or if the training
     *     fails
     */
    RegressionModel fit(Examples training, @Nullable Examples validation, FitListener listener);
}
