package io.forecastj.models.ensemble;

/**
 * Rule that learns from regrets. A member's regret is the decrease of the ensemble's squared error, to first order, if
 * that member had more weight: with the forecast {@code p}, the actual value {@code y} and the member's forecast
 * {@code x} it is {@code 2 (p - y) (p - x)}. A missing member has no regret (specialists; Gaillard, Stoltz and van
 * Erven, 2014).
 */
abstract class RegretRule extends WeightRule {
    /** Largest regret that counts; squares of larger numbers overflow a double. */
    private static final double LARGEST = 1e100;

    private final double[] regrets;

    RegretRule(int members) {
        super(members);
        this.regrets = new double[members];
    }

    @Override
    final void learn(
            double[] state, int at, double[] x, int xAt, double p, double base, double y, double scale, double share) {
        double gradient = share * 2 * (p - y) / (scale * scale);
        for (int k = 0; k < members; k++) {
            double member = x[xAt + k];
            double regret = Double.isNaN(member) ? 0 : gradient * (p - member);
            if (!(Math.abs(regret) <= LARGEST)) {
                // skip such a row: it would outweigh all others
                return;
            }
            regrets[k] = regret;
        }
        learn(state, at, regrets);
    }

    abstract void learn(double[] state, int at, double[] regrets);

    /** Converts logarithms of weights to weights of the members that are present, without overflow. */
    static void exponentiate(double[] x, int xAt, double[] w) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < w.length; k++) {
            if (!Double.isNaN(x[xAt + k])) {
                largest = Math.max(largest, w[k]);
            }
        }
        for (int k = 0; k < w.length; k++) {
            w[k] = Double.isNaN(x[xAt + k]) ? 0 : Math.exp(w[k] - largest);
        }
        normalise(x, xAt, w);
    }
}
