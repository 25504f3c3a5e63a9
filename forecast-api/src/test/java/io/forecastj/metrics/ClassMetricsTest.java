package io.forecastj.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Golden;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassMetricsTest {
    private final int[] actual =
            Arrays.stream(Golden.array("/classes/in/y")).mapToInt(y -> (int) y).toArray();
    private final double[][] forecasts = forecasts();

    private double[][] forecasts() {
        double[][] rows = new double[actual.length][];
        Arrays.setAll(rows, i -> Golden.array("/classes/in/p/" + i));
        return rows;
    }

    private static void assertGolden(double found, String name) {
        double expected = Golden.number("/classes/out/" + name);
        assertThat(found).as(name).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }

    @Test
    void scoresAgreeWithScikitLearn() {
        assertGolden(ClassMetrics.accuracy(actual, forecasts), "accuracy");
        assertGolden(ClassMetrics.balancedAccuracy(actual, forecasts), "balanced_accuracy");
        assertGolden(ClassMetrics.logLoss(actual, forecasts), "log_loss");
        assertGolden(ClassMetrics.brier(actual, forecasts), "brier_multi");
        assertGolden(ClassMetrics.auc(actual, forecasts), "auc_ovr_macro");
        assertGolden(ClassMetrics.calibrationError(actual, forecasts), "ece_10");
        int[][] confusion = ClassMetrics.confusion(actual, forecasts);
        for (int c = 0; c < 3; c++) {
            assertThat(confusion[c])
                    .containsExactly(Arrays.stream(Golden.array("/classes/out/confusion/" + c))
                            .mapToInt(count -> (int) count)
                            .toArray());
            assertGolden(ClassMetrics.precision(confusion, c), "precision/" + c);
            assertGolden(ClassMetrics.recall(confusion, c), "recall/" + c);
            assertGolden(ClassMetrics.f1(confusion, c), "f1/" + c);
        }
    }

    @Test
    void scoresOfTwoClassesAgreeWithScikitLearn() {
        int[] third = Arrays.stream(actual).map(a -> a == 2 ? 1 : 0).toArray();
        double[][] two =
                Arrays.stream(forecasts).map(p -> new double[] {1 - p[2], p[2]}).toArray(double[][]::new);
        assertGolden(ClassMetrics.logLoss(third, two), "binary/log_loss");
        assertGolden(ClassMetrics.brier(third, two) / 2, "binary/brier_half");
        assertGolden(ClassMetrics.auc(third, two), "binary/auc");
    }

    @Test
    void aSureAndRightForecastIsPerfect() {
        int[] truth = {0, 2, 1};
        double[][] sure = {{1, 0, 0}, {0, 0, 1}, {0, 1, 0}};
        assertThat(ClassMetrics.accuracy(truth, sure)).isEqualTo(1);
        assertThat(ClassMetrics.logLoss(truth, sure)).isZero();
        assertThat(ClassMetrics.brier(truth, sure)).isZero();
        assertThat(ClassMetrics.auc(truth, sure)).isEqualTo(1);
        assertThat(ClassMetrics.calibrationError(truth, sure)).isZero();
    }

    @Test
    void aSureAndWrongForecastHasAFiniteLoss() {
        double[][] wrong = {{1, 0}};
        assertThat(ClassMetrics.logLoss(new int[] {1}, wrong)).isCloseTo(-Math.log(1e-15), within(1e-12));
        assertThat(ClassMetrics.brier(new int[] {1}, wrong)).isEqualTo(2);
        assertThat(ClassMetrics.calibrationError(new int[] {1}, wrong)).isEqualTo(1);
    }

    @Test
    void oneClassForAllHasTheBalancedAccuracyOfAGuess() {
        int[] truth = {0, 0, 0, 0, 1};
        double[][] always = new double[5][];
        Arrays.fill(always, new double[] {0.8, 0.2});
        assertThat(ClassMetrics.accuracy(truth, always)).isEqualTo(0.8);
        assertThat(ClassMetrics.balancedAccuracy(truth, always)).isEqualTo(0.5);
        assertThat(ClassMetrics.auc(truth, always)).isEqualTo(0.5);
        assertThat(ClassMetrics.precision(ClassMetrics.confusion(truth, always), 1))
                .isNaN();
        assertThat(ClassMetrics.f1(ClassMetrics.confusion(truth, always), 1)).isZero();
    }

    @Test
    void theAreaIsTheShareOfPairsInOrder() {
        long seed = 5;
        Random random = new Random(seed);
        int[] truth = random.ints(200, 0, 2).toArray();
        double[][] forecast = new double[200][];
        Arrays.setAll(forecast, i -> {
            double p = Math.round(10 * random.nextDouble()) / 10.0; // many ties
            return new double[] {1 - p, p};
        });
        double wins = 0;
        int pairs = 0;
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < 200; j++) {
                if (truth[i] == 1 && truth[j] == 0) {
                    pairs++;
                    wins += forecast[i][1] > forecast[j][1] ? 1 : forecast[i][1] == forecast[j][1] ? 0.5 : 0;
                }
            }
        }
        assertThat(ClassMetrics.auc(truth, forecast)).as("seed " + seed).isCloseTo(wins / pairs, within(1e-12));
    }

    @Test
    void missingProbabilitiesAndClassesThatNeverOccurAreNotHidden() {
        double[][] missing = {{0.5, 0.5}, {Double.NaN, Double.NaN}};
        assertThat(ClassMetrics.logLoss(new int[] {0, 1}, missing)).isNaN();
        assertThat(ClassMetrics.brier(new int[] {0, 1}, missing)).isNaN();
        assertThat(ClassMetrics.auc(new int[] {0, 1}, missing)).isNaN();
        assertThat(ClassMetrics.auc(new int[] {1}, new double[][] {{0.1, 0.9}})).isNaN();
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatThrownBy(() -> ClassMetrics.accuracy(new int[] {0}, new double[][] {{1}}))
                .hasMessage("expected the probabilities of 2 or more classes, found 1");
        assertThatThrownBy(() -> ClassMetrics.accuracy(new int[] {0, 2}, new double[][] {{1, 0}, {1, 0}}))
                .hasMessage("expected the index of a class from 0 to 1, found 2 for forecast 1");
        assertThatThrownBy(() -> ClassMetrics.brier(new int[] {0, 1}, new double[][] {{1, 0}, {1, 0, 0}}))
                .hasMessage("expected 2 probabilities as in the first forecast, found 3 in forecast 1");
        assertThatThrownBy(() -> ClassMetrics.auc(new int[0], new double[0][]))
                .hasMessageContaining("one length of at least 1");
    }
}
