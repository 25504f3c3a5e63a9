package io.forecastj.models.xgboost;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.internal.CheckedBytes;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Regressor;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;

/**
 * Entry point to XGBoost: settings, training, and models trained elsewhere.
 *
 * <p>Training needs the module {@code forecast-xgboost}, which brings XGBoost's native library; the trained models,
 * like all others, are evaluated in Java and need it no more.
 *
 * <p>All methods are thread-safe.
 */
public final class XgBoost {
    private XgBoost() {}

    /**
     * Starts the settings of a training; every setting has a default.
     *
     * @return a new builder
     */
    public static XgBoostParameters.Builder parameters() {
        return new XgBoostParameters.Builder();
    }

    /**
     * Starts a forecaster that trains XGBoost with its default settings and keeps the last 15 % of each series to
     * decide when to stop. Target, features and horizon must be set. Fitting it needs the module {@code
     * forecast-xgboost}.
     *
     * @return a builder, described in {@link Regression#forecaster()}
     */
    public static Regression.Builder forecaster() {
        return forecaster(parameters().build()).validation(0.15);
    }

    /**
     * Starts a forecaster that trains XGBoost with the given settings. All rows train unless a validation part is set.
     * Target, features and horizon must be set. Fitting it needs the module {@code forecast-xgboost}.
     *
     * @param parameters the settings
     * @return a builder, described in {@link Regression#forecaster()}
     */
    public static Regression.Builder forecaster(XgBoostParameters parameters) {
        return Regression.forecaster().regressor(regressor(parameters));
    }

    /**
     * Returns a regressor that trains XGBoost models.
     *
     * <p>Its {@code fit} needs the module {@code forecast-xgboost} and throws {@link io.forecastj.ForecastException}
     * without it. Inputs are finite as 32-bit floats, or NaN where missing. For classes, {@link Regressor#classes}
     * replaces the default objective by {@link XgBoostObjective.Multiclass}, and refuses others.
     *
     * @param parameters the settings
     * @return the regressor, of kind {@code "xgboost"}; its models are {@link XgBoostModel}s evaluated in Java
     */
    public static Regressor regressor(XgBoostParameters parameters) {
        return new XgBoostRegressor(parameters);
    }

    /** Far larger than any real model; a number takes at least one byte of a file and eight of memory. */
    private static final int MAX_BYTES = 256 << 20;

    /**
     * Reads a model that XGBoost 1.x to 3.x saved as JSON or UBJSON, from any language, and evaluates it in Java.
     *
     * <p>Boosters of trees are read, {@code gbtree} and {@code dart}, random forests and trees of several outputs
     * ({@code multi_output_tree}) included, with the objectives of regression, counts, quantiles, logistic regression,
     * hinge loss, classes, ranking and survival. Inputs keep the order and the names of the file; a model that was
     * trained without names has {@code f0}, {@code f1} and so on. A categorical input takes the category's code as a
     * number.
     *
     * <p>All trees of the file are added, as by {@code Booster.predict}. After early stopping these are more than the
     * best ones, which scikit-learn's interface uses: save {@code booster[:booster.best_iteration + 1]} for the same
     * answers. An objective that is a function of the training program leaves {@code reg:squarederror} in the file, so
     * that the answers are the sums of the trees.
     *
     * <p>From 3.1 on, XGBoost keeps the categories of a data frame and replaces a frame's values by their codes. A row
     * here has numbers only, so a file whose categories are not their own codes is refused.
     *
     * @param path the file, of at most 256 MiB
     * @return the model
     * @throws ModelLoadException if the file cannot be read, is not a well-formed model, or uses an unsupported feature
     *     (linear boosters, categories that are not their own codes, several levels of {@code reg:expectileerror}, an
     *     objective that XGBoost does not have); the message names the place and what to do
     */
    public static XgBoostModel load(Path path) {
        byte[] bytes = CheckedBytes.read(path, MAX_BYTES);
        try {
            return load(bytes);
        } catch (ModelLoadException e) {
            throw new ModelLoadException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a model from the bytes of its file, as {@link #load(Path)} does from a file; for example from a database or
     * the resources of an application.
     *
     * @param bytes the bytes of the file
     * @return the model
     * @throws ModelLoadException as {@link #load(Path)}
     */
    public static XgBoostModel load(byte[] bytes) {
        return XgBoostModel.of(bytes);
    }

    /**
     * Makes a predictor from an XGBoost model, such as one trained in Python, as {@link Regression#predictor} does.
     *
     * <p>The names of the model's inputs must be those of the pipeline's columns, in the same order; {@code
     * Features.named("f0", ...)} gives a feature the name of a model without names.
     *
     * @param model the model
     * @param pipeline the features of the model's training
     * @param target the target that the model has learnt
     * @param strategy the strategy that makes a forecast of several steps from one model
     * @param horizon the number of steps to forecast, at least 1
     * @return a new predictor
     * @throws IllegalArgumentException as {@link Regression#predictor}; if the inputs differ, the message names the
     *     difference; if the target is a {@link Target.Direction} and the model has several outputs by another
     *     objective than {@code multi:softprob} or {@code multi:softmax}
     */
    public static Predictor predictor(
            XgBoostModel model, FeaturePipeline pipeline, Target target, Strategy strategy, int horizon) {
        if (target instanceof Target.Direction) {
            model.requireProbabilities(target);
        }
        return Regression.predictor(model, pipeline, target, strategy, horizon);
    }
}
