package io.forecastj.backtest.tuning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws the points of a search, each at most once: at random, or by a tree-structured Parzen estimator from the scores
 * of those before.
 *
 * <p>Not thread-safe.
 */
final class SearchPoints {
    private static final int DRAWS_IN_VAIN = 1_000;
    private static final int PROPOSALS = 24;
    private static final double GOOD_SHARE = 0.1;
    private static final int MOST_GOOD = 25;

    private final SearchSpace space;
    private final Random random;
    private final Set<Parameters> drawn = new HashSet<>();
    private final List<double[]> places = new ArrayList<>();

    SearchPoints(SearchSpace space, long seed) {
        this.space = space;
        this.random = new Random(seed);
    }

    /** Returns a new point, or null if none was found, as in a small space that is tried completely. */
    @Nullable
    Parameters random() {
        for (int i = 0; i < DRAWS_IN_VAIN; i++) {
            double[] place = space.draw(random);
            Parameters point = space.at(place);
            if (!drawn.contains(point)) {
                return drawn(point, place);
            }
        }
        return null;
    }

    /**
     * Returns the proposal that is most likely under the good points compared with the bad ones, or a random point if
     * all proposals were drawn before.
     *
     * @param evaluations those of the first points, in the order of drawing; the points after them are counted as bad
     *     until they have one, so that those of a batch differ
     */
    @Nullable
    Parameters proposed(List<Evaluation> evaluations) {
        List<double[]> bad = new ArrayList<>(IntStream.range(0, evaluations.size())
                .boxed()
                .sorted(Comparator.comparing(evaluations::get, TuningResult.BY_SCORE))
                .map(places::get)
                .toList());
        List<double[]> best = bad.subList(0, good(evaluations));
        ParzenMixture likelyIfGood = new ParzenMixture(space.axes(), best);
        best.clear();
        bad.addAll(places.subList(evaluations.size(), places.size()));
        ParzenMixture likelyIfBad = new ParzenMixture(space.axes(), bad);

        Parameters point = null;
        double[] place = {};
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < PROPOSALS; i++) {
            double[] proposal = likelyIfGood.draw(random);
            Parameters its = space.at(proposal);
            double ratio = likelyIfGood.logDensity(proposal) - likelyIfBad.logDensity(proposal);
            if (!drawn.contains(its) && ratio > greatest) {
                point = its;
                place = proposal;
                greatest = ratio;
            }
        }
        return point == null ? random() : drawn(point, place);
    }

    /** The number of good points, as in Optuna; a trial that failed is never one. */
    private static int good(List<Evaluation> evaluations) {
        long scored = evaluations.stream().filter(one -> !one.failed()).count();
        return (int) Math.min(Math.min(scored, MOST_GOOD), Math.ceil(GOOD_SHARE * evaluations.size()));
    }

    private Parameters drawn(Parameters point, double[] place) {
        drawn.add(point);
        places.add(place);
        return point;
    }
}
