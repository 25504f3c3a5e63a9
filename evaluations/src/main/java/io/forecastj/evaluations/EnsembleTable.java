package io.forecastj.evaluations;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.ensemble.Combination;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares every way to combine with the best single member in hindsight, on real series; prints the table of
 * docs/ensembles.md.
 *
 * <p>Each series is cut at 60 %: members and combiners are fitted once on the first part, and forecast at every later
 * row through a session. The score is the root mean squared error over all steps and origins. The table has the best
 * member's score and, for each combiner, by how many percent its score is higher.
 */
public final class EnsembleTable {
    private static final double TRAINED = 0.6;

    private EnsembleTable() {}

    /**
     * Prints the table.
     *
     * @param args the folder of the data, with the folders {@code shippable} and {@code checks-only} in it
     */
    public static void main(String[] args) {
        if (args.length != 1) {
            throw new IllegalArgumentException("expected one argument, the data folder; found " + args.length);
        }
        Map<String, List<Double>> losses = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (TableSeries series : TableSeries.all()) {
            lines.add(line(series, series.read(Path.of(args[0])), losses));
            System.err.println(lines.get(lines.size() - 1));
        }
        System.out.println("| series | best member | its RMSE | " + String.join(" | ", losses.keySet()) + " |");
        System.out.println("|---|---|---:|" + "---:|".repeat(losses.size()));
        lines.forEach(System.out::println);
        System.out.println(summary("mean", losses, List::stream));
        System.out.println(summary("worst", losses, all -> all.stream().max(Double::compare).stream()));
    }

    private static String summary(
            String name, Map<String, List<Double>> losses, Function<List<Double>, Stream<Double>> of) {
        StringBuilder line = new StringBuilder("| **" + name + "** | | |");
        for (List<Double> all : losses.values()) {
            double mean =
                    of.apply(all).mapToDouble(Double::doubleValue).average().orElseThrow();
            line.append(String.format(Locale.ROOT, " **%+.1f** |", mean));
        }
        return line.toString();
    }

    private static String line(TableSeries of, TimeSeries series, Map<String, List<Double>> losses) {
        List<FittedOnce> members = members(of).stream().map(FittedOnce::new).toList();
        int trained = (int) (TRAINED * series.length());
        try {
            double best = Double.POSITIVE_INFINITY;
            String name = "";
            for (Forecaster member : members) {
                double error = error(member, series, trained);
                name = error < best ? member.name() : name;
                best = Math.min(best, error);
            }
            StringBuilder line =
                    new StringBuilder(String.format(Locale.ROOT, "| %s | %s | %.4g |", of.name(), name, best));
            for (Map.Entry<String, Forecaster> combiner : combiners(of, members).entrySet()) {
                double loss = 100 * (error(combiner.getValue(), series, trained) / best - 1);
                losses.computeIfAbsent(combiner.getKey(), key -> new ArrayList<>())
                        .add(loss);
                line.append(String.format(Locale.ROOT, " %+.1f |", loss));
            }
            return line.toString();
        } finally {
            members.forEach(FittedOnce::close);
        }
    }

    private static List<Forecaster> members(TableSeries series) {
        String y = TableSeries.COLUMN;
        return List.of(
                Linear.forecaster()
                        .column(y)
                        .lookback(2 * series.season() + 1)
                        .horizon(series.horizon())
                        .build(),
                boosted(series),
                Baselines.seasonalNaive(y, series.horizon(), series.season()),
                Baselines.naive(y, series.horizon()));
    }

    /** Returns the LightGBM member: changes of a step, from lags of the change and places in the season. */
    static Forecaster boosted(TableSeries series) {
        String y = TableSeries.COLUMN;
        Feature change = change(series);
        List<Feature> features = new ArrayList<>();
        features.add(change);
        int season = Math.min(series.season(), 48);
        IntStream.of(1, 2, 3, 5, 7, season - 1).distinct().forEach(lag -> features.add(Features.lag(change, lag)));
        features.add(Features.difference(y, season));
        features.add(Features.rolling().zscore(y, Math.max(8, season)));
        return LightGbm.forecaster(LightGbm.parameters()
                        .rounds(100)
                        .leaves(15)
                        .learningRate(0.05)
                        .build())
                .target(series.price() ? Target.logReturn(y) : Target.difference(y, 1))
                .features(FeaturePipeline.of(features))
                .strategy(Strategy.RECURSIVE)
                .horizon(series.horizon())
                .build();
    }

    private static Map<String, Forecaster> combiners(TableSeries series, List<FittedOnce> all) {
        Forecaster[] members = all.toArray(Forecaster[]::new);
        Map<String, Forecaster> combiners = new LinkedHashMap<>();
        combiners.put("BOA", Ensembles.online(members));
        combiners.put(
                "BOA, regimes",
                Ensembles.online(members).regime(Features.market().regime(change(series))));
        combiners.put("ML-Poly", Ensembles.online(members).combination(Combination.ML_POLY));
        combiners.put("exponential", Ensembles.online(members).combination(Combination.EXPONENTIAL));
        combiners.put("fixed share", Ensembles.online(members).combination(Combination.FIXED_SHARE));
        combiners.put("online ridge", Ensembles.online(members).combination(Combination.RIDGE));
        combiners.put("simplex", Ensembles.stack(members));
        combiners.put("simplex, shared", Ensembles.stack(members).sharedOverSteps());
        combiners.put("ridge", Ensembles.stack(members).stacking(Stacking.RIDGE));
        combiners.put("ridge to equal", Ensembles.stack(members).stacking(Stacking.RIDGE_TOWARDS_EQUAL));
        combiners.put("non-negative", Ensembles.stack(members).stacking(Stacking.NON_NEGATIVE));
        combiners.put("scaled error", Ensembles.stack(members).stacking(Stacking.SCALED_ERROR));
        combiners.put("boosted", Ensembles.stack(members).stacking(Stacking.boosted()));
        return combiners;
    }

    private static Feature change(TableSeries series) {
        return series.price()
                ? Features.price().logReturns(TableSeries.COLUMN, 1)
                : Features.difference(TableSeries.COLUMN, 1);
    }

    /** Returns the root mean squared error of forecasts at every later row, after a fit to the first rows. */
    private static double error(Forecaster forecaster, TimeSeries series, int trained) {
        double squares = 0;
        int count = 0;
        double[] points = new double[forecaster.horizon()];
        try (Predictor predictor = forecaster.fit(series.head(trained));
                PredictionSession session = predictor.openSession(series.head(trained))) {
            for (int row = trained; row < series.length(); row++) {
                session.append(series.timestamp(row), new double[] {series.value(row, 0)});
                session.forecastInto(points);
                for (int step = 1; step <= points.length && row + step < series.length(); step++) {
                    double error = series.value(row + step, 0) - points[step - 1];
                    if (!Double.isNaN(error)) {
                        squares += error * error;
                        count++;
                    }
                }
            }
        }
        return Math.sqrt(squares / count);
    }
}
