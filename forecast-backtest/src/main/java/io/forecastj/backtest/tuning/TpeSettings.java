package io.forecastj.backtest.tuning;

/**
 * The settings of the tree-structured Parzen estimator.
 *
 * @param start the number of trials drawn at random, before the first proposal
 * @param batch the number of trials proposed from the same scores
 */
record TpeSettings(int start, int batch) {
    /** Returns a text whose form is fixed, since logs hold it. */
    @Override
    public String toString() {
        return "TPE, start: " + start + ", batch: " + batch;
    }
}
