package io.forecastj.models.saving;

import io.forecastj.Predictor;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.Predictors;

/**
 * Source of the parts of a saved predictor, by the names that its {@link PredictorFormat} gave them. The hash of every
 * part has been checked.
 *
 * <p>Not thread-safe; used by one thread.
 */
public interface ModelReader {
    /**
     * Returns a file's bytes.
     *
     * @param name the file's name
     * @return a new array
     * @throws io.forecastj.ModelLoadException if there is no such file
     */
    byte[] bytes(String name);

    /**
     * Returns a file's text.
     *
     * @param name the file's name
     * @return the text
     * @throws io.forecastj.ModelLoadException if there is no such file or it is not UTF-8
     */
    String text(String name);

    /**
     * Loads a predictor inside this one.
     *
     * @param name the name of its directory
     * @return a new predictor, which the caller closes
     * @throws io.forecastj.ModelLoadException if there is no such directory, or the predictor in it cannot be loaded
     */
    Predictor predictor(String name);

    /**
     * Returns the kinds of features that a pipeline in a file may name.
     *
     * @return the registry given to {@link Predictors#load(java.nio.file.Path, FeatureRegistry)}
     */
    FeatureRegistry features();
}
