package io.forecastj.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkageEstimateTest {
    private static final List<Integer> STEPS = List.of(1, 2, 3, 4, 5, 6);

    private interface Model {
        double forecast(double[] values, int row, int step);
    }

    private static double[] walk(long seed, int rows) {
        Random random = new Random(seed);
        double[] y = new double[rows];
        for (int i = 1; i < rows; i++) {
            y[i] = y[i - 1] + random.nextGaussian();
        }
        return y;
    }

    /** A season of 6 rows with noise. */
    private static double[] seasonal(long seed, int rows) {
        Random random = new Random(seed);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = 10 * Math.sin(i * Math.PI / 3) + random.nextGaussian();
        }
        return y;
    }

    private static void add(ShrinkageEstimate to, int series, double[] values, Model model) {
        double[] forecasts = new double[STEPS.size()];
        for (int row = 12; row < values.length - 1; row++) {
            for (int step : STEPS) {
                forecasts[step - 1] = model.forecast(values, row, step);
            }
            to.add(series, row, values, row, forecasts);
        }
    }

    private static Shrinkage estimate(double[] values, int season, Model model) {
        return estimate(values, season, model, false);
    }

    private static Shrinkage estimate(double[] values, int season, Model model, boolean selected) {
        ShrinkageEstimate estimate = new ShrinkageEstimate(STEPS, season, 1, selected);
        add(estimate, 0, values, model);
        return estimate.estimate();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aModelOfARandomWalkLosesAlmostAllItsWeight(long seed) {
        Random noise = new Random(100 + seed);
        Shrinkage shrinkage =
                estimate(walk(seed, 400), 1, (values, row, step) -> values[row] + 0.5 * noise.nextGaussian());
        for (int step : STEPS) {
            assertThat(shrinkage.model(step)).as("seed %d, step %d", seed, step).isLessThan(0.05);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aModelThatIsClearlyBetterIsKeptWhole(long seed) {
        Shrinkage shrinkage =
                estimate(seasonal(seed, 300), 1, (values, row, step) -> 10 * Math.sin((row + step) * Math.PI / 3));
        for (int step : STEPS.subList(0, 5)) {
            assertThat(shrinkage.keeps(step)).as("seed %d, step %d", seed, step).isTrue();
        }
    }

    @Test
    void luckInAFewLargeChangesIsNoEvidenceForAModelThatTheseRowsSelected() {
        double[] values = walk(21, 600);
        for (int jump : List.of(100, 200, 300, 400)) {
            for (int i = jump; i < values.length; i++) {
                values[i] += 15;
            }
        }
        Model lucky = (of, row, step) -> {
            double change = row + step < of.length ? of[row + step] - of[row] : 0;
            return of[row] + (change > 12 ? change / 2 : 0);
        };
        assertThat(estimate(values, 1, lucky, true).model(1)).isLessThan(0.6);
    }

    @Test
    void aModelWithoutASeasonYieldsToTheSeasonalNaiveForecast() {
        Shrinkage shrinkage = estimate(seasonal(3, 300), 6, (values, row, step) -> 0);
        for (int step : List.of(1, 2, 3, 4, 5)) {
            assertThat(shrinkage.seasonal(step)).as("step %d", step).isGreaterThan(0.5);
            assertThat(shrinkage.model(step) + shrinkage.seasonal(step))
                    .as("step %d", step)
                    .isLessThanOrEqualTo(1 + 1e-12);
        }
    }

    @Test
    void aForecastThatIsTwiceTooFarIsHalved() {
        Random random = new Random(5);
        double[] signal = new double[2_000];
        double[] values = new double[2_000];
        for (int i = 1; i < values.length; i++) {
            signal[i] = random.nextGaussian();
            values[i] = values[i - 1] + signal[i - 1] + 0.2 * random.nextGaussian();
        }
        Shrinkage shrinkage =
                estimate(values, 1, (of, row, step) -> of[row] + 2 * signal[row] + 1.5 * random.nextGaussian());
        // the least-squares weight is 2 / (4 + 1.5^2)
        assertThat(shrinkage.model(1)).isCloseTo(2 / 6.25, within(0.03));
    }

    @Test
    void theSameSeriesTenTimesIsNoMoreEvidenceThanOnce() {
        double[] values = walk(11, 150);
        Random noise = new Random(12);
        double[] errors = noise.doubles(values.length, -1, 1).toArray();
        Model model = (of, row, step) -> row + step < of.length ? of[row] + 0.12 * (of[row + step] - of[row]) : 0;
        ShrinkageEstimate once = new ShrinkageEstimate(STEPS, 1, 1, false);
        add(once, 0, values, (of, row, step) -> model.forecast(of, row, step) + 0.1 * errors[row]);
        ShrinkageEstimate often = new ShrinkageEstimate(STEPS, 1, 1, false);
        for (int series = 0; series < 10; series++) {
            add(often, series, values, (of, row, step) -> model.forecast(of, row, step) + 0.1 * errors[row]);
        }
        for (int step : STEPS) {
            assertThat(often.estimate().model(step))
                    .as("step %d", step)
                    .isCloseTo(once.estimate().model(step), within(1e-9));
        }
    }

    @Test
    void manyIndependentSeriesAreMoreEvidenceThanOne() {
        Random random = new Random(21);
        ShrinkageEstimate one = new ShrinkageEstimate(STEPS, 1, 1, false);
        ShrinkageEstimate many = new ShrinkageEstimate(STEPS, 1, 1, false);
        for (int series = 0; series < 30; series++) {
            double[] values = walk(1_000 + series, 60);
            Model weak = (of, row, step) -> row + step < of.length
                    ? of[row] + 0.2 * (of[row + step] - of[row]) + 0.15 * random.nextGaussian()
                    : 0;
            add(many, series, values, weak);
            if (series == 0) {
                add(one, 0, values, weak);
            }
        }
        assertThat(many.estimate().keeps(1)).isTrue();
        assertThat(one.estimate().model(1)).isLessThan(0.95);
    }

    @Test
    void tooFewOriginsChangeNothing() {
        assertThat(estimate(walk(1, 20), 1, (values, row, step) -> 100)).isEqualTo(Shrinkage.NONE);
        assertThat(estimate(walk(1, 22), 1, (values, row, step) -> 100)).isNotEqualTo(Shrinkage.NONE);
    }

    @Test
    void aConstantSeriesChangesNothing() {
        Shrinkage shrinkage = estimate(new double[100], 6, (values, row, step) -> 0);
        TargetHistory history = new TargetHistory(6);
        history.add(0);
        assertThat(shrinkage.apply(1, 0, history)).isZero();
    }

    @Test
    void stepsWithTooFewSpansHaveTheWeightsOfTheStepBefore() {
        double[] values = seasonal(4, 27);
        Shrinkage shrinkage = estimate(values, 1, (of, row, step) -> 10 * Math.sin((row + step) * Math.PI / 3));
        assertThat(shrinkage.model(6)).isEqualTo(shrinkage.model(5));
    }
}
