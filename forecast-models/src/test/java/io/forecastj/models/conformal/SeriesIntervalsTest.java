package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesIntervalsTest {
    private static final int[] STEPS = {1, 3};
    private static final double[][] PROFILES = {{1, 2}};
    private static final double[] SPREADS = {1.5};
    private static final double[] NONE = {};

    /** Coverages so near each other that their levels often cross. */
    private static ConformalSettings settings(boolean asymmetric) {
        return new ConformalSettings(
                List.of(0.79, 0.8), Conformal.aggregated(), asymmetric, false, 33, 100, WidthControl.BALANCED);
    }

    private static SeriesIntervals started(ConformalSettings settings, SeriesStart start) {
        return new SeriesIntervals(settings, STEPS, PROFILES, start, true);
    }

    private static SeriesIntervals walked(ConformalSettings settings, long seed) {
        StepState[][] empty = {{StepState.empty(settings), StepState.empty(settings)}};
        SeriesIntervals intervals = started(settings, new SeriesStart(SPREADS, new double[] {1}, empty));
        Random random = new Random(seed);
        double[] points = new double[3];
        for (int row = 0; row < 400; row++) {
            intervals.advance();
            intervals.learn(0, (row < 300 ? 1 : 4) * random.nextGaussian());
            if (row > 20) {
                for (double[] quantiles : intervals.quantiles(0, points, NONE)) {
                    assertThat(quantiles).as("seed %d, row %d", seed, row).isSorted();
                }
            }
            intervals.issue(points, NONE);
        }
        return intervals;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWiderCoverageContainsTheNarrowerOneAndAllGoesOnFromAState(boolean asymmetric) {
        ConformalSettings settings = settings(asymmetric);
        for (long seed = 1; seed <= 3; seed++) {
            SeriesIntervals intervals = walked(settings, seed);
            double[][] expected = intervals.quantiles(0, new double[3], NONE);
            SeriesStart state = intervals.state(SPREADS);
            assertThat(started(settings, state).quantiles(0, new double[3], NONE))
                    .as("seed %d", seed)
                    .isDeepEqualTo(expected);

            ObjectNode json = Json.object();
            Calibration calibration = new Calibration(PROFILES, state.cells(), Map.of("a", state));
            CalibrationJson.write(calibration, json);
            SeriesStart read = new CalibrationJson(settings, 1, STEPS)
                    .read(JsonFields.parse(json.toString(), "json"))
                    .start("a");
            assertThat(started(settings, read).quantiles(0, new double[3], NONE))
                    .as("seed %d, saved", seed)
                    .isDeepEqualTo(expected);
        }
    }

    @Test
    void withoutLearningScoresChangeNothingButTheVolatility() {
        ConformalSettings settings = settings(false);
        SeriesStart state = walked(settings, 1).state(SPREADS);
        SeriesIntervals fixed = new SeriesIntervals(settings, STEPS, PROFILES, state, false);
        fixed.issue(new double[3], NONE);
        fixed.advance();
        fixed.learn(0, 50);
        SeriesStart after = fixed.state(SPREADS);
        assertThat(after.cells()[0][0].scores()[0])
                .containsExactly(state.cells()[0][0].scores()[0]);
        assertThat(after.cells()[0][0].trackers()[0])
                .containsExactly(state.cells()[0][0].trackers()[0]);
        assertThat(after.volatilities()[0]).isGreaterThan(state.volatilities()[0]);
    }
}
