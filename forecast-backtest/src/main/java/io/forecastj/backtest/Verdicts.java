package io.forecastj.backtest;

import io.forecastj.backtest.significance.DieboldMariano;
import io.forecastj.metrics.PointMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the verdicts on the models of one target. */
final class Verdicts {
    private Verdicts() {}

    /** Returns the verdict on each compared model, in the order of the scores. */
    static List<Verdict> of(List<ModelScores> models) {
        Optional<ModelScores> naive = models.stream()
                .filter(ModelScores::reference)
                .min(Comparator.comparingDouble(model -> model.overall().rmse()));
        if (naive.isEmpty()) {
            return List.of();
        }
        ModelScores best = naive.get();
        List<ModelScores> compared =
                models.stream().filter(model -> !model.reference()).toList();
        List<Optional<DieboldMariano>> tests =
                compared.stream().map(model -> model.against(best.model())).toList();
        double[] adjusted = holm(tests.stream()
                .mapToDouble(test -> test.map(DieboldMariano::pValue).orElse(Double.NaN))
                .toArray());
        int planned = best.planned();
        List<Verdict> verdicts = new ArrayList<>();
        for (int m = 0; m < compared.size(); m++) {
            ModelScores model = compared.get(m);
            double skill =
                    PointMetrics.skill(model.overall().rmse(), best.overall().rmse());
            int origins = tests.get(m).map(DieboldMariano::count).orElseGet(model::origins);
            verdicts.add(
                    new Verdict(model.model(), model.target(), best.model(), skill, adjusted[m], origins, planned));
        }
        return List.copyOf(verdicts);
    }

    /** Returns the verdict on each compared model that forecasts classes, in the order of the scores. */
    static List<Verdict> ofClasses(List<ClassScores> models) {
        List<ClassScores> compared =
                models.stream().filter(model -> !model.reference()).toList();
        double[] adjusted = holm(compared.stream()
                .map(ClassScores::againstNaive)
                .mapToDouble(test -> test.map(DieboldMariano::pValue).orElse(Double.NaN))
                .toArray());
        return IntStream.range(0, compared.size())
                .mapToObj(m -> {
                    ClassScores model = compared.get(m);
                    double skill = model.overall().skill();
                    return new Verdict(
                            model.model(),
                            model.target(),
                            ClassComparison.NAIVE,
                            skill,
                            adjusted[m],
                            model.origins(),
                            model.planned());
                })
                .toList();
    }

    /** Adjusts p-values for their number by Holm's method; all are NaN or none is. */
    static double[] holm(double[] pValues) {
        List<Integer> order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(m -> pValues[m]))
                .toList();
        double[] adjusted = new double[pValues.length];
        double greatest = 0;
        for (int rank = 0; rank < pValues.length; rank++) {
            int m = order.get(rank);
            greatest = Math.max(greatest, Math.min(1, (pValues.length - rank) * pValues[m]));
            adjusted[m] = greatest;
        }
        return adjusted;
    }
}
