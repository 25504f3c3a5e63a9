package io.forecastj.models.regression;

import io.forecastj.FitListener;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains models with one output: from a matrix and labels to a {@link RegressionModel}. {@link Regression} makes a
 * forecaster from it.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface Regressor {
    /**
     * Returns the short name of the kind of model, such as {@code "lightgbm"}; loading finds the format by it.
     *
     * @return the kind
     */
    String kind();

    /**
     * Returns the settings, which are recorded with the trained predictors.
     *
     * @return the settings' values as text by name; empty unless overridden
     */
    default Map<String, String> parameters() {
        return Map.of();
    }

    /**
     * Returns the seed of the random choices, which is recorded with the trained predictors.
     *
     * @return the seed; 0, for none, unless overridden
     */
    default long seed() {
        return 0;
    }

    /**
     * Returns the libraries used for training, which are recorded with the trained predictors.
     *
     * @return the libraries' versions by name; empty unless overridden
     */
    default Map<String, String> libraries() {
        return Map.of();
    }

    /**
     * Returns a regressor that estimates a quantile of the label, with all other settings unchanged. The default
     * implementation throws.
     *
     * @param level the probability that the label is below the quantile, above 0 and below 1
     * @return the regressor
     * @throws IllegalArgumentException if this kind of model does not estimate quantiles, or the settings do not allow
     *     it
     */
    default Regressor quantile(double level) {
        throw new IllegalArgumentException(
                "regressors of the kind '" + kind() + "' estimate no quantiles; those of LightGBM do");
    }

    /**
     * Returns a regressor that estimates the probabilities of classes, with all other settings unchanged. Labels are
     * the classes' numbers from 0. The default implementation returns this regressor, for those whose settings already
     * choose between values and classes.
     *
     * @param count the number of classes, at least 2
     * @return the regressor
     * @throws IllegalArgumentException if the number is below 2, or the settings do not allow classes
     */
    default Regressor classes(int count) {
        return this;
    }

    /**
     * Returns whether validation examples decide when its training stops. A forecaster of classes by a regressor that
     * does not use them trains on the rows of the validation part as well.
     *
     * @return whether they do; true unless overridden
     */
    default boolean stopsEarly() {
        return true;
    }

    /**
     * Returns whether this regressor trains one particular model, for example the continuation of an existing one. Such
     * a regressor can only be used in a forecaster with a single model: with one target, and {@link
     * Strategy#RECURSIVE}, {@link Strategy#DIRECT_SHARED} or one step.
     *
     * @return whether it trains one particular model; false unless overridden
     */
    default boolean single() {
        return false;
    }

    /**
     * Returns whether its models learn what to answer where a feature is missing, as trees do. Then a forecast without
     * a feature that training rows lacked as well, at least one in a hundred or all of one series, is not {@link
     * io.forecastj.ForecastStatus#DEGRADED} for it.
     *
     * @return whether they do; false unless overridden
     */
    default boolean learnsFromMissing() {
        return false;
    }

    /**
     * Trains a model.
     *
     * @param training the training examples, in time order within each series
     * @param validation later examples that decide when to stop, or null to train to the end; not used by a regressor
     *     that does not {@linkplain #stopsEarly() stop early}
     * @param listener receives progress and may cancel
     * @return the model
     * @throws IllegalArgumentException if the examples do not fit the settings; the message names the mismatch
     * @throws java.util.concurrent.CancellationException if the listener cancels
     * @throws io.forecastj.ForecastException if a required library is missing or does not load, or if the training
     *     fails
     */
    RegressionModel fit(Examples training, @Nullable Examples validation, FitListener listener);
}
