package io.forecastj.models.lightgbm;

import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Regressor;

/**
 * Entry point to random forests: the mean of independent trees, each grown on a random part of the rows with a random
 * part of the features at each split (Breiman, Random forests, Machine Learning 45, 2001).
 *
 * <p>LightGBM trains the trees, in its mode {@code rf}; the models are {@link LightGbmModel}s, evaluated in Java, saved
 * as LightGBM's text, explained and compiled like all others. {@link RandomForestParameters.Builder#extraTrees} makes
 * extremely randomised trees instead.
 *
 * <p><b>Classes.</b> For a {@link io.forecastj.Target.Direction} the probability of a class is the mean, over the
 * trees, of the class's share of the training rows in the leaf; not a function of averaged scores, as in LightGBM's own
 * forests of classes. Each class has trees of its share, grown on the same rows as those of the other classes
 * (probability machines: Malley et al., Methods of Information in Medicine 51, 2012), and the means are scaled to add
 * up to 1.
 *
 * <p><b>Quantiles.</b> For {@link Regression.Builder#quantiles} each level has a forest whose leaves hold that quantile
 * of their rows. Leaves are larger then, since the quantile of few rows lies too near to their middle; see {@link
 * RandomForestParameters.Builder#minLeafRows}.
 *
 * <p>All methods are thread-safe.
 */
public final class RandomForest {
    private RandomForest() {}

    /**
     * Starts the settings of a training; every setting has a default.
     *
     * @return a new builder
     */
    public static RandomForestParameters.Builder parameters() {
        return new RandomForestParameters.Builder();
    }

    /**
     * Starts a forecaster that trains a random forest with its default settings. For values, the last 15 % of each
     * series train no tree: they decide how far forecasts are drawn towards naive ones, as described in {@link
     * Regression#forecaster()}. For classes, which are not drawn, all rows train. Target, features and horizon must be
     * set.
     *
     * @return a builder, described in {@link Regression#forecaster()}
     */
    public static Regression.Builder forecaster() {
        return forecaster(parameters().build()).validation(0.15);
    }

    /**
     * Starts a forecaster that trains a random forest with the given settings. All rows train unless a validation part
     * is set. Target, features and horizon must be set.
     *
     * @param parameters the settings
     * @return a builder, described in {@link Regression#forecaster()}; its name is {@code "random-forest"} or {@code
     *     "extra-trees"} unless set
     */
    public static Regression.Builder forecaster(RandomForestParameters parameters) {
        return Regression.forecaster()
                .regressor(regressor(parameters))
                .name(parameters.extraTrees() ? "extra-trees" : "random-forest");
    }

    /**
     * Returns a regressor that trains random forests.
     *
     * <p>A forest has no early stopping: validation examples are checked like others and not used otherwise. Progress
     * is reported for each tree, in the phase {@code "trees"}.
     *
     * @param parameters the settings
     * @return the regressor, of kind {@code "lightgbm"}; its models are {@link LightGbmModel}s evaluated in Java
     */
    public static Regressor regressor(RandomForestParameters parameters) {
        return new ForestRegressor(parameters);
    }
}
