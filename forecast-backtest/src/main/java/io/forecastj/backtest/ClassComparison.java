package io.forecastj.backtest;

import io.forecastj.metrics.ClassMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forecasts of classes of one target by all models that have the same rule and number of classes, reduced to the
 * pairs on which all of them can be scored, with the class frequencies as the naive forecast after them.
 */
final class ClassComparison {
    /** The name of the naive forecast. */
    static final String NAIVE = "class-frequency";

    /** A model's forecasts of classes. */
    private record Contender(ModelForecasts model) implements PairFates.Forecasts {
        @Override
        public int horizon() {
            return model.horizon();
        }

        @Override
        public boolean made(int series, int origin) {
            return model.made(series, origin);
        }

        @Override
        public boolean finite(int series, int origin, int step) {
            return Arrays.stream(model.classes().get(series, origin, step)).allMatch(Double::isFinite);
        }
    }

    private final String target;
    private final List<ModelForecasts> models;
    private final BacktestPlan plan;
    private final PairCounts counts;
    private final PairIndex index;
    private final int[] actual;
    /** {@code [model][pair][class]}, the naive forecast last. */
    private final double[][][] probabilities;

    private ClassComparison(List<ModelForecasts> models, BacktestPlan plan) {
        this.target = models.get(0).targets().get(0);
        this.models = models;
        this.plan = plan;
        ClassLabel label = models.get(0).classes().label();
        int classes = models.get(0).classes().classes().size();
        List<Contender> contenders = models.stream().map(Contender::new).toList();
        PairFates fates = new PairFates(plan, contenders, (series, row, step) -> {
            int found = label.of(series, row, step);
            return found < 0 ? Double.NaN : require(found, classes);
        });
        this.counts = fates.counts();
        int count = Math.toIntExact(counts.compared());
        this.index = new PairIndex(count);
        this.actual = new int[count];
        this.probabilities = new double[models.size() + 1][count][];
        collect(
                fates,
                new ClassFrequencies(plan, label, classes, contenders.get(0).horizon()));
    }

    private int require(int found, int classes) {
        if (found >= classes) {
            throw new IllegalArgumentException("expected the index of one of the classes "
                    + models.get(0).classes().classes() + " of '" + target + "' from the rule of labels, found "
                    + found);
        }
        return found;
    }

    private void collect(PairFates fates, ClassFrequencies frequencies) {
        int[] at = {0};
        fates.forEachCompared((s, origin, step, value) -> {
            index.set(at[0], s, origin, step);
            actual[at[0]] = (int) value;
            for (int m = 0; m < models.size(); m++) {
                probabilities[m][at[0]] = models.get(m).classes().get(s, origin, step);
            }
            int fit = plan.series().get(s).fits()[origin];
            probabilities[models.size()][at[0]] = frequencies.get(fit, step);
            at[0]++;
        });
    }

    /** Groups the models that forecast classes by target, rule and number of classes. */
    static List<ClassComparison> of(List<ModelForecasts> models, BacktestPlan plan) {
        Map<List<Object>, List<ModelForecasts>> groups = new LinkedHashMap<>();
        for (ModelForecasts model : models) {
            ClassPlanes planes = model.classes();
            if (planes.present()) {
                List<Object> key = List.of(
                        model.targets().get(0),
                        planes.target(),
                        planes.classes().size());
                groups.computeIfAbsent(key, ignored -> new ArrayList<>()).add(model);
            }
        }
        groups.values().forEach(ClassComparison::requireSameOrder);
        return groups.values().stream()
                .map(group -> new ClassComparison(List.copyOf(group), plan))
                .toList();
    }

    /** A rule gives indices of classes, so all models must have them in one order; a described target orders them. */
    private static void requireSameOrder(List<ModelForecasts> group) {
        ModelForecasts first = group.get(0);
        for (ModelForecasts model : group) {
            if (model.entry().labels() != null
                    && !model.classes().classes().equals(first.classes().classes())) {
                throw new IllegalArgumentException("the rule of labels() gives indices of classes, but '"
                        + first.entry().name() + "' has " + first.classes().classes() + " and '"
                        + model.entry().name() + "' " + model.classes().classes()
                        + ": backtest them one by one, or give them the same classes");
            }
        }
    }

    String target() {
        return target;
    }

    List<ModelForecasts> models() {
        return models;
    }

    PairCounts counts() {
        return counts;
    }

    PairIndex index() {
        return index;
    }

    BacktestPlan plan() {
        return plan;
    }

    OriginLosses origins() {
        return new OriginLosses(index, plan);
    }

    /** Scores a model, or the naive forecast by the number of models, on some pairs. */
    ClassScore score(int model, int[] at) {
        if (at.length == 0) {
            return ClassScore.none(classes(model));
        }
        int[] truth = Arrays.stream(at).map(pair -> actual[pair]).toArray();
        double[][] naive = pick(models.size(), at);
        double[][] forecast = pick(model, at);
        return ClassScore.of(classes(model), truth, forecast, naive);
    }

    private double[][] pick(int model, int[] at) {
        return Arrays.stream(at).mapToObj(pair -> probabilities[model][pair]).toArray(double[][]::new);
    }

    /** The classes as a model names them; the naive forecast names them as the first model does. */
    List<String> classes(int model) {
        return models.get(model == models.size() ? 0 : model).classes().classes();
    }

    /** Returns the mean logarithmic loss at each time of an origin. */
    double[] losses(int model) {
        double[] losses = new double[actual.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = ClassMetrics.logLoss(probabilities[model][i][actual[i]]);
        }
        return origins().losses(losses);
    }
}
