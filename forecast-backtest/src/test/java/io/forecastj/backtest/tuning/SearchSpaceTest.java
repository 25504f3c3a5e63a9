package io.forecastj.backtest.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    private static final Parameter<Double> UNIFORM = Parameter.uniform("u", -2, 6);
    private static final Parameter<Double> LOG = Parameter.logUniform("l", 0.001, 10);
    private static final Parameter<Integer> INTEGER = Parameter.integer("i", -1, 2);
    private static final Parameter<List<Integer>> CHOICE =
            Parameter.choice("c", List.of(List.of(1), List.of(2, 3), List.of()));
    private static final SearchSpace SPACE = SearchSpace.of(UNIFORM, LOG, INTEGER, CHOICE);

    private static Parameters draw(Random random) {
        return SPACE.at(SPACE.draw(random));
    }

    @Test
    void valuesAreSpreadOverTheirRanges() {
        int draws = 40_000;
        long seed = 3;
        Random random = new Random(seed);
        List<Parameters> points =
                IntStream.range(0, draws).mapToObj(i -> draw(random)).toList();
        assertThat(points).allSatisfy(point -> {
            assertThat(point.get(UNIFORM)).isBetween(-2.0, 6.0);
            assertThat(point.get(LOG)).isBetween(0.001, 10.0);
            assertThat(point.get(INTEGER)).isBetween(-1, 2);
        });
        // a share's standard error is at most 0.0025
        assertShare(points.stream().filter(point -> point.get(UNIFORM) < 0).count(), draws, 0.25);
        assertShare(points.stream().filter(point -> point.get(LOG) < 0.01).count(), draws, 0.25);
        for (int value = -1; value <= 2; value++) {
            int one = value;
            assertShare(
                    points.stream().filter(point -> point.get(INTEGER) == one).count(), draws, 0.25);
        }
        assertShare(points.stream().filter(point -> point.get(CHOICE).isEmpty()).count(), draws, 1 / 3.0);
    }

    private static void assertShare(long count, int of, double expected) {
        assertThat((double) count / of).isCloseTo(expected, within(0.0125));
    }

    @Test
    void theWidestIntegersDoNotOverflow() {
        Parameter<Integer> all = Parameter.integer("all", Integer.MIN_VALUE, Integer.MAX_VALUE);
        Random random = new Random(1);
        assertThat(IntStream.range(0, 1_000)
                        .filter(i -> all.axis().at().apply(all.axis().draw(random)) < 0)
                        .count())
                .isBetween(400L, 600L);
    }

    @Test
    void pointsAreEqualByTheirValues() {
        Parameters one = draw(new Random(1));
        assertThat(one).isEqualTo(draw(new Random(1))).hasSameHashCodeAs(draw(new Random(1)));
        assertThat(one).isNotEqualTo(draw(new Random(2)));
        assertThat(SPACE)
                .hasToString("u: uniform(-2.0, 6.0); l: logUniform(0.001, 10.0); i: integer(-1, 2);"
                        + " c: choice[[1], [2, 3], []]");
    }

    @Test
    void anotherKeyOfTheSameNameIsRefused() {
        assertThatThrownBy(() -> draw(new Random(1)).get(Parameter.uniform("u", -2, 6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'u' is no parameter of this search space");
    }

    @Test
    void badRangesAreNamed() {
        assertRefused(() -> Parameter.uniform("x", 1, 1), "the range of 'x' must be finite and increasing, found 1.0");
        assertRefused(() -> Parameter.uniform("x", 0, Double.NaN), "found 0.0 to NaN");
        assertRefused(() -> Parameter.logUniform("x", 0, 1), "must be positive, finite and increasing");
        assertRefused(() -> Parameter.logUniform("x", 1, Double.POSITIVE_INFINITY), "found 1.0 to Infinity");
        assertRefused(() -> Parameter.integer("x", 2, 2), "must be increasing, found 2 to 2");
        assertRefused(() -> Parameter.choice("x", List.of("a")), "at least two values of different texts");
        assertRefused(() -> Parameter.choice("x", List.of("1", 1)), "found [1, 1]");
        assertRefused(() -> Parameter.integer(" ", 1, 2), "a parameter needs a name");
        assertRefused(SearchSpace::of, "at least one parameter");
        assertRefused(() -> SearchSpace.of(UNIFORM, Parameter.integer("u", 1, 2)), "two parameters have the name 'u'");
    }

    private static void assertRefused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
