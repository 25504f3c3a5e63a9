package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the rule applied by hand, for each step alone, to the forecasts that are due. */
class OnlineWeightsTest {
    private static final int ROWS = 120;
    private static final int MEMBERS = 3;
    private static final int HORIZON = 4;

    private final Random random = new Random(12);
    private final double[] y = new double[ROWS];
    private final double[][][] x = new double[ROWS][MEMBERS][HORIZON];

    /** A walk, and members that are off by their own noise; some truths and forecasts are missing. */
    private void simulate() {
        double level = 0;
        for (int t = 0; t < ROWS; t++) {
            level += random.nextGaussian();
            y[t] = t % 11 == 5 ? Double.NaN : level;
            for (int k = 0; k < MEMBERS; k++) {
                for (int h = 0; h < HORIZON; h++) {
                    x[t][k][h] = (t + k) % 13 == 4 ? Double.NaN : level + (k + 1) * random.nextGaussian();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ml-poly", "boa", "exponential(0.05)", "fixed-share(0.05,0.01)", "ridge(10)"})
    void aStepLearnsAsManyRowsLaterAndFromNothingElse(String combination) {
        simulate();
        WeightRule rule = WeightRule.of(Combination.parse(combination), MEMBERS);
        OnlineWeights weights = new OnlineWeights(rule, 1, HORIZON, 1, OnlineWeights.start(rule, 1, HORIZON, 1));
        double[][] found = new double[ROWS][HORIZON];
        for (int t = 0; t < ROWS; t++) {
            weights.take(new double[] {y[t]});
            weights.issue(x[t], 0.5, true, found[t]);
        }
        for (int step = 1; step <= HORIZON; step++) {
            double[] expected = byHand(WeightRule.of(Combination.parse(combination), MEMBERS), step);
            for (int t = 0; t < ROWS; t++) {
                assertThat(found[t][step - 1]).as("step %d at row %d", step, t).isEqualTo(expected[t]);
            }
        }
    }

    private double[] byHand(WeightRule rule, int step) {
        double[] state = new double[rule.size()];
        rule.start(state, 0);
        ChangeScale scale = new ChangeScale(HORIZON);
        double[][] said = new double[ROWS][MEMBERS];
        double[] base = new double[ROWS];
        double[] p = new double[ROWS];
        double[] w = new double[MEMBERS];
        for (int t = 0; t < ROWS; t++) {
            scale.take(y[t]);
            base[t] = scale.last();
            int origin = t - step;
            double unit = scale.scale(step);
            if (origin >= 0 && !Double.isNaN(y[t]) && unit > 0) {
                double error = y[t] - p[origin];
                double most = rule instanceof RidgeRule ? Double.POSITIVE_INFINITY : unit;
                double counted = p[origin] + Math.max(-most, Math.min(most, error));
                rule.learn(state, 0, said[origin], 0, p[origin], base[origin], counted, unit, 1);
            }
            for (int k = 0; k < MEMBERS; k++) {
                said[t][k] = x[t][k][step - 1];
            }
            rule.weights(state, 0, said[t], 0, w);
            double sum = 0;
            for (int k = 0; k < MEMBERS; k++) {
                sum += w[k] == 0 ? 0 : w[k] * (said[t][k] - base[t]);
            }
            p[t] = base[t] + sum;
        }
        return p;
    }
}
