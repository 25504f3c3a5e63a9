package io.forecastj.models.conformal;

/** Strength of the rule by which aggregated intervals two and more steps ahead hold their coverage in a window. */
enum WidthControl {
    /** No such rule: adaptive levels at every step, as in models that were saved before there was one. */
    NONE("none", 0),
    /** The default: a window of 1,000 forecasts close to nominal at little cost in width. */
    BALANCED("balanced", 0.32),
    /** Coverage before width; see {@link Conformal.Builder#coverageFirst()}. */
    COVERAGE_FIRST("coverage first", 0.95);

    private final String word;
    private final double gain;

    WidthControl(String word, double gain) {
        this.word = word;
        this.gain = gain;
    }

    /** Returns the name in a saved model. */
    String word() {
        return word;
    }

    /** Returns the factor of the excess misses; see {@link WidthTracker}. */
    double gain() {
        return gain;
    }
}
