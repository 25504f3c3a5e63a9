package io.forecastj.lifecycle.trial;

/**
 * Score of the forecasts of one key of a split.
 *
 * @param loss the mean absolute error, each error divided by the naive error of its series
 * @param logScale the mean logarithm of the naive errors
 * @param step the mean step
 * @param pairs the number of forecasts with known truth
 */
record KeyScore(double loss, double logScale, double step, int pairs) {
    /** Adds up the forecasts of a key. */
    static final class Sum {
        private double loss;
        private double logScale;
        private double step;
        private int pairs;

        void add(double error, double scale, int steps) {
            loss += Math.abs(error) / scale;
            logScale += Math.log(scale);
            step += steps;
            pairs++;
        }

        KeyScore mean() {
            return new KeyScore(loss / pairs, logScale / pairs, step / pairs, pairs);
        }
    }
}
