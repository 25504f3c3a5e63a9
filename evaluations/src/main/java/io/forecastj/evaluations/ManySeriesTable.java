package io.forecastj.evaluations;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
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
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Compares every way to combine on many short series of the M4 competition with the members and with their plain mean;
 * prints the second table of docs/ensembles.md.
 *
 * <p>Members and combinations are fitted once to all series of a frequency together. They forecast the steps after each
 * series: 14 days or 48 hours.
 */
public final class ManySeriesTable {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private ManySeriesTable() {}

    /**
     * Prints the table.
     *
     * @param args the folder of the M4 files
     */
    public static void main(String[] args) {
        if (args.length != 1) {
            throw new IllegalArgumentException("expected one argument, the folder of M4; found " + args.length);
        }
        Path folder = Path.of(args[0]);
        print(M4Data.readDaily(folder), "days", Sampling.daily(), 7);
        print(M4Data.read(folder), "hours", Sampling.hourly(), M4Data.SEASON);
    }

    private static void print(M4Data data, String unit, Sampling sampling, int season) {
        int horizon = data.actual().get(0).length;
        List<TimeSeries> training = endTogether(data.training(), sampling);
        M4Data.Score benchmark = data.score(data.naive2());
        System.out.printf("| %d series, %d %s | sMAPE | MASE | OWA |%n", training.size(), horizon, unit);
        System.out.println("|---|---:|---:|---:|");
        List<FittedOnce> members =
                members(horizon, season).stream().map(FittedOnce::new).toList();
        try {
            List<List<double[]>> all = new ArrayList<>();
            for (Forecaster member : members) {
                all.add(forecast(member, training));
                print(member.name(), data.score(all.get(all.size() - 1)), benchmark);
            }
            print("**mean of the members**", data.score(mean(all)), benchmark);
            combiners(members.toArray(Forecaster[]::new))
                    .forEach((name, combiner) ->
                            print("**" + name + "**", data.score(forecast(combiner, training)), benchmark));
        } finally {
            members.forEach(FittedOnce::close);
        }
    }

    private static void print(String name, M4Data.Score score, M4Data.Score benchmark) {
        System.out.printf(
                Locale.ROOT, "| %s | %.3f | %.3f | %.3f |%n", name, score.smape(), score.mase(), score.owa(benchmark));
    }

    /** Gives all series the same last time, as series have that must be forecast today. */
    private static List<TimeSeries> endTogether(List<TimeSeries> all, Sampling sampling) {
        int longest = all.stream().mapToInt(TimeSeries::length).max().orElseThrow();
        long[] times = sampling.after(START.toEpochMilli(), longest);
        List<TimeSeries> shifted = new ArrayList<>();
        for (TimeSeries one : all) {
            TimeSeries.Builder series =
                    TimeSeries.builder(M4Data.COLUMN).id(one.id()).sampling(sampling);
            for (int row = 0; row < one.length(); row++) {
                series.add(times[longest - one.length() + row], one.value(row, 0));
            }
            shifted.add(series.build());
        }
        return shifted;
    }

    private static List<double[]> forecast(Forecaster forecaster, List<TimeSeries> training) {
        try (Predictor predictor = forecaster.fit(training)) {
            return predictor.predictAll(training).stream().map(Forecast::points).toList();
        }
    }

    private static List<double[]> mean(List<List<double[]>> members) {
        List<double[]> means = new ArrayList<>();
        for (int series = 0; series < members.get(0).size(); series++) {
            int at = series;
            double[] mean = new double[members.get(0).get(0).length];
            Arrays.setAll(mean, step -> members.stream()
                    .mapToDouble(member -> member.get(at)[step])
                    .average()
                    .orElseThrow());
            means.add(mean);
        }
        return means;
    }

    private static List<Forecaster> members(int horizon, int season) {
        String y = M4Data.COLUMN;
        return List.of(
                Baselines.naive(y, horizon),
                Baselines.drift(y, horizon),
                Baselines.seasonalNaive(y, horizon, season),
                onReturns(
                        Regression.forecaster().regressor(Linear.regressor(1.0)).name("linear"), horizon, season),
                onReturns(
                        LightGbm.forecaster(LightGbm.parameters()
                                .rounds(50)
                                .leaves(8)
                                .learningRate(0.05)
                                .build()),
                        horizon,
                        season));
    }

    /** One model for all series, which learns returns: they are comparable between series, levels are not. */
    private static Forecaster onReturns(Regression.Builder builder, int horizon, int season) {
        Feature change = Features.price().logReturns(M4Data.COLUMN, 1);
        List<Feature> features = new ArrayList<>(List.of(change));
        IntStream.range(1, season).forEach(lag -> features.add(Features.lag(change, lag)));
        features.add(Features.price().logReturns(M4Data.COLUMN, season));
        return builder.target(Target.logReturn(M4Data.COLUMN))
                .features(FeaturePipeline.of(features))
                .strategy(Strategy.RECURSIVE)
                .horizon(horizon)
                .build();
    }

    private static Map<String, Forecaster> combiners(Forecaster[] members) {
        Map<String, Forecaster> combiners = new LinkedHashMap<>();
        combiners.put("scaled error", Ensembles.stack(members).stacking(Stacking.SCALED_ERROR));
        combiners.put(
                "scaled error, shared",
                Ensembles.stack(members).stacking(Stacking.SCALED_ERROR).sharedOverSteps());
        combiners.put("simplex", Ensembles.stack(members));
        combiners.put("simplex, shared", Ensembles.stack(members).sharedOverSteps());
        combiners.put("boosted", Ensembles.stack(members).stacking(Stacking.boosted()));
        combiners.put("ML-Poly", Ensembles.online(members).combination(Combination.ML_POLY));
        combiners.put("BOA", Ensembles.online(members).combination(Combination.BOA));
        return combiners;
    }
}
