package io.forecastj.models.catboost;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.internal.CheckedBytes;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;

/**
 * Entry point to models that CatBoost trained.
 *
 * <p>All methods are thread-safe.
 */
public final class CatBoost {
    private CatBoost() {}

    /** Far larger than any real model; {@link CatBoostReader} limits the values in it. */
    private static final int MAX_BYTES = 256 << 20;

    /**
     * Reads a model that CatBoost 1.x saved by {@code save_model("model.json", format="json")}, from any language, and
     * evaluates it in Java.
     *
     * <p>Models of numeric features and symmetric trees, the default of {@code grow_policy}, are read, with the loss
     * functions of regression, counts, quantiles, classes and ranking. Inputs keep the order and the names of the file;
     * one that was trained without a name has its number from 0 as name, as in CatBoost.
     *
     * @param path the file, of at most 256 MiB
     * @return the model
     * @throws ModelLoadException if the file cannot be read, is not a well-formed model, or uses an unsupported feature
     *     (categorical, text and embedding features, trees that are not symmetric, a loss function of which the answers
     *     are not known); the message names the place
     */
    public static CatBoostModel load(Path path) {
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
    public static CatBoostModel load(byte[] bytes) {
        return CatBoostModel.of(bytes);
    }

    /**
     * Makes a predictor from a CatBoost model, such as one trained in Python, as {@link Regression#predictor} does.
     *
     * <p>The names of the model's inputs must be those of the pipeline's columns, in the same order; {@code
     * Features.named("0", ...)} gives a feature the name of a model without names.
     *
     * @param model the model
     * @param pipeline the features of the model's training
     * @param target the target that the model has learnt; the classes of a {@link Target.Direction} must be numbers in
     *     the training, such as 0, 1 and 2, or have the names {@link Target.Direction#CLASSES}, since CatBoost sorts
     *     other names by their letters
     * @param strategy the strategy that makes a forecast of several steps from one model
     * @param horizon the number of steps to forecast, at least 1
     * @return a new predictor
     * @throws IllegalArgumentException as {@link Regression#predictor}; if the inputs or the classes differ, the
     *     message names the difference; if the target is a {@link Target.Direction} and the loss function another one
     *     of several outputs than MultiClass
     */
    public static Predictor predictor(
            CatBoostModel model, FeaturePipeline pipeline, Target target, Strategy strategy, int horizon) {
        if (target instanceof Target.Direction) {
            model.requireSharesOfClasses(target);
            ClassLabels.requireOrder(model.classes(), Target.Direction.CLASSES);
        }
        return Regression.predictor(model, pipeline, target, strategy, horizon);
    }
}
