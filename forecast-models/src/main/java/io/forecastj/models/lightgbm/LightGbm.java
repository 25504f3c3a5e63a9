package io.forecastj.models.lightgbm;

import io.forecastj.ModelLoadException;
import io.forecastj.models.Regression;
import io.forecastj.models.Regressor;
import java.nio.file.Path;

/**
 * The entry to LightGBM: settings, training, and models trained elsewhere.
 *
 * <p>All methods are thread-safe.
 */
public final class LightGbm {
    private LightGbm() {}

    /**
     * Starts the settings of a training, with a default for each.
     *
     * @return a new builder
     */
    public static LightGbmParameters.Builder parameters() {
        return new LightGbmParameters.Builder();
    }

    /**
     * Starts a forecaster that trains LightGBM with its default settings and keeps the last 15 % of each series in time
     * to decide when to stop. Target, features and horizon must be set.
     *
     * @return a builder; {@link Regression#forecaster()} says what it makes
     */
    public static Regression.Builder forecaster() {
        return forecaster(parameters().build()).validation(0.15);
    }

    /**
     * Starts a forecaster that trains LightGBM with the given settings. All rows train unless a validation part is set.
     * Target, features and horizon must be set.
     *
     * @param parameters the settings
     * @return a builder; {@link Regression#forecaster()} says what it makes
     */
    public static Regression.Builder forecaster(LightGbmParameters parameters) {
        return Regression.forecaster().regressor(regressor(parameters));
    }

    /**
     * Returns a trainer of models of one number.
     *
     * @param parameters the settings
     * @return the trainer, of kind {@code "lightgbm"}; its models are {@link LightGbmModel}s evaluated in Java
     */
    public static Regressor regressor(LightGbmParameters parameters) {
        return new LightGbmRegressor(parameters);
    }

    /**
     * Reads a model that LightGBM 3.x or 4.x saved as text, from any language, and evaluates it in Java.
     *
     * <p>Inputs keep the order and the names of the file; {@code %2C} in a name stands for a comma, which LightGBM
     * does not allow in names, and so on for the other characters that {@link LightGbmModel#text} escapes. A categorical
     * input takes the category's code as a number: if the model was trained on a pandas table, the codes are those of
     * the table's categories.
     *
     * @param path the file
     * @return the model
     * @throws ModelLoadException if the file cannot be read, is not a well-formed model, or uses what is not supported
     *     (linear trees, format versions other than v3 and v4); the message says where
     */
    public static LightGbmModel load(Path path) {
        return load(path, Engine.JAVA);
    }

    /**
     * Reads a model as {@link #load(Path)} does and chooses what evaluates it.
     *
     * @param path the file
     * @param engine what evaluates the model
     * @return the model; to be closed if the engine is {@link Engine#NATIVE}
     * @throws ModelLoadException as {@link #load(Path)}
     * @throws io.forecastj.ForecastException if the native engine is asked for and its library does not load
     */
    public static LightGbmModel load(Path path, Engine engine) {
        return LightGbmModel.of(ModelFile.read(path), engine);
    }
}
