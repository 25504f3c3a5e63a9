package io.forecastj.backtest.strategy;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.MessageText;
import io.forecastj.PredictorInfo;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ForecastRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes forecasts again from the long table of a backtest. */
final class ForecastSource {
    /** A step of a forecast; the map of quantiles or of probabilities is empty where there are none. */
    record Point(
            int step, Instant time, double value, Map<Double, Double> quantiles, Map<String, Double> probabilities) {
        static Point of(ForecastRow row) {
            return new Point(row.step(), row.time(), row.forecast(), row.quantiles(), row.probabilities());
        }

        boolean known() {
            boolean classes = !probabilities.isEmpty()
                    && probabilities.values().stream().noneMatch(probability -> probability.isNaN());
            return Double.isFinite(value) || classes;
        }
    }

    private final String model;
    private final String target;
    private final Map<List<Integer>, PredictorInfo> infos = new HashMap<>();

    ForecastSource(String model, String target) {
        this.model = model;
        this.target = target;
    }

    /**
     * Adds the forecasts of a model, of its first target unless one is given; those without any value are none.
     *
     * @throws IllegalArgumentException if there are none, or they are not of the rows and values of the bars
     */
    static void addTo(Opinions opinions, BacktestResult result, String model, @Nullable String target) {
        String column = target == null ? firstTarget(result, model) : target;
        Map<String, Map<Instant, List<Point>>> byId = new LinkedHashMap<>();
        Map<String, Map<Instant, Double>> actuals = new HashMap<>();
        result.rows()
                .filter(row -> row.model().equals(model) && row.target().equals(column))
                .forEach(row -> {
                    byId.computeIfAbsent(row.id(), id -> new TreeMap<>())
                            .computeIfAbsent(row.origin(), origin -> new ArrayList<>())
                            .add(Point.of(row));
                    actuals.computeIfAbsent(row.id(), id -> new TreeMap<>()).put(row.time(), row.actual());
                });
        if (byId.isEmpty()) {
            throw new IllegalArgumentException("no forecasts of '" + column + "' by '" + model + "'; the result has "
                    + MessageText.list(result.rows()
                            .map(row -> row.target() + " by " + row.model())
                            .distinct()
                            .toList()));
        }
        ForecastSource source = new ForecastSource(model, column);
        byId.forEach((id, byOrigin) -> {
            int instrument = opinions.instrument(id, byId.size());
            byOrigin.forEach((origin, points) -> {
                Forecast forecast = source.forecast(id, origin, points);
                if (forecast != null) {
                    opinions.add(instrument, origin, Opinion.of(forecast));
                }
            });
        });
        opinions.requireSameSpacing();
        actuals.forEach(
                (id, values) -> opinions.requireSameValues(opinions.instrument(id, byId.size()), column, values));
    }

    /** Returns the number of models compared, this one included; a reference that a backtest adds is no trial. */
    static int compared(BacktestResult result, String model) {
        Set<String> models = new HashSet<>(Set.of(model));
        result.scores().stream().filter(one -> !one.reference()).forEach(one -> models.add(one.model()));
        result.classScores().stream().filter(one -> !one.reference()).forEach(one -> models.add(one.model()));
        return models.size();
    }

    private static String firstTarget(BacktestResult result, String model) {
        return result.rows()
                .filter(row -> row.model().equals(model))
                .map(ForecastRow::target)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no forecasts by '" + model
                        + "'; the result has those of "
                        + MessageText.list(
                                result.rows().map(ForecastRow::model).distinct().toList())));
    }

    /** Returns the forecast of an origin, or null if no step has a value. */
    @Nullable
    Forecast forecast(String id, Instant origin, List<Point> points) {
        TreeMap<Integer, Point> byStep = new TreeMap<>();
        for (Point point : points) {
            if (point.known() && byStep.put(point.step(), point) != null) {
                throw new IllegalArgumentException("expected one forecast of '" + id + "' by '" + model + "' at "
                        + origin + ", found two of step " + point.step()
                        + "; a strategy follows one path of forecasts, such as those of walk-forward windows");
            }
        }
        if (byStep.isEmpty()) {
            return null;
        }
        PredictorInfo info = infos.computeIfAbsent(List.copyOf(byStep.keySet()), this::info);
        long start = origin.toEpochMilli();
        Forecast.Builder forecast = Forecast.builder(
                info, id, start, times(start, byStep), byStep.size() < info.horizon(), values(info, byStep));
        addQuantiles(forecast, info, byStep);
        addClasses(forecast, info, byStep);
        return forecast.build();
    }

    private PredictorInfo info(List<Integer> steps) {
        return PredictorInfo.builder("backtest", steps.get(steps.size() - 1))
                .steps(steps)
                .name(model)
                .column(target, ColumnRole.TARGET)
                .build();
    }

    /** The times of all steps; those between two that are known are set evenly. */
    private static long[] times(long origin, TreeMap<Integer, Point> byStep) {
        long[] times = new long[byStep.lastKey()];
        int before = 0;
        long timeBefore = origin;
        for (Point point : byStep.values()) {
            long time = point.time().toEpochMilli();
            for (int step = before + 1; step <= point.step(); step++) {
                times[step - 1] = timeBefore + (time - timeBefore) * (step - before) / (point.step() - before);
            }
            before = point.step();
            timeBefore = time;
        }
        return times;
    }

    private static double[] values(PredictorInfo info, TreeMap<Integer, Point> byStep) {
        double[] values = new double[info.horizon()];
        byStep.forEach((step, point) -> values[step - 1] = point.value());
        return values;
    }

    /** Adds the quantiles if every step has all of them and none cross. */
    private static void addQuantiles(Forecast.Builder forecast, PredictorInfo info, TreeMap<Integer, Point> byStep) {
        double[] levels = byStep.firstEntry().getValue().quantiles().keySet().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double[][] values = new double[info.horizon()][levels.length];
        for (Point point : byStep.values()) {
            for (int i = 0; i < levels.length; i++) {
                double value = point.quantiles().getOrDefault(levels[i], Double.NaN);
                if (Double.isNaN(value) || i > 0 && value < values[point.step() - 1][i - 1]) {
                    return;
                }
                values[point.step() - 1][i] = value;
            }
        }
        if (levels.length > 0) {
            forecast.quantiles(0, levels, values);
        }
    }

    private static void addClasses(Forecast.Builder forecast, PredictorInfo info, TreeMap<Integer, Point> byStep) {
        List<String> classes =
                List.copyOf(byStep.firstEntry().getValue().probabilities().keySet());
        if (classes.isEmpty()) {
            return;
        }
        double[][] values = new double[info.horizon()][classes.size()];
        byStep.forEach((step, point) ->
                Arrays.setAll(values[step - 1], i -> point.probabilities().getOrDefault(classes.get(i), 0.0)));
        forecast.probabilities(classes, values);
    }
}
