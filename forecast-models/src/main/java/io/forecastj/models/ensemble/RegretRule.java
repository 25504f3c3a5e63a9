package io.forecastj.models.ensemble;

/**
 * A rule that learns from regrets: how much the ensemble's squared error would have fallen, to first order, with more
 * weight on a member. With the forecast {@code p}, the truth {@code y} and a member's {@code x} it is {@code 2 (p - y)
 * (p - x)}. A member that was missing has none (specialists; Gaillard, Stoltz and van Erven, 2014).
 */
abstract class RegretRule extends WeightRule {
    /** Beyond it squares leave the range of a double. */
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
                // one such row says nothing of the next ones
                return;
            }
            regrets[k] = regret;
        }
        learn(state, at, regrets);
    }

    abstract void learn(double[] state, int at, double[] regrets);

    /** Turns logarithms of weights into weights of the members that are there, without overflow. */
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
