package io.forecastj.backtest;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Scores a table of forecasts that were made elsewhere, with the same comparison as those of a backtest. */
final class ScoredTable {
    private static final String NAIVE = "naive";
    private static final String SEASONAL_NAIVE = "seasonal-naive";

    /** Two numbers that differ by less of their size are the same number, written with other digits. */
    private static final double ROUNDING = 1e-6;

    private final List<ForecastRow> rows;
    private final List<TimeSeries> series;
    private final Set<List<Object>> seen = new HashSet<>();
    /** The index of a series by its id. */
    private final Map<String, Integer> indexOf = new LinkedHashMap<>();

    private ScoredTable(List<ForecastRow> rows, List<TimeSeries> series) {
        this.rows = rows;
        this.series = series;
        series.forEach(one -> indexOf.put(one.id(), indexOf.size()));
    }

    static BacktestResult of(Collection<ForecastRow> all, List<TimeSeries> given) {
        List<ForecastRow> rows = all.stream()
                .filter(row -> !row.model().equals(NAIVE) && !row.model().equals(SEASONAL_NAIVE))
                .toList();
        for (ForecastRow row : rows) {
            if (!row.probabilities().isEmpty()) {
                throw new IllegalArgumentException("the forecasts of '" + row.model()
                        + "' are class probabilities, which a table cannot be scored by: leave its rows out");
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("there are no forecasts to score");
        }
        return new ScoredTable(rows, given.isEmpty() ? series(rows) : given).result();
    }

    /** Makes up the series from the actual values. */
    private static List<TimeSeries> series(Collection<ForecastRow> rows) {
        List<String> targets = rows.stream().map(ForecastRow::target).distinct().toList();
        Map<String, TreeMap<Instant, double[]>> byId = new LinkedHashMap<>();
        for (ForecastRow row : rows) {
            TreeMap<Instant, double[]> values = byId.computeIfAbsent(row.id(), ignored -> new TreeMap<>());
            values.computeIfAbsent(row.origin(), ignored -> missing(targets.size()));
            double[] known = values.computeIfAbsent(row.time(), ignored -> missing(targets.size()));
            int target = targets.indexOf(row.target());
            if (Double.isNaN(known[target])) {
                known[target] = row.actual();
            } else if (differ(known[target], row.actual())) {
                throw new IllegalArgumentException("the actual value of '" + row.target() + "' at " + row.time()
                        + named(row) + " is " + known[target] + " in one row and " + row.actual()
                        + " in another: score revised values by their own series");
            }
        }
        List<TimeSeries> made = new ArrayList<>();
        byId.forEach((id, values) -> {
            TimeSeries.Builder builder =
                    TimeSeries.builder(targets.toArray(String[]::new)).id(id);
            values.forEach(builder::add);
            made.add(builder.build());
        });
        return made;
    }

    private static boolean differ(double one, double other) {
        return !Double.isNaN(other) && !(Math.abs(one - other) <= ROUNDING * Math.abs(one));
    }

    private static double[] missing(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static String named(ForecastRow row) {
        return row.id().isEmpty() ? "" : " of series '" + row.id() + "'";
    }

    private BacktestResult result() {
        List<TreeSet<Integer>> origins = new ArrayList<>();
        series.forEach(ignored -> origins.add(new TreeSet<>()));
        Map<String, Integer> horizons = new LinkedHashMap<>();
        Map<String, Set<String>> targets = new LinkedHashMap<>();
        for (ForecastRow row : rows) {
            origins.get(index(row)).add(originRow(row));
            horizons.merge(row.model(), row.step(), Math::max);
            targets.computeIfAbsent(row.model(), ignored -> new LinkedHashSet<>())
                    .add(row.target());
        }
        BacktestPlan plan = BacktestPlan.given(series, origins);
        int season = season(plan);
        Map<String, ModelForecasts> models = new LinkedHashMap<>();
        horizons.forEach((model, horizon) -> models.put(
                model,
                new ModelForecasts(
                        Entry.given(
                                model,
                                horizon,
                                List.copyOf(targets.getOrDefault(model, Set.of())),
                                Entry.Role.COMPARED),
                        plan)));
        for (ForecastRow row : rows) {
            add(row, Objects.requireNonNull(models.get(row.model())), plan);
        }
        List<ModelForecasts> all = new ArrayList<>(models.values());
        int longest = horizons.values().stream().mapToInt(h -> h).max().orElseThrow();
        List<String> distinct =
                rows.stream().map(ForecastRow::target).distinct().toList();
        for (String target : distinct) {
            all.add(naive(target, longest, plan));
            if (season > 1) {
                all.add(seasonalNaive(target, longest, season, plan));
            }
        }
        List<Comparison> comparisons = distinct.stream()
                .map(target -> new Comparison(target, all, plan, season))
                .toList();
        return new BacktestResult(plan, season, comparisons, List.of());
    }

    /** Returns the season length; 1 if the values of a whole season are not known at every origin. */
    private int season(BacktestPlan plan) {
        int season = Sampling.season(series);
        return plan.series().stream().allMatch(one -> one.count() == 0 || one.rows()[0] + 1 >= season) ? season : 1;
    }

    private int index(ForecastRow row) {
        Integer index = indexOf.get(row.id());
        if (index == null) {
            throw new IllegalArgumentException(
                    "no series has the id '" + row.id() + "'; there are " + indexOf.keySet());
        }
        return index;
    }

    /** Returns the row of the origin, and checks the step, the time and the actual value. */
    private int originRow(ForecastRow row) {
        TimeSeries one = series.get(index(row));
        int origin = one.rowAtOrBefore(row.origin());
        if (origin < 0 || !one.time(origin).equals(row.origin())) {
            throw new IllegalArgumentException("the series" + named(row) + " has no row at the origin " + row.origin()
                    + " of '" + row.model() + "'");
        }
        int ahead = one.rowAtOrBefore(row.time()) - origin;
        boolean known = one.time(origin + ahead).equals(row.time());
        if (known ? ahead != row.step() : row.step() <= ahead || origin + row.step() < one.length()) {
            throw new IllegalArgumentException("step " + row.step() + " of '" + row.model() + "' from " + row.origin()
                    + named(row) + " leads to " + row.time() + ", which is " + (known ? "row " + ahead : "no row")
                    + " after the origin: if the table lacks rows between, give the series too");
        }
        double actual = known ? one.value(origin + ahead, one.columnIndex(row.target())) : Double.NaN;
        if (known && differ(actual, row.actual())) {
            throw new IllegalArgumentException("the actual value of '" + row.target() + "' at " + row.time()
                    + named(row) + " is " + row.actual() + " in the table and " + actual + " in the series");
        }
        return origin;
    }

    private void add(ForecastRow row, ModelForecasts model, BacktestPlan plan) {
        int s = index(row);
        int target = model.targets().indexOf(row.target());
        int origin = Arrays.binarySearch(plan.series().get(s).rows(), originRow(row));
        if (!seen.add(List.of(row.model(), target, s, origin, row.step()))) {
            throw new IllegalArgumentException("the forecast of step " + row.step() + " by '" + row.model() + "' from "
                    + row.origin() + named(row) + " occurs twice");
        }
        model.addStep(target, s, origin, row.step(), row.forecast());
        row.quantiles().forEach((level, value) -> model.quantiles().put(level, target, s, origin, row.step(), value));
        model.samples().put(target, s, origin, row.step(), row.samples());
    }

    private static ModelForecasts naive(String target, int horizon, BacktestPlan plan) {
        return filled(new Entry(NAIVE, horizon, List.of(target), Entry.Role.NAIVE, null, null), plan, 0);
    }

    private static ModelForecasts seasonalNaive(String target, int horizon, int season, BacktestPlan plan) {
        return filled(
                new Entry(SEASONAL_NAIVE, horizon, List.of(target), Entry.Role.SEASONAL_NAIVE, null, null),
                plan,
                season);
    }

    /** Repeats the value at the origin, or those of the last season. */
    private static ModelForecasts filled(Entry entry, BacktestPlan plan, int season) {
        ModelForecasts naive = new ModelForecasts(entry, plan);
        for (int s = 0; s < plan.series().size(); s++) {
            BacktestPlan.Origins origins = plan.series().get(s);
            TimeSeries one = origins.series();
            int column = one.columnIndex(entry.targets().get(0));
            for (int origin = 0; origin < origins.count(); origin++) {
                for (int step = 1; step <= entry.horizon(); step++) {
                    int back = season == 0 ? 0 : season - 1 - (step - 1) % season;
                    int row = origins.rows()[origin];
                    double value = KnownValues.last(one, row, row - back, Math.max(1, season), column);
                    naive.addStep(0, s, origin, step, value);
                }
            }
        }
        return naive;
    }
}
