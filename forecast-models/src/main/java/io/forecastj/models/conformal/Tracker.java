package io.forecastj.models.conformal;

import java.util.Arrays;

/**
 * Keeps one bound at its nominal miss rate, with adaptive levels of one or several step sizes and weights between them.
 *
 * <p>Each level follows {@code alpha += gamma (target - miss)}, not clipped (Gibbs and Candès, 2021), and its bound is
 * the quantile of the window's scores at that level. Several levels are combined as in AgACI (Zaffran, Dieuleveut,
 * Féron, Goude and Josse, Adaptive Conformal Predictions for Time Series, ICML 2022): the bound is their mean, weighted
 * online by the gradient of the pinball loss.
 *
 * <p>Two things differ from that paper, each for a measured reason (docs/intervals.md). The weights are those of
 * ML-Poly (Gaillard, Stoltz and van Erven, A Second-order Bound with Excess Losses, COLT 2014), which gave narrower
 * intervals than BOA. And since a mean of quantiles covers too much, the levels' common target follows the combined
 * bound's own misses by the same rule, with a small step.
 */
final class Tracker implements BoundTracker {
    /**
     * The step sizes. The smallest keeps the coverage of any 1,000 forecasts close to nominal; the largest follows a
     * jump at once.
     */
    static final double[] GAMMAS = {0.005, 0.01, 0.02, 0.04, 0.08};

    private static final double TARGET_GAMMA = 0.005;

    /** Returns the step sizes one step ahead; without adaptation, one of 0. */
    static double[] gammas(Adaptation adaptation) {
        if (adaptation instanceof Adaptation.Aci aci) {
            return new double[] {aci.gamma()};
        }
        return adaptation instanceof Adaptation.Aggregated ? GAMMAS.clone() : new double[] {0};
    }

    private final double nominal;
    private final double[] gammas;
    private final double targetGamma;
    private final double[] alphas;
    private final double[] regrets;
    private final double[] squares;
    private double largest;
    private double target;

    /**
     * Creates a tracker.
     *
     * @param nominal the miss rate to keep
     * @param gammas the step sizes one step ahead, at least one
     * @param step the step, from 1; errors of step h overlap, so only every h-th is new information, and the step sizes
     *     are divided by h
     */
    Tracker(double nominal, double[] gammas, int step) {
        this.nominal = nominal;
        this.gammas = Arrays.stream(gammas).map(gamma -> gamma / step).toArray();
        this.targetGamma = gammas.length == 1 ? 0 : TARGET_GAMMA / step;
        this.alphas = new double[gammas.length];
        Arrays.fill(alphas, nominal);
        this.regrets = new double[gammas.length];
        this.squares = new double[gammas.length];
        this.target = nominal;
    }

    /** Returns the number of values that {@link #bounds} writes for a number of step sizes. */
    static int width(int gammas) {
        return gammas + 1;
    }

    double alpha(int level) {
        return alphas[level];
    }

    @Override
    public int width() {
        return width(alphas.length);
    }

    /** Writes the bound of each level and then the combined one, as if no other coverage were there. */
    @Override
    public void bounds(ScoreWindow window, double least, double[] out, int at) {
        double sum = 0;
        double weights = 0;
        double plain = 0;
        for (int i = 0; i < alphas.length; i++) {
            double bound = window.bound(alphas[i]);
            out[at + i] = bound;
            plain += bound;
            if (regrets[i] > 0) {
                double weight = regrets[i] / (largest + squares[i]);
                sum += weight * bound;
                weights += weight;
            }
        }
        out[at + alphas.length] = weights > 0 ? sum / weights : plain / alphas.length;
    }

    @Override
    public double bound(double[] issued, int at) {
        return issued[at + alphas.length];
    }

    /** Does nothing: a level counts a forecast when its actual value is known. */
    @Override
    public void issued(double[] issued, int at) {}

    /** Does nothing: a level learns from the step's own actual values only. */
    @Override
    public void revise(int earlier, double rank, double[] issued, int at) {}

    /** Does nothing: a level counts a forecast when its actual value is known. */
    @Override
    public void forget(double[] issued, int at) {}

    @Override
    public void learn(double score, double[] issued, int at) {
        double combined = issued[at + alphas.length];
        boolean missed = score > combined;
        double gradient = missed ? nominal - 1 : nominal;
        for (int i = 0; i < alphas.length; i++) {
            double bound = issued[at + i];
            alphas[i] += gammas[i] * (score > bound ? target - 1 : target);
            double regret = gradient * (combined - bound);
            regrets[i] += regret;
            squares[i] += regret * regret;
            largest = Math.max(largest, regret * regret);
        }
        target += targetGamma * (missed ? nominal - 1 : nominal);
    }

    /** Returns the number of values of the state for a number of step sizes. */
    static int stateSize(int gammas) {
        return 3 * gammas + 2;
    }

    @Override
    public int stateSize() {
        return stateSize(alphas.length);
    }

    @Override
    public double[] state() {
        double[] state = new double[stateSize(alphas.length)];
        int n = alphas.length;
        System.arraycopy(alphas, 0, state, 0, n);
        System.arraycopy(regrets, 0, state, n, n);
        System.arraycopy(squares, 0, state, 2 * n, n);
        state[3 * n] = largest;
        state[3 * n + 1] = target;
        return state;
    }

    @Override
    public void restore(double[] state) {
        int n = alphas.length;
        System.arraycopy(state, 0, alphas, 0, n);
        System.arraycopy(state, n, regrets, 0, n);
        System.arraycopy(state, 2 * n, squares, 0, n);
        largest = state[3 * n];
        target = state[3 * n + 1];
    }
}
