package io.forecastj.models.regression;

import io.forecastj.models.internal.PointParts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Explains a point of a regression's forecast in the unit of its target.
 *
 * <p>The value of a step is a function of its base, the value where the change starts, and of the answers of its
 * models. Each of them is either there or replaced by what is expected without features: the answer to the expected
 * score, and the base value of an earlier step's forecast. The Shapley values of these few players (all coalitions are
 * evaluated) are shared out among the features in proportion to their contributions to a model's score. For a target
 * that adds the change to its base this gives the contributions themselves.
 */
final class PointExplainer {
    /** All coalitions are evaluated, so their number is limited. */
    private static final int MAX_PLAYERS = 16;

    /** In place of a step: the model's own forecast, from which a recursive one goes on. */
    private static final int UNSHRUNK = 0;

    private final RegressionState state;
    private final Response response;
    private final int parts;
    private final double[] values;
    /** The explained values of the base column at the steps before, in a recursive forecast. */
    private final Map<Integer, PointParts> ahead = new HashMap<>();

    PointExplainer(RegressionState state) {
        this.state = state;
        this.response = state.plan.response();
        this.parts = state.parts;
        this.values = new double[response.columns().size()];
    }

    /** Returns the parts of a point; null if a model has no explanation or the target has classes. */
    @Nullable
    PointParts explain(int target, int step) {
        if (response.outputs() != 1 || parts + 1 > MAX_PLAYERS) {
            return null;
        }
        double[] out = new double[values.length * state.plan.horizon()];
        state.begin(out);
        for (int round = 0; round < state.rounds(); round++) {
            if (state.step(round) != step && !state.recursive()) {
                continue;
            }
            state.prepare(round);
            ModelScore[] scores = new ModelScore[parts];
            for (int part = 0; part < parts; part++) {
                response.answer(state.model(round, part), state.inputs, part, state.answers);
                if (!(state.model(round, part) instanceof ExplainedModel model)) {
                    return null;
                }
                double scale = state.plan.scaling().active() ? state.scaleOf().factor() : 1;
                scores[part] = ModelScore.of(model, state.inputs, state.answers[part], scale);
            }
            double base = state.base(round);
            PointParts earlier = ahead.get(state.baseStep(round));
            if (earlier == null || earlier.point() != base) {
                earlier = new PointParts(base, base, Map.of(), List.of());
            }
            if (state.step(round) == step) {
                return parts(scores, earlier, target, step);
            }
            ahead.put(state.step(round), parts(scores, earlier, response.base(), UNSHRUNK));
            state.take(round, out);
        }
        throw new IllegalStateException("step " + step + " is not forecast");
    }

    /**
     * A model's answer to a row, the answer that is expected without it, and the inputs' contributions to the score.
     */
    private record ModelScore(double answer, double expected, List<String> names, double[] contributions) {
        static ModelScore of(ExplainedModel model, double[] inputs, double answer, double scale) {
            int width = model.features().size();
            double[] all = new double[width + 1];
            model.contributions(inputs, all);
            return new ModelScore(
                    scale * answer, scale * model.answer(all[width]), model.features(), Arrays.copyOf(all, width));
        }
    }

    private PointParts parts(ModelScore[] scores, PointParts base, int column, int step) {
        int players = parts + 1;
        double[] coalitions = new double[1 << players];
        for (int set = 0; set < coalitions.length; set++) {
            coalitions[set] = value(set, 0, 0, scores, base, column, step);
        }
        double[] effects = shapley(coalitions, players);
        double point = coalitions[coalitions.length - 1];
        double expected = coalitions[0];
        Map<String, Double> byFeature = new LinkedHashMap<>();
        for (int player = 0; player < players; player++) {
            List<String> names = player == 0 ? List.copyOf(base.byFeature().keySet()) : scores[player - 1].names();
            double[] contributions = player == 0
                    ? base.byFeature().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()
                    : scores[player - 1].contributions();
            int changed = player;
            double factor = factor(
                    effects[player],
                    contributions,
                    change -> value(coalitions.length - 1, changed, change, scores, base, column, step) - point);
            double shared = 0;
            for (int i = 0; i < contributions.length; i++) {
                double share = factor * contributions[i];
                byFeature.merge(names.get(i), share, Double::sum);
                shared += share;
            }
            expected += effects[player] - shared; // only if contributions cancel out
        }
        return new PointParts(point, expected, byFeature, List.of());
    }

    /** The value of a column if the players in a set are there; one of them changed by some amount. */
    private double value(
            int set, int changed, double change, ModelScore[] scores, PointParts base, int column, int step) {
        double[] answers = new double[parts];
        for (int part = 0; part < parts; part++) {
            boolean there = (set >> part + 1 & 1) == 1;
            answers[part] =
                    (there ? scores[part].answer() : scores[part].expected()) + (changed == part + 1 ? change : 0);
        }
        double start = ((set & 1) == 1 ? base.point() : base.base()) + (changed == 0 ? change : 0);
        response.decode(start, answers, values);
        if (step != UNSHRUNK) {
            state.shrink(step, answers, values);
        }
        return values[column];
    }

    /** The Shapley values of few players: Shapley, A Value for n-Person Games (1953). */
    private static double[] shapley(double[] coalitions, int players) {
        double[] values = new double[players];
        for (int set = 0; set < coalitions.length; set++) {
            for (int player = 0; player < players; player++) {
                if ((set >> player & 1) == 0) {
                    int others = Integer.bitCount(set);
                    double weight = 1.0 / players;
                    for (int i = 1; i <= others; i++) { // 1 / (players * binomial(players - 1, others))
                        weight *= (double) i / (players - i);
                    }
                    values[player] += weight * (coalitions[set | 1 << player] - coalitions[set]);
                }
            }
        }
        return values;
    }

    /**
     * Returns the factor from contributions to a score to those to a value: the quotient of both sums, or, if
     * contributions cancel out, the slope.
     */
    private static double factor(double effect, double[] contributions, DoubleUnaryOperator changeOfValue) {
        double sum = 0;
        double size = 0;
        for (double one : contributions) {
            sum += one;
            size += Math.abs(one);
        }
        if (size == 0) {
            return 0;
        }
        double small = 1e-6 * size;
        return Math.abs(sum) > small ? effect / sum : changeOfValue.applyAsDouble(small) / small;
    }
}
