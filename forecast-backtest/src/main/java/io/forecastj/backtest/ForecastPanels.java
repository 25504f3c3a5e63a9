package io.forecastj.backtest;

import io.forecastj.TimeSeries;
import io.forecastj.backtest.report.ForecastChart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Chooses the series and origins whose forecasts a report shows, since it must stay small enough to open at once. */
final class ForecastPanels {
    /** Numbers in a report: at least so many, a fifth of all, and at most so many. */
    private static final long LEAST_NUMBERS = 45_000;

    private static final long MOST_NUMBERS = 300_000;
    private static final int MOST_PANELS = 40;
    private static final int LEAST_ORIGINS = 25;

    private final BacktestPlan plan;
    private final List<Comparison> comparisons;
    private final List<ModelScores> scores;

    ForecastPanels(BacktestPlan plan, List<Comparison> comparisons, List<ModelScores> scores) {
        this.plan = plan;
        this.comparisons = comparisons;
        this.scores = scores;
    }

    ForecastChart chart() {
        long perOrigin = comparisons.stream().mapToLong(this::numbersOfAnOrigin).sum();
        long all = perOrigin * plan.origins();
        long budget = Math.max(LEAST_NUMBERS, Math.min(MOST_NUMBERS, all / 5));
        List<Integer> series = series(budget, perOrigin);
        int origins = series.stream()
                .mapToInt(s -> plan.series().get(s).count())
                .max()
                .orElse(0);
        long allowed = Math.max(1, budget / Math.max(1, perOrigin * series.size()));
        int stride = (int) Math.max(1, (origins + allowed - 1) / allowed);
        ForecastChart chart = ForecastChart.of("Out-of-sample forecasts");
        for (int s : series) {
            for (Comparison comparison : comparisons) {
                chart = panel(chart, s, comparison, stride);
            }
        }
        return chart.note(note(series.size(), stride));
    }

    private long numbersOfAnOrigin(Comparison comparison) {
        return comparison.contenders().stream()
                .map(Comparison.Contender::model)
                .mapToLong(
                        model -> (long) model.horizon() * (1 + model.quantiles().levels().length))
                .sum();
    }

    /** Returns the series to show, in order: all, or some from the most to the least accurately forecast ones. */
    private List<Integer> series(long budget, long perOrigin) {
        List<Integer> known = IntStream.range(0, plan.series().size())
                .filter(s -> plan.series().get(s).count() > 0)
                .boxed()
                .toList();
        long most = Math.min(MOST_PANELS / comparisons.size(), budget / Math.max(1, perOrigin * LEAST_ORIGINS));
        if (known.size() <= Math.max(1, most)) {
            return known;
        }
        Map<String, Score> byId = best().byId();
        List<Integer> ranked = known.stream()
                .sorted(Comparator.comparingDouble(s -> {
                    Score score = byId.get(plan.series().get(s).series().id());
                    return score == null || Double.isNaN(score.skill()) ? Double.POSITIVE_INFINITY : -score.skill();
                }))
                .toList();
        int shown = (int) Math.max(2, most);
        return IntStream.range(0, shown)
                .map(i -> (int) ((long) i * (ranked.size() - 1) / (shown - 1)))
                .mapToObj(ranked::get)
                .sorted()
                .toList();
    }

    private ModelScores best() {
        return scores.stream().filter(model -> !model.reference()).findFirst().orElse(scores.get(0));
    }

    private ForecastChart panel(ForecastChart chart, int s, Comparison comparison, int stride) {
        BacktestPlan.Origins origins = plan.series().get(s);
        TimeSeries series = origins.series();
        String target = comparison.target();
        String name = series.id().isEmpty()
                ? target
                : comparisons.size() == 1 ? series.id() : series.id() + " \u00b7 " + target;
        ForecastChart with = chart.series(name, series.timestamps(), series.values(target));
        for (Comparison.Contender contender : ordered(comparison)) {
            with = forecasts(with, s, contender, stride);
        }
        return with;
    }

    /** Returns the compared models, those with intervals and the best of them first, and then the naive ones. */
    private List<Comparison.Contender> ordered(Comparison comparison) {
        List<String> names = scores.stream()
                .filter(model -> model.target().equals(comparison.target()))
                .sorted(Comparator.comparing(ModelScores::reference)
                        .thenComparing(model -> model.levels().isEmpty()))
                .map(ModelScores::model)
                .toList();
        return comparison.contenders().stream()
                .sorted(Comparator.comparingInt(
                        one -> names.indexOf(one.model().entry().name())))
                .toList();
    }

    private ForecastChart forecasts(ForecastChart chart, int s, Comparison.Contender contender, int stride) {
        BacktestPlan.Origins origins = plan.series().get(s);
        ModelForecasts model = contender.model();
        List<Integer> kept = new ArrayList<>();
        for (int origin = 0; origin < origins.count(); origin++) {
            if ((origins.count() - 1 - origin) % stride == 0 && model.made(s, origin)) {
                kept.add(origin);
            }
        }
        int horizon = model.horizon();
        double[] levels = model.quantiles().levels();
        int[] rows = new int[kept.size()];
        double[][] points = new double[kept.size()][horizon];
        double[][][] quantiles = new double[levels.length][kept.size()][horizon];
        for (int o = 0; o < rows.length; o++) {
            int origin = kept.get(o);
            rows[o] = origins.rows()[origin];
            for (int step = 1; step <= horizon; step++) {
                points[o][step - 1] = model.point(contender.target(), s, origin, step);
                for (int q = 0; q < levels.length; q++) {
                    quantiles[q][o][step - 1] = model.quantiles().get(levels[q], contender.target(), s, origin, step);
                }
            }
        }
        return chart.forecasts(model.entry().name(), rows, points, levels, quantiles);
    }

    private String note(int series, int stride) {
        List<String> notes = new ArrayList<>();
        if (stride > 1) {
            notes.add("one origin in " + ReportFormat.of("%,d", stride));
        }
        if (series < plan.series().size()) {
            notes.add(ReportFormat.of(
                    "%,d of %,d series, from the most to the least accurately forecast ones",
                    series, plan.series().size()));
        }
        return notes.isEmpty()
                ? ""
                : "To keep the page small, it has the forecasts of " + String.join(", and of ", notes)
                        + ". The scores are over all of them, and writeCsv has them all.";
    }
}
