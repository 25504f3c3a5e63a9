package io.forecastj.evaluations;

import static java.util.stream.Collectors.groupingBy;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.backtest.ModelScores;
import io.forecastj.backtest.QuantileScores;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Prints the table of docs/intervals.md: the coverage of intervals of 90 % and 95 %, overall and in every window of
 * 1,000 forecasts.
 *
 * <p>Each series is walked forward from a third of its rows on, but at most 4,000, with a fit every 1,000 rows, by a
 * linear model and by the seasonal naive forecast. Split conformal intervals and adaptive ones are compared around the
 * same points. The two simulated series have shifts.
 */
public final class IntervalTable {
    private static final double[] COVERAGES = {0.90, 0.95};
    private static final int WINDOW = 1_000;
    private static final double TOLERANCE = 0.02;
    private static final int LONGEST = 12;

    private IntervalTable() {}

    /**
     * Runs the program.
     *
     * @param args a folder with data files, as {@code IntervalData} names them; without one, only the simulated series
     *     are used
     */
    public static void main(String[] args) {
        List<IntervalData> all = new ArrayList<>();
        if (args.length > 0) {
            all.addAll(IntervalData.read(Path.of(args[0])));
        }
        all.add(IntervalData.volatilityShifts(12_000, 1));
        all.add(IntervalData.levelShifts(12_000, 2));

        System.out.println("| series | member | step | nominal | forecasts | split: all, windows of 1,000 "
                + "| adaptive: all, windows of 1,000 | within 2 points | Winkler, adaptive / split |");
        System.out.println("|---|---|---:|---:|---:|---|---|---|---:|");
        for (IntervalData data : all) {
            for (Line line : lines(data, Math.min(LONGEST, data.season()))) {
                System.out.println(line);
            }
        }
    }

    /**
     * Results of the intervals of one coverage around one member's forecasts of one step.
     *
     * @param split with split conformal prediction
     * @param adaptive with adaptive intervals
     */
    record Line(String series, String member, int step, double nominal, Outcome split, Outcome adaptive) {
        boolean holds() {
            return Math.max(nominal - adaptive.least(), adaptive.most() - nominal) <= TOLERANCE + 1e-9;
        }

        double winklerRatio() {
            return adaptive.winkler() / split.winkler();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %.0f %% | %d | %s | %s | %s | %.3f |",
                    series,
                    member,
                    step,
                    100 * nominal,
                    adaptive.forecasts(),
                    split,
                    adaptive,
                    holds() ? "yes" : "no",
                    winklerRatio());
        }
    }

    /**
     * Coverage over all forecasts, and in the windows with the least and the most.
     *
     * @param winkler the mean Winkler score
     */
    record Outcome(int forecasts, double coverage, double least, double most, double winkler) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f (%.1f to %.1f)", 100 * coverage, 100 * least, 100 * most);
        }
    }

    /** Walks a series forward; evaluates step 1 and the last step. */
    static List<Line> lines(IntervalData data, int horizon) {
        int training = Math.min(4_000, data.series().length() / 3);
        List<Forecaster> members = List.of(
                Linear.forecaster()
                        .column(IntervalData.COLUMN)
                        .lookback(2 * Math.max(10, data.season()))
                        .horizon(horizon)
                        .build(),
                Baselines.seasonalNaive(IntervalData.COLUMN, horizon, data.season()));
        List<Forecaster> compared = new ArrayList<>();
        for (Forecaster member : members) {
            compared.add(Conformal.split(member, COVERAGES));
            compared.add(Conformal.adaptive(member, COVERAGES));
        }
        BacktestResult result = Backtest.on(data.series())
                .windows(WalkForward.expanding(training).refitEvery(1_000))
                .seasonLength(1)
                .compare(compared)
                .run();
        int[] steps = horizon == 1 ? new int[] {1} : new int[] {1, horizon};
        Map<String, Map<Integer, List<ForecastRow>>> rows;
        try (Stream<ForecastRow> all = result.rows()) {
            rows = all.filter(row -> (row.step() == 1 || row.step() == horizon) && !Double.isNaN(row.actual()))
                    .collect(groupingBy(ForecastRow::model, groupingBy(ForecastRow::step)));
        }
        List<Line> lines = new ArrayList<>();
        for (int m = 0; m < members.size(); m++) {
            List<Outcome> split = outcomes(result.scores(compared.get(2 * m).name()), rows, steps);
            List<Outcome> adaptive =
                    outcomes(result.scores(compared.get(2 * m + 1).name()), rows, steps);
            for (int i = 0; i < split.size(); i++) {
                lines.add(new Line(
                        data.name(),
                        members.get(m).name(),
                        steps[i / COVERAGES.length],
                        COVERAGES[i % COVERAGES.length],
                        split.get(i),
                        adaptive.get(i)));
            }
        }
        return lines;
    }

    /** One outcome for each step and coverage. */
    private static List<Outcome> outcomes(
            ModelScores model, Map<String, Map<Integer, List<ForecastRow>>> rows, int[] steps) {
        Map<Integer, List<ForecastRow>> ofModel = Objects.requireNonNull(rows.get(model.model()), model.model());
        List<Outcome> outcomes = new ArrayList<>();
        for (int step : steps) {
            List<ForecastRow> ofStep = Objects.requireNonNull(ofModel.get(step), model.model());
            QuantileScores scores =
                    Objects.requireNonNull(model.quantilesByStep().get(step), model.model());
            for (double coverage : COVERAGES) {
                outcomes.add(outcome(ofStep, coverage, scores.interval(coverage).winkler()));
            }
        }
        return outcomes;
    }

    private static Outcome outcome(List<ForecastRow> rows, double coverage, double winkler) {
        boolean[] inside = new boolean[rows.size()];
        int total = 0;
        int count = 0;
        double least = 1;
        double most = 0;
        for (int i = 0; i < inside.length; i++) {
            inside[i] = inside(rows.get(i), coverage);
            total += inside[i] ? 1 : 0;
            count += inside[i] ? 1 : 0;
            count -= i >= WINDOW && inside[i - WINDOW] ? 1 : 0;
            if (i >= WINDOW - 1) {
                least = Math.min(least, (double) count / WINDOW);
                most = Math.max(most, (double) count / WINDOW);
            }
        }
        return new Outcome(inside.length, (double) total / inside.length, least, most, winkler);
    }

    private static boolean inside(ForecastRow row, double coverage) {
        double lower = Double.NaN;
        double upper = Double.NaN;
        for (Map.Entry<Double, Double> quantile : row.quantiles().entrySet()) {
            if (Math.abs(quantile.getKey() - (1 - coverage) / 2) < 1e-9) {
                lower = quantile.getValue();
            }
            if (Math.abs(quantile.getKey() - (1 + coverage) / 2) < 1e-9) {
                upper = quantile.getValue();
            }
        }
        return lower <= row.actual() && row.actual() <= upper;
    }
}
