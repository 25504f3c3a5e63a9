package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.List;

/** Probability of the volatile one of two states, given the rows up to now. */
final class Regime extends Kernel {
    static final Kind KIND = Kind.named("regime")
            .inputs("return")
            .formula("P(volatile state at t | returns up to t), the filtered probability of a Markov chain"
                    + " of two states with normal returns (Hamilton, A New Approach to the Economic Analysis"
                    + " of Nonstationary Time Series and the Business Cycle, 1989). Means, deviations and"
                    + " transition probabilities are fitted to the training returns by expectation"
                    + " maximisation (Hamilton, Analysis of Time Series Subject to Changes in Regime, 1990)."
                    + " From 0 to 1. After the warm-up, the state before the first row weighs at most"
                    + " |calmStays + volatileStays - 1|^250, and mostly far less. NaN where the return is"
                    + " missing; the chain then moves without an observation")
            .body(new Body.Fitted() {
                @Override
                int warmup(double[] a) {
                    return Regime.WARMUP;
                }

                @Override
                double[] fit(Feature feature, List<double[][]> training) {
                    return RegimeFit.fit(FitValues.of(feature, training)).toArray();
                }

                @Override
                Kernel bind(int[] in, double[] a, double[] parameters) {
                    return new Regime(in[0], TwoStates.of(parameters));
                }
            });

    private static final int WARMUP = 250;

    /** The probability of the volatile state on the row to come. */
    private static final int PREDICTED = 0;

    private static final int SEEN = 1;

    private final int in;
    private final TwoStates model;

    private Regime(int in, TwoStates model) {
        super(2);
        this.in = in;
        this.model = model;
        state[PREDICTED] = model.stationary();
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        double x = row[in];
        double p = model.filter(s[PREDICTED], x);
        s[PREDICTED] = model.predict(p);
        if (Double.isNaN(x)) {
            out[at] = Double.NaN;
        } else {
            s[SEEN]++;
            out[at] = s[SEEN] > WARMUP ? p : Double.NaN;
        }
    }

    /** Copies only the state, since the model never changes. */
    @Override
    public void copyFrom(Kernel other) {
        super.copyFrom(other);
    }

    @Override
    public void save(StateWriter out) {
        super.save(out);
    }

    @Override
    public void restore(StateReader in) {
        super.restore(in);
    }
}
