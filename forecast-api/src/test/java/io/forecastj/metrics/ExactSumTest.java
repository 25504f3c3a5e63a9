package io.forecastj.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    private static final int CASES = 2_000;

    private static ExactSum of(double... values) {
        ExactSum sum = new ExactSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum;
    }

    private static double decimal(double... values) {
        return Arrays.stream(values)
                .mapToObj(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    /** Values of a chosen range of exponents, some followed later by almost their negatives. */
    private static double[] values(Random random) {
        double[] values = new double[1 + random.nextInt(40)];
        int lowest = Double.MIN_EXPONENT - 52 + random.nextInt(2_000);
        int range = 1 + random.nextInt(random.nextBoolean() ? 40 : 2_000);
        for (int i = 0; i < values.length; i++) {
            int exponent = Math.min(lowest + random.nextInt(range), Double.MAX_EXPONENT - 7);
            values[i] = Math.scalb(random.nextDouble() - 0.5, exponent);
            if (i > 0 && random.nextInt(3) == 0) {
                values[i] = -values[random.nextInt(i)] * (random.nextBoolean() ? 1 : 1 + 0x1p-52);
            }
        }
        return values;
    }

    @Test
    void aSumIsTheExactSumRoundedOnce() {
        for (int seed = 0; seed < CASES; seed++) {
            double[] values = values(new Random(seed));
            assertThat(of(values).value()).as("seed " + seed).isEqualTo(decimal(values));
        }
    }

    @Test
    void neitherOrderNorGroupingChangesASum() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            double[] values = values(random);
            double expected = of(values).value();
            List<Double> shuffled =
                    Arrays.asList(DoubleStream.of(values).boxed().toArray(Double[]::new));
            Collections.shuffle(shuffled, random);
            ExactSum[] groups = {new ExactSum(), new ExactSum(), new ExactSum()};
            shuffled.forEach(value -> groups[random.nextInt(groups.length)].add(value));
            ExactSum merged = new ExactSum();
            for (ExactSum group : groups) {
                double before = group.value();
                merged.add(group);
                assertThat(group.value()).isEqualTo(before);
            }
            assertThat(merged.value()).as("seed " + seed).isEqualTo(expected);
            ExactSum continued = of(groups[0].parts());
            continued.add(of(groups[1].parts()));
            continued.add(of(groups[2].parts()));
            assertThat(continued.value()).as("seed " + seed).isEqualTo(expected);
            assertThat(continued.parts()).as("seed " + seed).isEqualTo(merged.parts());
        }
    }

    @Test
    void whatIsRoundedAwayFromOneSumIsNotLostForTheNext() {
        ExactSum sum = of(1e16);
        for (int i = 0; i < 10_000; i++) {
            sum.add(0.1);
        }
        sum.add(-1e16);
        assertThat(sum.value())
                .isEqualTo(
                        decimal(DoubleStream.generate(() -> 0.1).limit(10_000).toArray()));
    }

    @Test
    void millionsOfTheLargestDoublesDoNotOverflowBetweenTheirSigns() {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < 3_000_000; i++) {
            sum.add(i % 3 == 2 ? -Double.MAX_VALUE : Double.MAX_VALUE);
        }
        assertThat(sum.value()).isEqualTo(Double.POSITIVE_INFINITY);
        ExactSum parts = of(of(Double.MAX_VALUE, Double.MAX_VALUE, -1.0).parts());
        parts.add(-Double.MAX_VALUE);
        parts.add(-Double.MAX_VALUE);
        assertThat(parts.value()).isEqualTo(-1);
        for (int i = 0; i < 1_000_000; i++) {
            sum.add(-Double.MAX_VALUE);
        }
        assertThat(sum.value()).isZero();
    }

    @Test
    void manyValuesOfOneSignCarryBeyondTheirDigits() {
        int count = 3_000_000;
        for (double value : new double[] {-0.75, 3.3, -1e-310, 4294967295.0, -0x1.fffffffffffffp31}) {
            ExactSum sum = new ExactSum();
            for (int i = 0; i < count; i++) {
                sum.add(value);
            }
            double expected =
                    new BigDecimal(value).multiply(BigDecimal.valueOf(count)).doubleValue();
            assertThat(sum.value()).as("%s", value).isEqualTo(expected);
            ExactSum doubled = of(sum.parts());
            doubled.add(sum);
            doubled.add(-expected);
            doubled.add(-expected);
            assertThat(Math.abs(doubled.value())).as("%s", value).isLessThanOrEqualTo(Math.ulp(expected));
        }
    }

    @Test
    void tiesGoToTheEvenDouble() {
        assertThat(of(1, 0x1p-53).value()).isEqualTo(1);
        assertThat(of(1, 0x1p-53, Double.MIN_VALUE).value()).isEqualTo(1 + 0x1p-52);
        assertThat(of(1 + 0x1p-52, 0x1p-53).value()).isEqualTo(1 + 0x1p-51);
        assertThat(of(-1, -0x1p-53, -Double.MIN_VALUE).value()).isEqualTo(-1 - 0x1p-52);
        assertThat(of(Double.MAX_VALUE, 0x1p969).value()).isEqualTo(Double.MAX_VALUE);
        assertThat(of(Double.MAX_VALUE, 0x1p970).value()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void valuesThatAreNotFiniteStayInTheSum() {
        assertThat(of(1, Double.POSITIVE_INFINITY, -5).value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(of(Double.NEGATIVE_INFINITY, 1).parts()).containsExactly(Double.NEGATIVE_INFINITY);
        assertThat(of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).value())
                .isNaN();
        ExactSum merged = of(1);
        merged.add(of(Double.NaN));
        assertThat(merged.value()).isNaN();
        assertThat(of().value()).isZero();
        assertThat(of(-0.0).parts()).isEmpty();
    }

    @Test
    void sumsOfErrorsOfPartsGiveTheScoresOfAllPairs() {
        Random random = new Random(5);
        double[] actual = random.doubles(500, 1, 900).toArray();
        double[] forecast = random.doubles(500, 1, 900).toArray();
        ErrorSums merged = new ErrorSums();
        for (int part = 6; part >= 0; part--) {
            ErrorSums sums = new ErrorSums();
            for (int i = part; i < actual.length; i += 7) {
                sums.add(actual[i], forecast[i]);
            }
            merged.add(ErrorSums.of(sums.pairs(), sums.parts()));
        }
        assertThat(merged.pairs()).isEqualTo(500);
        assertThat(merged.bias()).isEqualTo(PointMetrics.bias(actual, forecast));
        assertThat(merged.mae()).isEqualTo(PointMetrics.mae(actual, forecast));
        assertThat(merged.rmse()).isEqualTo(PointMetrics.rmse(actual, forecast));
        assertThat(merged.mape()).isEqualTo(PointMetrics.mape(actual, forecast));
        assertThat(merged.smape()).isEqualTo(PointMetrics.smape(actual, forecast));
        merged.add(0, 1);
        assertThat(merged.mape()).isNaN();
        assertThat(new ErrorSums().mae()).isNaN();
    }

    @Test
    void sumsOfErrorsNameWhatIsMissing() {
        assertThatThrownBy(() -> ErrorSums.of(3, new double[4][0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 3 pairs and the parts of 4 sums");
        assertThatThrownBy(() -> ErrorSums.of(-1, new double[5][0])).isInstanceOf(IllegalArgumentException.class);
    }
}
