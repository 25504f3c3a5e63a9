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
 * Entry point to LightGBM: settings, training, and models trained elsewhere.
 *
 * <p>All methods are thread-safe.
 */
public final class LightGbm {
    private LightGbm() {}

    /**
     * Starts the settings of a training; every setting has a default.
     *
     * @return a new builder
     */
    public static LightGbmParameters.Builder parameters() {
        return new LightGbmParameters.Builder();
    }

    /**
     * Starts a forecaster that trains LightGBM with its default settings and keeps the last 15 % of each series to
     * decide when to stop. Target, features and horizon must be set.
     *
     * @return a builder, described in {@link Regression#forecaster()}
     */
    public static Regression.Builder forecaster() {
        return forecaster(parameters().build()).validation(0.15);
    }

    /**
     * Starts a forecaster that trains LightGBM with the given settings. All rows train unless a validation part is set.
     * Target, features and horizon must be set.
     *
     * @param parameters the settings
     * @return a builder, described in {@link Regression#forecaster()}
     */
    public static Regression.Builder forecaster(LightGbmParameters parameters) {
        return Regression.forecaster().regressor(regressor(parameters));
    }

    /**
     * Returns a regressor that trains LightGBM models.
     *
     * @param parameters the settings
     * @return the regressor, of kind {@code "lightgbm"}; its models are {@link LightGbmModel}s evaluated in Java
     */
    public static Regressor regressor(LightGbmParameters parameters) {
        return new LightGbmRegressor(parameters);
    }

    /**
     * Returns a regressor that continues a model. The model's trees come first and remain unchanged; {@code rounds}
     * more are trained on their residuals in the new examples. The model itself is not changed.
     *
     * <p>With validation examples, training stops as described in {@link
     * LightGbmParameters.Builder#earlyStoppingRounds} and keeps at least one new round. If no split improves the loss,
     * as on very few or constant examples, the answers equal those of the model. The regressor can be used in
     * forecasters with one model, that is, with one target and {@link Strategy#RECURSIVE}, {@link
     * Strategy#DIRECT_SHARED} or one step; {@link Regression.Builder#build} rejects others. {@link #load(Path)} reads
     * the model file of a saved predictor.
     *
     * @param model the model to continue, trained here or elsewhere; may be closed
     * @param parameters the settings of the new rounds
     * @return the regressor, of kind {@code "lightgbm"}; its {@code fit} rejects examples whose features differ from
     *     the model's in names or order, and its {@code quantile} always throws
     * @throws IllegalArgumentException if the model is a random forest or the settings are for one, if the objective's
     *     outputs differ from the model's in number or in the function that follows the sum of the trees, or if the
     *     numbers of training rows in the model's trees do not add up, which {@link #load(Path)} allows for some models
     */
    public static Regressor continuing(LightGbmModel model, LightGbmParameters parameters) {
        return new LightGbmRegressor(parameters, Objects.requireNonNull(model, "model"));
    }

    /**
     * Reads a model that LightGBM 3.x or 4.x saved as text, from any language, and evaluates it in Java.
     *
     * <p>Inputs keep the order and the names of the file. {@code %2C} in a name means a comma, which LightGBM does not
     * allow in names; the other characters that {@link LightGbmModel#text} escapes are decoded likewise. A categorical
     * input takes the category's code as a number. A byte order mark before the text is skipped.
     *
     * <p>If the model was trained on a pandas table with category columns, LightGBM's Python package has replaced their
     * values by codes, the positions in the table's lists of categories, and wrote the lists to the last line, {@code
     * pandas_categorical}. Unless each list is 0, 1, 2 and so on, a value could be taken for another one's code, and
     * the model is rejected; remove the line to confirm that your columns hold the codes.
     *
     * <p>If the text has the numbers of training rows, the number of each node must be the sum of its children's.
     * LightGBM counts the rows, with two exceptions: it estimates them on a CUDA device, and on several machines with
     * quantized gradients. For models whose text has such parameters, the numbers are not checked.
     *
     * @param path the file
     * @return the model
     * @throws ModelLoadException if the file cannot be read, is not a well-formed model, or uses an unsupported feature
     *     (linear trees, format versions other than v3 and v4), or has pandas categories that differ from their codes;
     *     the message names the place
     */
    public static LightGbmModel load(Path path) {
        return load(path, Engine.JAVA);
    }

    /**
     * Reads a model as {@link #load(Path)} does, with a choice of the engine.
     *
     * @param path the file
     * @param engine the engine that evaluates the model
     * @return the model; close it if the engine is {@link Engine#NATIVE}
     * @throws ModelLoadException as {@link #load(Path)}
     * @throws io.forecastj.ForecastException if the native engine is chosen and its library is missing or does not load
     */
    public static LightGbmModel load(Path path, Engine engine) {
        return LightGbmModel.of(ModelFile.read(path), engine);
    }

    /**
     * Reads a model from the bytes of its text, as {@link #load(Path)} does from a file; for example from a database or
     * the resources of an application.
     *
     * @param text the bytes of the file, in UTF-8
     * @return the model
     * @throws ModelLoadException as {@link #load(Path)}
     */
    public static LightGbmModel load(byte[] text) {
        return load(text, Engine.JAVA);
    }

    /**
     * Reads a model from the bytes of its text, with a choice of the engine.
     *
     * @param text the bytes of the file, in UTF-8
     * @param engine the engine that evaluates the model
     * @return the model; close it if the engine is {@link Engine#NATIVE}
     * @throws ModelLoadException as {@link #load(Path)}
     * @throws io.forecastj.ForecastException if the native engine is chosen and its library is missing or does not load
     */
    public static LightGbmModel load(byte[] text, Engine engine) {
        return LightGbmModel.of(ModelFile.foreign(text), engine);
    }

    /**
     * Makes a predictor from a LightGBM model, such as one trained in Python, as {@link Regression#predictor} does.
     *
     * <p>The names of the model's inputs must be those of the pipeline's columns, in the same order. LightGBM allows no
     * commas in names and turns blanks into underscores, so names like {@code lag(y,1)} cannot be those of a training:
     * give the feature the name that the training used, {@code Features.named("lag1", Features.lag("y", 1))}. A model
     * that was trained without names has inputs like {@code Column_0}; a pipeline whose features are named so, in the
     * order of the training's columns, fits it. Or train with the names as {@link LightGbmModel#text} writes them,
     * {@code lag(y%2C1)} for {@code lag(y,1)}.
     *
     * @param model the model; closing the predictor closes it; it stays open if this call throws
     * @param pipeline the features of the model's training
     * @param target the target that the model has learnt
     * @param strategy the strategy that makes a forecast of several steps from one model
     * @param horizon the number of steps to forecast, at least 1
     * @return a new predictor
     * @throws IllegalArgumentException as {@link Regression#predictor}; if the inputs differ, the message names the
     *     difference
     */
    public static Predictor predictor(
            LightGbmModel model, FeaturePipeline pipeline, Target target, Strategy strategy, int horizon) {
        return Regression.predictor(model, pipeline, target, strategy, horizon);
    }
}
