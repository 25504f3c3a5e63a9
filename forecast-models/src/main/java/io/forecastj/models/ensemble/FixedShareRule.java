package io.forecastj.models.ensemble;

/**
 * Fixed share: each row multiplies the weights by {@code exp(rate r)}, then mixes them with equal weights. The state:
 * the weights.
 */
final class FixedShareRule extends RegretRule {
    private final double rate;
    private final double share;

    FixedShareRule(int members, double rate, double share) {
        super(members);
        this.rate = rate;
        this.share = share;
    }

    @Override
    int size() {
        return members;
    }

    @Override
    void start(double[] state, int at) {
        for (int k = 0; k < members; k++) {
            state[at + k] = 1.0 / members;
        }
    }

    @Override
    void weights(double[] state, int at, double[] x, int xAt, double[] w) {
        System.arraycopy(state, at, w, 0, members);
        normalise(x, xAt, w);
    }

    @Override
    void learn(double[] state, int at, double[] regrets) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double regret : regrets) {
            largest = Math.max(largest, regret);
        }
        double sum = 0;
        for (int k = 0; k < members; k++) {
            state[at + k] *= Math.exp(rate * (regrets[k] - largest));
            sum += state[at + k];
        }
        for (int k = 0; k < members; k++) {
            // an equal share for each member keeps every weight above 0, and so the sum
            state[at + k] = (1 - share) * state[at + k] / sum + share / members;
        }
    }
}
