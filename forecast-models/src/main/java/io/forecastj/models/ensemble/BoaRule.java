package io.forecastj.models.ensemble;

/**
 * BOA: {@code w ~ eta exp(eta S)} with {@code S} the sum of {@code r - eta r^2} and
 * {@code eta = 1 / sqrt(2.2 sum r^2)}. The state: the sums {@code S}, then the sums of squared regrets. Members that
 * never had a regret have equal weights.
 */
final class BoaRule extends RegretRule {
    private static final double FACTOR = 2.2;

    BoaRule(int members) {
        super(members);
    }

    @Override
    int size() {
        return 2 * members;
    }

    @Override
    void start(double[] state, int at) {
        for (int i = 0; i < size(); i++) {
            state[at + i] = 0;
        }
    }

    @Override
    void weights(double[] state, int at, double[] x, int xAt, double[] w) {
        int fresh = 0;
        int there = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < members; k++) {
            if (Double.isNaN(x[xAt + k])) {
                continue;
            }
            there++;
            double squares = state[at + members + k];
            if (squares > 0) {
                double root = Math.sqrt(FACTOR * squares);
                w[k] = state[at + k] / root - Math.log(root);
                largest = Math.max(largest, w[k]);
            } else {
                fresh++;
            }
        }
        double sum = 0;
        for (int k = 0; k < members; k++) {
            if (!Double.isNaN(x[xAt + k]) && state[at + members + k] > 0) {
                w[k] = Math.exp(w[k] - largest);
                sum += w[k];
            }
        }
        double share = (there - fresh) / (double) there;
        for (int k = 0; k < members; k++) {
            if (Double.isNaN(x[xAt + k])) {
                w[k] = 0;
            } else {
                w[k] = state[at + members + k] > 0 ? share * w[k] / sum : 1.0 / there;
            }
        }
    }

    @Override
    void learn(double[] state, int at, double[] regrets) {
        for (int k = 0; k < members; k++) {
            double square = regrets[k] * regrets[k];
            if (square > 0) {
                state[at + members + k] += square;
                state[at + k] += regrets[k] - square / Math.sqrt(FACTOR * state[at + members + k]);
            }
        }
    }
}
