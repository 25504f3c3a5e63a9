package io.forecastj.backtest.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchPointsTest {
    private static Evaluation scored(double score) {
        return new Evaluation(0, score, 10, Duration.ZERO, "");
    }

    private static Evaluation failed() {
        return new Evaluation(0, Double.NaN, 0, Duration.ZERO, "no score");
    }

    @Test
    void aPlaceLeadsToItsValueAndEveryValueHasOne() {
        for (int values : new int[] {2, 3, 7, 10, 49, 1_000, 99_991}) {
            List<Integer> all = IntStream.range(0, values).boxed().toList();
            Axis<Integer> choice = Parameter.choice("c", all).axis();
            Axis<Integer> integer = Parameter.integer("i", 0, values - 1).axis();
            for (int i = 0; i < values; i++) {
                double place = choice.nearest((i + 0.3) / values);
                assertThat(choice.at().apply(place)).as("%d of %d", i, values).isEqualTo(i);
                assertThat(integer.at().apply(place)).isEqualTo(i);
                assertThat(integer.nearest((i + 0.3) / values)).isEqualTo(place).isEqualTo((i + 0.5) / values);
            }
        }
        Parameter<Integer> widest = Parameter.integer("i", Integer.MIN_VALUE, Integer.MAX_VALUE);
        double last = widest.axis().nearest(Math.nextDown(1.0));
        assertThat(widest.axis().at().apply(last)).isEqualTo(Integer.MAX_VALUE);
        assertThat(last).isLessThan(1);
        assertThat(widest.axis().at().apply(widest.axis().nearest(0))).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void proposalsAreNewAndInRangeWhateverTheScores() {
        for (long seed = 0; seed < 15; seed++) {
            Random random = new Random(seed);
            double low = random.nextGaussian() * 100;
            double high = low + Math.exp(10 * random.nextGaussian());
            int least = random.nextInt(100) - 50;
            int most = least + 1 + (int) Math.exp(random.nextInt(20));
            Parameter<Double> uniform = Parameter.uniform("u", low, high);
            double highest = Math.exp(10 * random.nextGaussian());
            Parameter<Double> log = Parameter.logUniform("l", 1e-300, highest);
            Parameter<Integer> integer = Parameter.integer("i", least, most);
            List<String> values = List.of("a", "b", "c", "d").subList(0, 2 + random.nextInt(3));
            Parameter<String> choice = Parameter.choice("c", values);
            SearchPoints points = new SearchPoints(SearchSpace.of(uniform, log, integer, choice), seed);
            List<Parameters> drawn = new ArrayList<>(List.of(points.random(), points.random(), points.random()));
            List<Evaluation> evaluations = new ArrayList<>();
            while (drawn.size() < 40) {
                while (evaluations.size() < drawn.size()) {
                    double kind = random.nextDouble();
                    evaluations.add(
                            kind < 0.3
                                    ? failed()
                                    : scored(
                                            kind < 0.4
                                                    ? Double.POSITIVE_INFINITY
                                                    : kind < 0.5 ? -Double.MAX_VALUE : random.nextGaussian()));
                }
                for (int i = 0; i <= random.nextInt(5); i++) {
                    drawn.add(points.proposed(evaluations));
                }
            }
            assertThat(new HashSet<>(drawn)).as("seed %d", seed).hasSameSizeAs(drawn);
            assertThat(drawn).as("seed %d", seed).allSatisfy(point -> {
                assertThat(point.get(uniform)).isBetween(low, high);
                assertThat(point.get(log)).isBetween(1e-300, highest);
                assertThat(point.get(integer)).isBetween(least, most);
                assertThat(point.get(choice)).isIn(values);
            });
        }
    }

    @Test
    void proposalsComeNearTheGoodPointsAndFarFromThoseThatFailed() {
        Parameter<Double> x = Parameter.uniform("x", 0, 1);
        int near = 0;
        int failing = 0;
        for (long seed = 0; seed < 200; seed++) {
            SearchPoints points = new SearchPoints(SearchSpace.of(x), seed);
            List<Evaluation> evaluations = IntStream.range(0, 20)
                    .mapToObj(i -> points.random().get(x))
                    .map(value -> value > 0.6 ? failed() : scored(Math.abs(value - 0.3)))
                    .toList();
            double proposal = points.proposed(evaluations).get(x);
            near += Math.abs(proposal - 0.3) < 0.1 ? 1 : 0;
            failing += proposal > 0.6 ? 1 : 0;
        }
        // at random: 40 and 80 of 200
        assertThat(near).isGreaterThan(150);
        assertThat(failing).isLessThan(10);
    }

    @Test
    void proposalsOfOneBatchKeepApart() {
        Parameter<Double> x = Parameter.uniform("x", 0, 1);
        double nearest = 0;
        for (long seed = 0; seed < 100; seed++) {
            SearchPoints points = new SearchPoints(SearchSpace.of(x), seed);
            List<Evaluation> evaluations = IntStream.range(0, 30)
                    .mapToObj(i -> points.random().get(x))
                    .map(value -> scored(Math.abs(value - 0.5)))
                    .toList();
            double[] batch = IntStream.range(0, 8)
                    .mapToDouble(i -> points.proposed(evaluations).get(x))
                    .sorted()
                    .toArray();
            nearest += IntStream.range(1, 8)
                    .mapToDouble(i -> batch[i] - batch[i - 1])
                    .min()
                    .orElseThrow();
        }
        // 0.0086 when measured, 0.0012 if points without a score yet do not count as bad
        assertThat(nearest / 100).isGreaterThan(0.005);
    }

    /** Returns the least value that 50 points find. */
    private static double least(SearchSpace space, ToDoubleFunction<Parameters> function, long seed, boolean tpe) {
        SearchPoints points = new SearchPoints(space, seed);
        List<Evaluation> evaluations = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 50; i++) {
            Parameters point = tpe && i >= 10 ? points.proposed(evaluations) : points.random();
            evaluations.add(scored(function.applyAsDouble(point)));
            least = Math.min(least, function.applyAsDouble(point));
        }
        return least;
    }

    /** Returns in how many of 12 searches proposals found the lower value; compares the means too. */
    private static int wins(double mostOfRandom, SearchSpace space, ToDoubleFunction<Parameters> function) {
        int wins = 0;
        double random = 0;
        double proposed = 0;
        for (long seed = 0; seed < 12; seed++) {
            double one = least(space, function, seed, false);
            double other = least(space, function, seed, true);
            wins += other < one ? 1 : 0;
            random += one;
            proposed += other;
        }
        assertThat(proposed).as("against random points in %s", space).isLessThan(mostOfRandom * random);
        return wins;
    }

    @Test
    void fiftyProposalsFindMuchBetterPointsThanFiftyRandomPoints() {
        Parameter<Double> x = Parameter.uniform("x", -5, 5);
        Parameter<Double> penalty = Parameter.logUniform("penalty", 1e-5, 100);
        int wins = wins(
                0.25, SearchSpace.of(x, penalty), p -> square(p.get(x) - 2) + square(Math.log10(p.get(penalty)) + 2));
        Parameter<Double> rate = Parameter.logUniform("rate", 0.001, 1);
        Parameter<Integer> leaves = Parameter.integer("leaves", 2, 127);
        Parameter<String> kind = Parameter.choice("kind", List.of("a", "b", "c", "d"));
        Parameter<Double> share = Parameter.uniform("share", 0, 1);
        wins += wins(
                0.5,
                SearchSpace.of(rate, leaves, kind, share),
                p -> square(Math.log10(p.get(rate)) + 1.5)
                        + Math.abs(p.get(leaves) - 31) / 30.0
                        + (p.get(kind).equals("c") ? 0 : p.get(kind).equals("a") ? 0.3 : 1)
                        + 2 * square(p.get(share) - 0.7));
        Parameter<Integer> day = Parameter.integer("day", 0, 9);
        Parameter<Integer> lag = Parameter.integer("lag", 0, 9);
        Parameter<Integer> width = Parameter.choice("width", List.of(1, 2, 3, 4, 5));
        Parameter<Integer> third = Parameter.choice("third", List.of(0, 1, 2));
        wins += wins(
                0.5,
                SearchSpace.of(day, lag, width, third),
                p -> Math.abs(p.get(day) - 7)
                        + Math.abs(p.get(lag) - 2)
                        + (p.get(width) == 4 ? 0 : 2)
                        // what is best here depends on another parameter
                        + (p.get(third) == p.get(day) % 3 ? 0 : 1.5));
        // if both were equally good, a chance of 1 in 6,000
        assertThat(wins).isGreaterThanOrEqualTo(29);
    }

    private static double square(double value) {
        return value * value;
    }
}
