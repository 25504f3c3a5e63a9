package io.forecastj.models.ensemble;

/**
 * Arithmetic of one {@link Combination}: weights from a state, and a new state from an actual value.
 *
 * <p>The state of one target and step is a part of an array, so that a predictor's whole state is copied and saved as
 * numbers. An instance holds scratch space and is for one thread. Nothing is allocated after construction.
 */
abstract class WeightRule {
    final int members;

    WeightRule(int members) {
        this.members = members;
    }

    static WeightRule of(Combination combination, int members) {
        if (combination instanceof Combination.Boa) {
            return new BoaRule(members);
        } else if (combination instanceof Combination.Exponential exponential) {
            return new ExponentialRule(members, exponential.rate());
        } else if (combination instanceof Combination.FixedShare fixed) {
            return new FixedShareRule(members, fixed.rate(), fixed.share());
        } else if (combination instanceof Combination.Ridge ridge) {
            return new RidgeRule(members, ridge.penalty());
        }
        return new MlPolyRule(members);
    }

    /** Returns the number of values of a state. */
    abstract int size();

    /** Writes the state before any actual value. */
    abstract void start(double[] state, int at);

    /**
     * Writes the weights.
     *
     * @param x the members' forecasts, starting at {@code xAt}, NaN if missing; at least one is present
     * @param w takes the weights, 0 for a missing member
     */
    abstract void weights(double[] state, int at, double[] x, int xAt, double[] w);

    /**
     * Learns from an actual value.
     *
     * @param x the members' forecasts, starting at {@code xAt}
     * @param p the ensemble's forecast
     * @param base the last value at the origin
     * @param y the actual value
     * @param scale the unit of errors, above 0
     * @param share the part of the row that counts, from 0 to 1
     */
    abstract void learn(
            double[] state, int at, double[] x, int xAt, double p, double base, double y, double scale, double share);

    /** Sets equal weights for the members that are present. */
    static void equal(double[] x, int xAt, double[] w) {
        int there = 0;
        for (int k = 0; k < w.length; k++) {
            there += Double.isNaN(x[xAt + k]) ? 0 : 1;
        }
        for (int k = 0; k < w.length; k++) {
            w[k] = Double.isNaN(x[xAt + k]) ? 0 : 1.0 / there;
        }
    }

    /** Scales the weights of the members that are present to add up to 1; equal weights if their sum is 0. */
    static void normalise(double[] x, int xAt, double[] w) {
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            if (Double.isNaN(x[xAt + k])) {
                w[k] = 0;
            }
            sum += w[k];
        }
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            equal(x, xAt, w);
            return;
        }
        for (int k = 0; k < w.length; k++) {
            w[k] /= sum;
        }
    }
}
