package io.forecastj.models.lightgbm;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Regressor;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;
import java.util.Objects;

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
     * Returns a trainer that goes on from a model: its trees come first and stay as they are, and {@code rounds} more
     * are trained on what they leave unexplained in the new examples. The model itself is not changed.
     *
     * <p>With validation examples, training stops as {@link LightGbmParameters.Builder#earlyStoppingRounds} says and
     * keeps at least one new round. Where no split improves, as on very few or constant examples, the answers stay those
     * of the model. The trainer suits forecasters of one model, which {@link Strategy#RECURSIVE} and {@link
     * Strategy#DIRECT_SHARED} with one target make; {@link Regression.Builder#build} refuses others. The model file of a
     * saved predictor is read by {@link #load(Path)}.
     *
     * @param model the model to go on from, trained here or elsewhere; may be closed
     * @param parameters the settings of the new rounds
     * @return the trainer, of kind {@code "lightgbm"}; its {@code fit} refuses examples whose features differ from the
     *     model's in names or order, and its {@code quantile} always refuses
     * @throws IllegalArgumentException if the model is, or the settings ask for, a random forest, or if the objective's
     *     outputs differ from the model's in number or in the function that follows the sum of the trees, or if the
     *     numbers of training rows in the model's trees do not add up, as {@link #load(Path)} allows on some conditions
     */
    public static Regressor continuing(LightGbmModel model, LightGbmParameters parameters) {
        return new LightGbmRegressor(parameters, Objects.requireNonNull(model, "model"));
    }

    /**
     * Reads a model that LightGBM 3.x or 4.x saved as text, from any language, and evaluates it in Java.
     *
     * <p>Inputs keep the order and the names of the file; {@code %2C} in a name stands for a comma, which LightGBM
     * does not allow in names, and so on for the other characters that {@link LightGbmModel#text} escapes. A categorical
     * input takes the category's code as a number: if the model was trained on a pandas table, the codes are those of
     * the table's categories.
     *
     * <p>The numbers of training rows, where the text holds them, must add up: those of a node are its children's.
     * LightGBM counts them, except on a CUDA device and by several machines on quantized gradients, where it estimates
     * them; models whose text holds such parameters are taken as they are.
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
     * @throws io.forecastj.ForecastException if the native engine is chosen and its library is left out or does
     *     not load
     */
    public static LightGbmModel load(Path path, Engine engine) {
        return LightGbmModel.of(ModelFile.read(path), engine);
    }

    /**
     * Makes a predictor of a bare model, such as one trained in Python, as {@link Regression#predictor} does.
     *
     * <p>The model's inputs must bear the names of the pipeline's columns in the same order. LightGBM allows no commas
     * in names, so train with the names as {@link LightGbmModel#text} writes them: {@code lag(y%2C1)} for
     * {@code lag(y,1)}. Text that was trained without names has inputs like {@code Column_0} and is refused.
     *
     * @param model the model; closed with the predictor, and left open if this call throws
     * @param pipeline the features of the model's training
     * @param target what the model learnt
     * @param strategy how one model forecasts several steps
     * @param horizon how many steps ahead to forecast, at least 1
     * @return a new predictor
     * @throws IllegalArgumentException as {@link Regression#predictor}; a difference of the inputs is named
     */
    public static Predictor predictor(
            LightGbmModel model, FeaturePipeline pipeline, Target target, Strategy strategy, int horizon) {
        return Regression.predictor(model, pipeline, target, strategy, horizon);
    }
}
