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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Prints the table of docs/intervals.md: the coverage of intervals of 90 % and 95 %, overall and in every window of
 * 1,000 forecasts.
 *
 * <p>Each series is walked forward from a third of its rows on, but at most 4,000, with a fit every 1,000 rows, by a
 * linear model and by the seasonal naive forecast. Split conformal intervals, adaptive ones and those of {@code
 * coverageFirst()} are compared around the same points. The two simulated series have shifts.
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
                + "| adaptive: all, windows of 1,000 | farthest | Winkler / split "
                + "| coverage first: all, windows of 1,000 | farthest | Winkler / split |");
        System.out.println("|---|---|---:|---:|---:|---|---|---:|---:|---|---:|---:|");
        List<Line> lines = new ArrayList<>();
        for (IntervalData data : all) {
            for (Line line : lines(data, Math.min(LONGEST, data.season()))) {
                System.out.println(line);
                lines.add(line);
            }
        }
        System.out.println();
        summarise(
                "one step ahead",
                lines.stream().filter(line -> line.step() == 1).toList());
        summarise(
                "several steps ahead",
                lines.stream().filter(line -> line.step() > 1).toList());
    }

    private static void summarise(String title, List<Line> lines) {
        summarise(title + ", adaptive", lines, Line::adaptive);
        summarise(title + ", coverage first", lines, Line::coverageFirst);
    }

    private static void summarise(String title, List<Line> lines, Function<Line, Outcome> of) {
        double[] farthest = lines.stream()
                .mapToDouble(line -> of.apply(line).farthest(line.nominal()))
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: of %d, %d within 2 points, %d within 3, farthest %.1f; Winkler / split %.3f on average%n",
                title,
                lines.size(),
                Arrays.stream(farthest).filter(one -> one <= TOLERANCE + 1e-9).count(),
                Arrays.stream(farthest).filter(one -> one <= 0.03 + 1e-9).count(),
                100 * Arrays.stream(farthest).max().orElse(Double.NaN),
                lines.stream()
                        .mapToDouble(
                                line -> of.apply(line).winkler() / line.split().winkler())
                        .average()
                        .orElse(Double.NaN));
    }

    /**
     * Results of the intervals of one coverage around one member's forecasts of one step.
     *
     * @param split with split conformal prediction
     * @param adaptive with adaptive intervals
     * @param coverageFirst with adaptive intervals that put coverage before width
     */
    record Line(
            String series,
            String member,
            int step,
            double nominal,
            Outcome split,
            Outcome adaptive,
            Outcome coverageFirst) {
        boolean holds() {
            return adaptive.farthest(nominal) <= TOLERANCE + 1e-9;
        }

        double winklerRatio() {
            return adaptive.winkler() / split.winkler();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %.0f %% | %d | %s | %s | %.1f | %.3f | %s | %.1f | %.3f |",
                    series,
                    member,
                    step,
                    100 * nominal,
                    adaptive.forecasts(),
                    split,
                    adaptive,
                    100 * adaptive.farthest(nominal),
                    winklerRatio(),
                    coverageFirst,
                    100 * coverageFirst.farthest(nominal),
                    coverageFirst.winkler() / split.winkler());
        }
    }

    /**
     * Coverage over all forecasts, and in the windows with the least and the most.
     *
     * @param winkler the mean Winkler score
     */
    record Outcome(int forecasts, double coverage, double least, double most, double winkler) {
        /** Returns the largest distance of a window's coverage from nominal. */
        double farthest(double nominal) {
            return Math.max(nominal - least, most - nominal);
        }

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
            compared.add(
                    Conformal.builder().coverages(COVERAGES).coverageFirst().build(member));
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
            List<Outcome> split = outcomes(result.scores(compared.get(3 * m).name()), rows, steps);
            List<Outcome> adaptive =
                    outcomes(result.scores(compared.get(3 * m + 1).name()), rows, steps);
            List<Outcome> coverageFirst =
                    outcomes(result.scores(compared.get(3 * m + 2).name()), rows, steps);
            for (int i = 0; i < split.size(); i++) {
                lines.add(new Line(
                        data.name(),
                        members.get(m).name(),
                        steps[i / COVERAGES.length],
                        COVERAGES[i % COVERAGES.length],
                        split.get(i),
                        adaptive.get(i),
                        coverageFirst.get(i)));
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
