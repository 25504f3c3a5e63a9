package io.forecastj.models.lightgbm;

/** Method by which a model's trees are grown and summed. Immutable and thread-safe. */
public enum Boosting {
    /** Gradient boosted trees, each fitted to the gradients of all rows or of a bag of rows. */
    GBDT("gbdt"),

    /**
     * Boosting that drops random earlier trees in each round (Rashmi and Gilad-Bachrach, 2015). Later rounds rescale
     * earlier trees, so a model cannot be cut back to its best round, and early stopping is not possible.
     */
    DART("dart"),

    /** Boosting on the rows with large gradients and a sample of the others (Ke et al., 2017); no bagging. */
    GOSS("goss"),

    /** A random forest: the average of independent trees; needs bagging or a feature fraction below 1. */
    RF("rf");

    private final String nativeName;

    Boosting(String nativeName) {
        this.nativeName = nativeName;
    }

    String nativeName() {
        return nativeName;
    }
}
