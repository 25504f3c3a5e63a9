package io.forecastj.models.lightgbm;

import java.util.Map;

/** Checks of the settings, each by itself and in combination. */
final class ParameterRules {
    private ParameterRules() {}

    static void check(LightGbmParameters.Builder b) {
        checkRanges(b);
        checkCombinations(b);
    }

    private static void checkRanges(LightGbmParameters.Builder b) {
        require(b.rounds >= 1, "rounds", "at least 1", b.rounds);
        require(b.learningRate > 0 && Double.isFinite(b.learningRate), "learningRate", "above 0", b.learningRate);
        require(b.leaves >= 2 && b.leaves <= 131_072, "leaves", "2 to 131072", b.leaves);
        require(b.maxDepth == -1 || b.maxDepth >= 1, "maxDepth", "at least 1, or -1 for no limit", b.maxDepth);
        require(b.minLeafRows >= 1, "minLeafRows", "at least 1", b.minLeafRows);
        require(
                b.baggingFraction > 0 && b.baggingFraction <= 1,
                "bagging fraction",
                "above 0 and at most 1",
                b.baggingFraction);
        require(b.baggingFrequency >= 0, "bagging frequency", "at least 0", b.baggingFrequency);
        require(
                b.featureFraction > 0 && b.featureFraction <= 1,
                "featureFraction",
                "above 0 and at most 1",
                b.featureFraction);
        require(b.lambdaL1 >= 0 && Double.isFinite(b.lambdaL1), "lambdaL1", "at least 0", b.lambdaL1);
        require(b.lambdaL2 >= 0 && Double.isFinite(b.lambdaL2), "lambdaL2", "at least 0", b.lambdaL2);
        require(
                b.minGainToSplit >= 0 && Double.isFinite(b.minGainToSplit),
                "minGainToSplit",
                "at least 0",
                b.minGainToSplit);
        require(b.maxBin >= 2 && b.maxBin <= 65_535, "maxBin", "2 to 65535", b.maxBin);
        require(b.threads >= 1 || b.threads == LightGbmParameters.AUTOMATIC, "threads", "at least 1", b.threads);
        require(
                b.earlyStoppingRounds >= 0 || b.earlyStoppingRounds == LightGbmParameters.Builder.UNSET,
                "earlyStoppingRounds",
                "at least 0",
                b.earlyStoppingRounds);
        b.monotone.forEach((feature, direction) ->
                require(direction == 1 || direction == -1, "monotone", "1 or -1 for '" + feature + "'", direction));
    }

    private static void checkCombinations(LightGbmParameters.Builder b) {
        boolean bagging = b.baggingFrequency > 0 && b.baggingFraction < 1;
        if (b.boosting == Boosting.GOSS) {
            require(!bagging, "bagging", "none with GOSS, which samples rows itself", b.baggingFraction);
        }
        if (b.boosting == Boosting.RF) {
            require(
                    bagging || b.featureFraction < 1,
                    "boosting",
                    "bagging(fraction below 1, frequency of at least 1) or a featureFraction below 1 with RF",
                    "neither");
        }
        if (b.boosting == Boosting.DART) {
            require(
                    b.earlyStoppingRounds <= 0,
                    "earlyStoppingRounds",
                    "0 with DART, whose later rounds change the earlier ones",
                    b.earlyStoppingRounds);
        }
        checkMonotone(b.objective, b.monotone);
        for (String feature : b.monotone.keySet()) {
            require(!b.categorical.contains(feature), "monotone", "no categorical feature", "'" + feature + "'");
        }
    }

    /** Checks a continuation: the model remains a sum of trees, and its text names one function of that sum. */
    static void checkContinued(LightGbmParameters parameters, ModelText start) {
        require(
                !start.average()
                        && !Boosting.RF.nativeName().equals(parameters.asMap().get("boosting")),
                "boosting",
                "a sum of trees to continue a model, no random forest",
                start.average() ? "a model that averages" : "RF");
        Objective objective = parameters.objective();
        OutputTransform transform = transform(objective);
        require(
                start.outputs() == objective.outputs() && start.transform().equals(transform),
                "objective",
                "one like that of the model to continue, of " + start.outputs() + " outputs through "
                        + start.transform(),
                objective + " of " + objective.outputs() + " through " + transform);
        // LightGBM copies the trees, but not the parameter that tells the reader why their counts do not add up.
        require(
                start.trees().stream().allMatch(tree -> tree.miscounted() < 0),
                "model to continue",
                "trees whose numbers of training rows add up",
                "estimates, as of a training on a CUDA device");
    }

    /** Returns the function that follows the sum of the trees, with LightGBM's default steepness of a sigmoid, 1. */
    private static OutputTransform transform(Objective objective) {
        if (objective instanceof Objective.Poisson || objective instanceof Objective.Tweedie) {
            return OutputTransform.of(OutputTransform.Kind.EXP);
        }
        if (objective instanceof Objective.Binary) {
            return OutputTransform.of(OutputTransform.Kind.SIGMOID);
        }
        return OutputTransform.of(
                objective instanceof Objective.Multiclass
                        ? OutputTransform.Kind.SOFTMAX
                        : OutputTransform.Kind.IDENTITY);
    }

    static void require(boolean holds, String setting, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "LightGBM setting '" + setting + "': expected " + expected + ", found " + found);
        }
    }

    static void checkMonotone(Objective objective, Map<String, Integer> monotone) {
        if (objective instanceof Objective.AbsoluteError || objective instanceof Objective.Quantile) {
            require(monotone.isEmpty(), "monotone", "none with " + objective, monotone);
        }
    }
}
