package io.forecastj.models.ensemble;

/** Exponentially weighted average: {@code w ~ exp(rate R)}. The state: the sums of regrets {@code R}. */
final class ExponentialRule extends RegretRule {
    private final double rate;

    ExponentialRule(int members, double rate) {
        super(members);
        this.rate = rate;
    }

    @Override
    int size() {
        return members;
    }

    @Override
    void start(double[] state, int at) {
        for (int k = 0; k < members; k++) {
            state[at + k] = 0;
        }
    }

    @Override
    void weights(double[] state, int at, double[] x, int xAt, double[] w) {
        for (int k = 0; k < members; k++) {
            w[k] = rate * state[at + k];
        }
        exponentiate(x, xAt, w);
    }

    @Override
    void learn(double[] state, int at, double[] regrets) {
        for (int k = 0; k < members; k++) {
            state[at + k] += regrets[k];
        }
    }
}
