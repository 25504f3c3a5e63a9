package io.forecastj.backtest.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Interval;
import io.forecastj.backtest.significance.DieboldMariano.Variance;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests find something in nothing as often as their level says, and find what is there. */
class HonestyTest {
    private static final int WORLDS = 2_000;

    /** The forecasts of h steps ahead of a random walk: their errors overlap. */
    private static double[] overlapping(Random random, int count, int horizon) {
        double[] steps = random.doubles(count + horizon, 0, 1)
                .map(u -> Math.sqrt(12) * (u - 0.5))
                .toArray();
        return IntStream.range(0, count)
                .mapToDouble(i -> Arrays.stream(steps, i, i + horizon).sum())
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void twoForecastsThatAreEquallyGoodAreToldApartAsOftenAsTheLevelSays(int horizon) {
        Random random = new Random(1);
        int found = 0;
        for (int world = 0; world < WORLDS; world++) {
            double[] one = squares(overlapping(random, 200, horizon));
            double[] other = squares(overlapping(random, 200, horizon));
            found += DieboldMariano.of(one, other, horizon).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(found / (double) WORLDS).as("seed 1").isCloseTo(0.05, within(0.02));
    }

    /** Eighty forecasts of ten steps ahead are few: the sum of autocovariances would find too much in nothing. */
    @ParameterizedTest
    @CsvSource({"80, 10", "40, 10", "100, 5", "60, 1", "192, 24"})
    void byCosinesFewForecastsThatOverlapAreToldApartAsOftenAsTheLevelSays(int count, int horizon) {
        Random random = new Random(8);
        int byCosines = 0;
        int bySum = 0;
        for (int world = 0; world < WORLDS; world++) {
            double[] difference = overlapping(random, count, horizon);
            double[] none = new double[count];
            byCosines += DieboldMariano.of(difference, none, horizon, Variance.COSINES)
                                    .pValue()
                            < 0.05
                    ? 1
                    : 0;
            bySum += DieboldMariano.of(difference, none, horizon).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(byCosines / (double) WORLDS).as("seed 8").isBetween(0.035, 0.07);
        if (horizon > 1 && count < 12 * horizon) {
            assertThat(bySum / (double) WORLDS).as("seed 8").isBetween(0.08, 0.19);
        }
    }

    private static double[] squares(double[] errors) {
        return Arrays.stream(errors).map(error -> error * error).toArray();
    }

    @Test
    void withoutTheCorrectionForOverlapNothingWouldBeFoundTooOften() {
        Random random = new Random(1);
        int found = 0;
        for (int world = 0; world < WORLDS; world++) {
            double[] one = squares(overlapping(random, 200, 4));
            double[] other = squares(overlapping(random, 200, 4));
            found += DieboldMariano.of(one, other, 1).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(found / (double) WORLDS).as("seed 1").isGreaterThan(0.15);
    }

    @Test
    void aBetterForecastIsFoundAndIsTheFirst() {
        Random random = new Random(2);
        double[] naive = squares(overlapping(random, 400, 1));
        double[] better = Arrays.stream(naive).map(loss -> 0.8 * loss).toArray();
        DieboldMariano result = DieboldMariano.of(better, naive, 1);
        assertThat(result.statistic()).isNegative();
        assertThat(result.pBetter()).isLessThan(1e-6);
        assertThat(DieboldMariano.of(naive, better, 1).pBetter()).isGreaterThan(1 - 1e-6);
        assertThat(DieboldMariano.of(naive, naive, 1).pValue()).isEqualTo(1);
        assertThat(DieboldMariano.of(naive, naive, 1).pBetter()).isEqualTo(0.5);
    }

    @Test
    void theConfidenceSetHoldsTheBestModelAsOftenAsItSays() {
        Random random = new Random(3);
        int held = 0;
        int smaller = 0;
        int worlds = 200;
        for (int world = 0; world < worlds; world++) {
            double[][] losses = new double[150][3];
            for (double[] row : losses) {
                row[0] = random.nextGaussian();
                row[1] = random.nextGaussian();
                row[2] = 1 + random.nextGaussian();
            }
            ModelConfidenceSet set = ModelConfidenceSet.of(losses, BlockBootstrap.of(150, 1, 200, world));
            held += set.models(0.9).contains(0) && set.models(0.9).contains(1) ? 1 : 0;
            smaller += set.models(0.9).contains(2) ? 0 : 1;
        }
        assertThat(held / (double) worlds).as("seed 3").isGreaterThan(0.84);
        assertThat(smaller / (double) worlds).as("seed 3").isGreaterThan(0.95);
    }

    @Test
    void equalModelsAllStayInTheSet() {
        double[][] losses = new double[20][3];
        for (int i = 0; i < losses.length; i++) {
            Arrays.fill(losses[i], i % 4);
        }
        assertThat(ModelConfidenceSet.of(losses, BlockBootstrap.of(20, 3, 100, 1))
                        .models(0.99))
                .containsExactly(0, 1, 2);
    }

    @Test
    void directionsWithoutSkillAreFoundAsOftenAsTheLevelSays() {
        Random random = new Random(4);
        int found = 0;
        for (int world = 0; world < WORLDS; world++) {
            double[] actual = random.doubles(300).map(u -> u - 0.4).toArray();
            double[] forecast = random.doubles(300).map(u -> u - 0.3).toArray();
            found += PesaranTimmermann.of(actual, forecast).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(found / (double) WORLDS).as("seed 4").isCloseTo(0.05, within(0.02));
    }

    @Test
    void aForecastOfOneDirectionAloneHasNoStatistic() {
        PesaranTimmermann up = PesaranTimmermann.of(new double[] {1, -1, 1, 1}, new double[] {1, 1, 1, 1});
        assertThat(up.statistic()).isNaN();
        assertThat(up.pValue()).isNaN();
        assertThat(up.hits()).isEqualTo(0.75).isEqualTo(up.expected());
    }

    @Test
    void missesThatComeInClustersAreFoundThoughTheirNumberIsRight() {
        boolean[] missed = new boolean[400];
        for (int i = 0; i < missed.length; i++) {
            missed[i] = i % 100 < 10;
        }
        CoverageTest result = CoverageTest.of(missed, 0.1);
        assertThat(result.kupiecP()).isGreaterThan(0.99);
        assertThat(result.independenceP()).isLessThan(1e-6);
        assertThat(result.conditionalP()).isLessThan(1e-6);
        CoverageTest none = CoverageTest.of(new boolean[400], 0.1);
        assertThat(none.kupiecP()).isLessThan(1e-6);
        assertThat(none.independence()).isZero();
    }

    @Test
    void anIntervalOfTheMeanHoldsItAsOftenAsItSays() {
        Random random = new Random(5);
        int held = 0;
        int worlds = 400;
        for (int world = 0; world < worlds; world++) {
            double[] values = overlapping(random, 300, 3);
            Interval interval = BlockBootstrap.of(300, 20, 400, world).interval(0.9, rows -> Arrays.stream(rows)
                    .mapToDouble(row -> values[row])
                    .average()
                    .orElseThrow());
            held += interval.contains(0) ? 1 : 0;
        }
        assertThat(held / (double) worlds).as("seed 5").isCloseTo(0.9, within(0.06));
    }

    @Test
    void anIntervalIsBetweenTheQuantilesOfTheSamplesWithAScore() {
        BlockBootstrap bootstrap = BlockBootstrap.given(new int[][] {{3}, {0}, {4}, {1}, {2}, {5}});
        Interval interval = bootstrap.interval(0.5, rows -> rows[0] == 5 ? Double.NaN : rows[0]);
        assertThat(interval).isEqualTo(new Interval(1, 3, 0.5));
        assertThat(bootstrap.interval(0.5, rows -> Double.NaN).lower()).isNaN();
    }

    @Test
    void theSameSeedDrawsTheSameBlocks() {
        BlockBootstrap one = BlockBootstrap.of(50, 7, 20, 9);
        BlockBootstrap same = BlockBootstrap.of(50, 7, 20, 9);
        for (int sample = 0; sample < 20; sample++) {
            assertThat(one.sample(sample)).isEqualTo(same.sample(sample)).hasSize(50);
            for (int i = 1; i < 50; i++) {
                if (i % 7 != 0) {
                    assertThat(one.sample(sample)[i]).isEqualTo((one.sample(sample)[i - 1] + 1) % 50);
                }
            }
        }
        assertThat(BlockBootstrap.of(50, 7, 20, 10).sample(0)).isNotEqualTo(one.sample(0));
        assertThat(BlockBootstrap.usualBlock(1_000, 4)).isEqualTo(10);
        assertThat(BlockBootstrap.usualBlock(1_000, 24)).isEqualTo(24);
        assertThat(BlockBootstrap.usualBlock(5, 24)).isEqualTo(5);
    }

    @Test
    void theBestOfManyStrategiesWithoutSkillIsDeflated() {
        Random random = new Random(6);
        int naive = 0;
        int deflated = 0;
        int worlds = 300;
        int trials = 20;
        for (int world = 0; world < worlds; world++) {
            double[] sharpes = new double[trials];
            SharpeTest best = null;
            for (int trial = 0; trial < trials; trial++) {
                double[] returns = new double[250];
                Arrays.setAll(returns, i -> 0.01 * random.nextGaussian());
                SharpeTest test = SharpeTest.of(returns);
                sharpes[trial] = test.sharpe();
                best = best == null || test.sharpe() > best.sharpe() ? test : best;
            }
            double variance = Inputs.deviations(sharpes, 2) / (trials - 1);
            naive += best.probabilistic(0) > 0.95 ? 1 : 0;
            deflated += best.deflated(trials, variance) > 0.95 ? 1 : 0;
        }
        assertThat(naive / (double) worlds).as("seed 6").isGreaterThan(0.5);
        assertThat(deflated / (double) worlds).as("seed 6").isLessThan(0.05);
    }

    @Test
    void strategiesWithoutSkillAreOverfittedHalfOfTheTimeAndARealOneIsNot() {
        Random random = new Random(7);
        double sum = 0;
        int worlds = 60;
        for (int world = 0; world < worlds; world++) {
            sum += BacktestOverfitting.of(returns(random, 0), 8).probability();
        }
        assertThat(sum / worlds).as("seed 7").isCloseTo(0.5, within(0.12));
        assertThat(BacktestOverfitting.of(returns(random, 0.5), 8).probability())
                .as("seed 7")
                .isLessThan(0.05);
    }

    private static double[][] returns(Random random, double skill) {
        double[][] returns = new double[160][10];
        for (double[] row : returns) {
            Arrays.setAll(row, strategy -> random.nextGaussian() + (strategy == 3 ? skill : 0));
        }
        return returns;
    }
}
