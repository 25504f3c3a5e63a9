package io.forecastj.models.ensemble;

/**
 * ML-Poly: {@code w ~ eta max(R, 0)} with {@code 1 / eta} the sum of squared regrets plus the largest one of all
 * members. The state: the sums of regrets {@code R}, the inverse rates, the largest squared regret.
 */
final class MlPolyRule extends RegretRule {
    MlPolyRule(int members) {
        super(members);
    }

    @Override
    int size() {
        return 2 * members + 1;
    }

    @Override
    void start(double[] state, int at) {
        for (int i = 0; i < size(); i++) {
            state[at + i] = 0;
        }
    }

    @Override
    void weights(double[] state, int at, double[] x, int xAt, double[] w) {
        for (int k = 0; k < members; k++) {
            double inverse = state[at + members + k];
            w[k] = state[at + k] > 0 && inverse > 0 ? state[at + k] / inverse : 0;
        }
        normalise(x, xAt, w);
    }

    @Override
    void learn(double[] state, int at, double[] regrets) {
        double before = state[at + 2 * members];
        double largest = before;
        for (double regret : regrets) {
            largest = Math.max(largest, regret * regret);
        }
        for (int k = 0; k < members; k++) {
            state[at + k] += regrets[k];
            state[at + members + k] += regrets[k] * regrets[k] + largest - before;
        }
        state[at + 2 * members] = largest;
    }
}
