package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Coverage in every window of 1,000 forecasts, 1, 5 and 12 steps ahead, on generated errors. The series is the sum of
 * its changes and each forecast repeats the last value, so that errors of neighbouring origins overlap.
 */
class IntervalsCoverageTest {
    private static final int[] STEPS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    private static final int ROWS = 7_000;
    private static final int FIRST = 1_000;
    private static final int WINDOW = 1_000;

    /** Kinds of changes from row to row. */
    private enum Changes {
        ALIKE {
            @Override
            IntToDoubleFunction of(Random random) {
                return row -> random.nextGaussian();
            }
        },
        IN_CLUSTERS {
            @Override
            IntToDoubleFunction of(Random random) {
                // GARCH(1, 1) with a persistence of 0.98
                double[] state = {1, 0};
                return row -> {
                    state[0] = 0.02 + 0.1 * state[1] * state[1] + 0.88 * state[0];
                    state[1] = Math.sqrt(state[0]) * random.nextGaussian();
                    return state[1];
                };
            }
        },
        THREEFOLD_IN_THE_MIDDLE {
            @Override
            IntToDoubleFunction of(Random random) {
                return row -> (row > 3_000 && row < 5_000 ? 3 : 1) * random.nextGaussian();
            }
        },
        HEAVY_TAILED {
            @Override
            IntToDoubleFunction of(Random random) {
                // Student's t with 3 degrees of freedom
                return row -> {
                    double squares = 0;
                    for (int i = 0; i < 3; i++) {
                        double z = random.nextGaussian();
                        squares += z * z / 3;
                    }
                    return random.nextGaussian() / Math.sqrt(squares);
                };
            }
        };

        abstract IntToDoubleFunction of(Random random);
    }

    @ParameterizedTest
    @EnumSource(Changes.class)
    void everyWindowIsNearNominalAndNearerWithCoverageFirst(Changes changes) {
        for (long seed = 1; seed <= 3; seed++) {
            double[] balanced = farthest(WidthControl.BALANCED, changes, seed);
            double[] first = farthest(WidthControl.COVERAGE_FIRST, changes, seed);
            double[] levels = farthest(WidthControl.NONE, changes, seed);
            String of = changes + ", seed " + seed + ": balanced " + Arrays.toString(balanced) + ", coverage first "
                    + Arrays.toString(first) + ", levels " + Arrays.toString(levels);
            for (int i = 0; i < STEPS.length; i++) {
                double most = STEPS[i] == 1 ? 0.02 : 0.035;
                assertThat(balanced[i]).as("step %d of %s", STEPS[i], of).isLessThanOrEqualTo(most);
                assertThat(first[i]).as("step %d of %s", STEPS[i], of).isLessThanOrEqualTo(Math.min(most, 0.025));
            }
            assertThat(first[11]).as("step 12 of %s", of).isLessThan(balanced[11]);
            assertThat(balanced[11]).as("step 12 of %s", of).isLessThan(levels[11]);
        }
    }

    @ParameterizedTest
    @EnumSource(Changes.class)
    void oneSidedScoresAndScoresOfQuantilesAreNearNominalToo(Changes changes) {
        for (WidthControl control : List.of(WidthControl.BALANCED, WidthControl.COVERAGE_FIRST)) {
            double[] oneSided = farthest(settings(control, true, false), changes, 4);
            double[] ofQuantiles = farthest(settings(control, false, true), changes, 4);
            for (int i = 0; i < STEPS.length; i++) {
                assertThat(oneSided[i])
                        .as("step %d, %s, %s, one-sided", STEPS[i], changes, control)
                        .isLessThanOrEqualTo(0.04);
                assertThat(ofQuantiles[i])
                        .as("step %d, %s, %s, of quantiles", STEPS[i], changes, control)
                        .isLessThanOrEqualTo(0.04);
            }
        }
    }

    private static ConformalSettings settings(WidthControl control, boolean asymmetric, boolean fromQuantiles) {
        return new ConformalSettings(
                List.of(0.9, 0.95), Conformal.aggregated(), asymmetric, fromQuantiles, 33, 500, control);
    }

    /** The largest distance of a window's coverage from 90 %, for each step. */
    private static double[] farthest(WidthControl control, Changes changes, long seed) {
        return farthest(settings(control, false, false), changes, seed);
    }

    private static double[] farthest(ConformalSettings settings, Changes changes, long seed) {
        double[] value = new double[ROWS];
        IntToDoubleFunction change = changes.of(new Random(seed));
        for (int row = 1; row < ROWS; row++) {
            value[row] = value[row - 1] + change.applyAsDouble(row);
        }
        double[][] profile = {Arrays.stream(STEPS).mapToDouble(Math::sqrt).toArray()};
        StepState[][] empty = new StepState[1][STEPS.length];
        Arrays.fill(empty[0], StepState.empty(settings));
        SeriesIntervals intervals = new SeriesIntervals(
                settings, STEPS, profile, new SeriesStart(new double[] {0.8}, new double[] {1}, empty), true);
        boolean[][] inside = new boolean[STEPS.length][ROWS];
        double[] points = new double[12];
        // the lower and upper quantiles of both coverages, of a member that is too sure
        double[] member = new double[12 * settings.memberLevels().length];
        Arrays.setAll(member, i -> new double[] {-0.9, 0.9, -1.2, 1.2}[i % 4] * Math.sqrt(i / 4 + 1.0));
        for (int row = 0; row < ROWS; row++) {
            intervals.advance();
            intervals.learn(0, value[row]);
            Arrays.fill(points, value[row]);
            if (row >= FIRST) {
                double[][] quantiles = intervals.quantiles(0, points, member);
                for (int i = 0; i < STEPS.length; i++) {
                    double truth = row + STEPS[i] < ROWS ? value[row + STEPS[i]] : Double.NaN;
                    inside[i][row] = quantiles[i][1] <= truth && truth <= quantiles[i][3];
                }
            }
            intervals.issue(points, member);
        }
        return Arrays.stream(inside)
                .mapToDouble(IntervalsCoverageTest::farthest)
                .toArray();
    }

    private static double farthest(boolean[] inside) {
        double farthest = 0;
        int count = 0;
        for (int row = FIRST; row < ROWS - 12; row++) {
            count += inside[row] ? 1 : 0;
            if (row >= FIRST + WINDOW) {
                count -= inside[row - WINDOW] ? 1 : 0;
            }
            if (row >= FIRST + WINDOW - 1) {
                farthest = Math.max(farthest, Math.abs((double) count / WINDOW - 0.9));
            }
        }
        return farthest;
    }
}
