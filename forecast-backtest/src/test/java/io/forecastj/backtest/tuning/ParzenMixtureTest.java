package io.forecastj.backtest.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class ParzenMixtureTest {
    private static final Axis<?> NUMBER = Parameter.uniform("u", -2, 6).axis();
    private static final Axis<?> FEW = Parameter.integer("few", 0, 6).axis();
    private static final Axis<?> MANY =
            Parameter.integer("many", -1_000_000_000, 1_000_000_000).axis();
    private static final Axis<?> CHOICE =
            Parameter.choice("c", List.of("a", "b", "c")).axis();

    private static List<double[]> points(List<Axis<?>> axes, int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        axes.stream().mapToDouble(axis -> axis.draw(random)).toArray())
                .toList();
    }

    /** The places in the middle of equal parts, one for each value if there are few. */
    private static DoubleStream grid(Axis<?> axis, int most) {
        int parts = (int) Math.min(most, axis.values());
        return IntStream.range(0, parts).mapToDouble(i -> (i + 0.5) / parts);
    }

    @Test
    void theDensityOfOneParameterIsOneOnAverage() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            for (Axis<?> axis : List.of(NUMBER, FEW, MANY, CHOICE)) {
                ParzenMixture mixture =
                        new ParzenMixture(List.of(axis), points(List.of(axis), (int) Math.min(40, 3 * seed), random));
                double mean = grid(axis, 2_000)
                        .map(place -> Math.exp(mixture.logDensity(new double[] {place})))
                        .average()
                        .orElseThrow();
                assertThat(mean).as("seed %d, %s", seed, axis).isCloseTo(1, within(1e-3));
            }
        }
    }

    @Test
    void pointsAreDrawnAsOftenAsTheDensitySays() {
        List<Axis<?>> axes = List.of(NUMBER, FEW, CHOICE);
        for (long seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            ParzenMixture mixture = new ParzenMixture(axes, points(axes, 4, random));
            int draws = 20_000;
            int[][][] counts = new int[4][7][3];
            for (int i = 0; i < draws; i++) {
                double[] place = mixture.draw(random);
                counts[(int) (place[0] * 4)][(int) (place[1] * 7)][(int) (place[2] * 3)]++;
            }
            for (int i = 0; i < 84; i++) {
                int first = i / 21;
                double second = (i / 3 % 7 + 0.5) / 7;
                double third = (i % 3 + 0.5) / 3;
                double share = IntStream.range(0, 200)
                                .mapToDouble(part -> (first + (part + 0.5) / 200) / 4)
                                .map(place -> Math.exp(mixture.logDensity(new double[] {place, second, third})))
                                .average()
                                .orElseThrow()
                        / 84;
                double expected = draws * share;
                assertThat((double) counts[first][i / 3 % 7][i % 3])
                        .as("seed %d, part %d", seed, i)
                        .isCloseTo(expected, within(2 + 4.5 * Math.sqrt(expected)));
            }
        }
    }

    @Test
    void aKernelIsAsWideAsItsFartherNeighbourIsAway() {
        ParzenMixture mixture = new ParzenMixture(List.of(NUMBER), List.of(new double[] {0.9}, new double[] {0.2}));
        // the neighbours: the ends, the points, and the prior at 0.5
        double expected = (cut(0.2, 0.3, 0.7) + cut(0.5, 1, 0.7) + cut(0.9, 0.4, 0.7)) / 3;
        assertThat(Math.exp(mixture.logDensity(new double[] {0.7}))).isCloseTo(expected, within(1e-12));
    }

    @Test
    void kernelsOfPointsAtOnePlaceHaveTheLeastWidth() {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 199; i++) {
            points.add(new double[] {0.25});
        }
        ParzenMixture mixture = new ParzenMixture(List.of(NUMBER), points);
        double expected = (197 * cut(0.25, 0.01, 0.25) + 2 * cut(0.25, 0.25, 0.25) + cut(0.5, 1, 0.25)) / 200;
        assertThat(Math.exp(mixture.logDensity(new double[] {0.25}))).isCloseTo(expected, within(1e-9));
    }

    /** The density of a normal distribution that is cut off at 0 and 1. */
    private static double cut(double mean, double deviation, double place) {
        NormalDistribution normal = new NormalDistribution(null, mean, deviation);
        return normal.density(place) / normal.probability(0, 1);
    }

    @Test
    void everyChoiceCountsOnceMoreThanItOccurs() {
        double first = CHOICE.nearest(0.1);
        double last = CHOICE.nearest(0.9);
        List<double[]> points = List.of(new double[] {first}, new double[] {last}, new double[] {first});
        ParzenMixture mixture = new ParzenMixture(List.of(CHOICE), points);
        // the prior is a third of an occurrence of each; a density is relative to a third for each value
        double third = 1 / 3.0;
        assertThat(Math.exp(mixture.logDensity(new double[] {first})))
                .isCloseTo((2 + third + 1) / 7 * 3, within(1e-12));
        assertThat(Math.exp(mixture.logDensity(new double[] {last}))).isCloseTo((1 + third + 1) / 7 * 3, within(1e-12));
        assertThat(Math.exp(mixture.logDensity(new double[] {CHOICE.nearest(0.5)})))
                .isCloseTo((third + 1) / 7 * 3, within(1e-12));
    }

    @Test
    void withoutPointsThePriorRemains() {
        ParzenMixture mixture = new ParzenMixture(List.of(NUMBER, CHOICE), List.of());
        assertThat(Math.exp(mixture.logDensity(new double[] {0.3, CHOICE.nearest(0.5)})))
                .isCloseTo(cut(0.5, 1, 0.3), within(1e-12));
    }

    @Test
    void theDensityOfVeryManyParametersIsFinite() {
        List<Axis<?>> axes = new ArrayList<>();
        IntStream.range(0, 500).forEach(i -> axes.addAll(List.of(NUMBER, FEW, MANY, CHOICE)));
        Random random = new Random(1);
        List<double[]> points = points(axes, 30, random);
        ParzenMixture mixture = new ParzenMixture(axes, points);
        assertThat(mixture.logDensity(points.get(7))).isFinite().isGreaterThan(1_000);
        assertThat(mixture.logDensity(points(axes, 1, random).get(0))).isFinite();
    }
}
