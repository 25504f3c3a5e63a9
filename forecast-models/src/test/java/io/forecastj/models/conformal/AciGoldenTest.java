package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The trace of adaptive conformal inference that was computed with numpy; the file says how. */
class AciGoldenTest {
    private static final double EXACT = 1e-12;

    @Test
    void levelsQuantilesAndMissesAreThoseOfTheReference() throws IOException {
        JsonNode golden;
        try (InputStream in = AciGoldenTest.class.getResourceAsStream("golden-aci.json")) {
            golden = new ObjectMapper().readTree(in);
        }
        double[] scores = numbers(golden.at("/in/scores"));
        double[] alphas = numbers(golden.at("/out/alpha_t"));
        double[] quantiles = numbers(golden.at("/out/q_t"));
        double[] misses = numbers(golden.at("/out/err_t"));
        ScoreWindow window =
                new ScoreWindow(golden.at("/in/window").intValue(), numbers(golden.at("/in/calibration")), 0);
        Tracker tracker = new Tracker(
                golden.at("/in/alpha").doubleValue(),
                new double[] {golden.at("/in/gamma").doubleValue()},
                1);
        double[] issued = new double[Tracker.width(1)];

        int missed = 0;
        for (int t = 0; t < scores.length; t++) {
            assertThat(tracker.alpha(0)).as("alpha at %d", t).isCloseTo(alphas[t], within(EXACT));
            assertThat(window.quantile(tracker.alpha(0)))
                    .as("quantile at %d", t)
                    .isCloseTo(quantiles[t], within(EXACT));
            tracker.bounds(window, Double.NEGATIVE_INFINITY, issued, 0);
            assertThat(issued)
                    .as("bounds at %d", t)
                    .containsExactly(new double[] {quantiles[t], quantiles[t]}, within(EXACT));
            boolean miss = scores[t] > issued[0];
            assertThat(miss).as("miss at %d", t).isEqualTo(misses[t] == 1);
            missed += miss ? 1 : 0;
            tracker.learn(scores[t], issued, 0);
            window.add(scores[t]);
        }
        assertThat(tracker.alpha(0)).isCloseTo(golden.at("/out/alpha_final").doubleValue(), within(EXACT));
        assertThat((double) missed / scores.length)
                .isCloseTo(golden.at("/out/miscoverage").doubleValue(), within(EXACT));
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).doubleValue();
        }
        return numbers;
    }
}
