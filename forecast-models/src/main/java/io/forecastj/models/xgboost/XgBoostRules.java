package io.forecastj.models.xgboost;

/** Checks of the settings of a training, each by itself and in combination. */
final class XgBoostRules {
    private static final int MOST_DEPTH = 64;

    private XgBoostRules() {}

    static void check(XgBoostParameters.Builder b) {
        require(b.rounds >= 1, "rounds", "at least 1", b.rounds);
        require(
                (float) b.learningRate > 0 && Float.isFinite((float) b.learningRate),
                "learningRate",
                "above 0 and finite as a 32-bit float",
                b.learningRate);
        boolean unset = b.maxDepth == XgBoostParameters.Builder.UNSET;
        require(unset || b.maxDepth >= 1 && b.maxDepth <= MOST_DEPTH, "maxDepth", "1 to " + MOST_DEPTH, b.maxDepth);
        require(b.leaves == 0 || b.leaves >= 2 && b.leaves <= 131_072, "leaves", "2 to 131072", b.leaves);
        requireNotNegative("minChildWeight", b.minChildWeight);
        requireFraction("rowFraction", b.rowFraction);
        requireFraction("featureFraction", b.featureFraction);
        requireNotNegative("lambdaL1", b.lambdaL1);
        requireNotNegative("lambdaL2", b.lambdaL2);
        requireNotNegative("minGainToSplit", b.minGainToSplit);
        require(b.maxBin >= 2 && b.maxBin <= 65_535, "maxBin", "2 to 65535", b.maxBin);
        require(b.dropFraction >= 0 && b.dropFraction < 1, "dart", "a share of at least 0 and below 1", b.dropFraction);
        require(b.parallelTrees >= 1 && b.parallelTrees <= 10_000, "parallelTrees", "1 to 10000", b.parallelTrees);
        require(b.threads >= 1, "threads", "at least 1", b.threads);
        require(
                b.earlyStoppingRounds >= 0 || b.earlyStoppingRounds == XgBoostParameters.Builder.UNSET,
                "earlyStoppingRounds",
                "at least 0",
                b.earlyStoppingRounds);
        checkCombinations(b);
    }

    private static void checkCombinations(XgBoostParameters.Builder b) {
        require(
                b.parallelTrees == 1 || b.rowFraction < 1 || b.featureFraction < 1,
                "parallelTrees",
                "a rowFraction or a featureFraction below 1 with parallel trees, which are equal otherwise",
                "neither");
        require(
                b.dropFraction == 0 || b.earlyStoppingRounds <= 0,
                "earlyStoppingRounds",
                "0 with dart, whose later rounds change the earlier trees",
                b.earlyStoppingRounds);
    }

    private static void requireFraction(String setting, double value) {
        require((float) value > 0 && value <= 1, setting, "above 0 and at most 1", value);
    }

    private static void requireNotNegative(String setting, double value) {
        require(value >= 0 && Float.isFinite((float) value), setting, "at least 0 and finite as a 32-bit float", value);
    }

    static void require(boolean holds, String setting, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "XGBoost setting '" + setting + "': expected " + expected + ", found " + found);
        }
    }
}
