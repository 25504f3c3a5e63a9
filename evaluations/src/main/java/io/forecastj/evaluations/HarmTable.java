package io.forecastj.evaluations;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.ensemble.Combination;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.OnlineEnsemble;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Compares default forecasters, with and without shrinkage towards naive forecasts, with the better one of naive and
 * seasonal naive at the steps 1, 5, 12 and 24; prints a table of docs/ensembles.md.
 *
 * <p>Each series is cut at 60 %, or a last part of it that has the given number of training rows: forecasters are
 * fitted once to the rows before the cut and forecast at every later row through a session. A number of the table is
 * the worst of the four steps: by how many percent the root mean squared error is above that of the better naive
 * forecast.
 */
public final class HarmTable {
    private static final int[] STEPS = {1, 5, 12, 24};
    private static final int HORIZON = 24;
    private static final double TRAINED = 0.6;

    private HarmTable() {}

    /**
     * Prints the table.
     *
     * @param args the folder of the data, with the folders {@code shippable} and {@code checks-only} in it; and
     *     optionally the number of training rows, by default 60 % of each series
     */
    public static void main(String[] args) {
        if (args.length < 1 || args.length > 2) {
            throw new IllegalArgumentException(
                    "expected the data folder and perhaps the number of training rows, found " + args.length
                            + " arguments");
        }
        int rows = args.length == 2 ? Integer.parseInt(args[1]) : 0;
        boolean header = false;
        for (TableSeries of : TableSeries.all()) {
            TimeSeries all = of.read(Path.of(args[0]));
            if (all.length() * TRAINED < Math.max(rows, 3 * HORIZON)) {
                continue;
            }
            TimeSeries series = rows == 0 ? all : all.tail((int) (rows / TRAINED));
            Map<String, Double> losses = losses(of, series);
            if (!header) {
                System.out.println("| series | " + String.join(" | ", losses.keySet()) + " |");
                System.out.println("|---|" + "---:|".repeat(losses.size()));
                header = true;
            }
            StringBuilder line = new StringBuilder("| " + of.name() + " |");
            losses.values().forEach(loss -> line.append(String.format(Locale.ROOT, " %+.1f |", loss)));
            System.out.println(line);
        }
    }

    private static Map<String, Double> losses(TableSeries of, TimeSeries series) {
        int trained = (int) (TRAINED * series.length());
        double[] naive = errors(Baselines.naive(TableSeries.COLUMN, HORIZON), series, trained);
        int season = Sampling.season(List.of(series));
        double[] seasonal = season == 1
                ? naive
                : errors(Baselines.seasonalNaive(TableSeries.COLUMN, HORIZON, season), series, trained);
        Map<String, Double> losses = new LinkedHashMap<>();
        forecasters(of).forEach((name, forecaster) -> {
            double[] errors = errors(forecaster, series, trained);
            double worst = Double.NEGATIVE_INFINITY;
            for (int step : STEPS) {
                double best = Math.min(naive[step - 1], seasonal[step - 1]);
                worst = Math.max(worst, 100 * (errors[step - 1] / best - 1));
            }
            losses.put(name, worst);
        });
        return losses;
    }

    private static Map<String, Forecaster> forecasters(TableSeries of) {
        Map<String, Forecaster> all = new LinkedHashMap<>();
        Forecaster boostedRaw = boosted(of, false);
        Forecaster linearRaw = linear(of, false);
        Forecaster boosted = boosted(of, true);
        Forecaster linear = linear(of, true);
        all.put("lightgbm, unshrunk", boostedRaw);
        all.put("lightgbm", boosted);
        all.put("linear, unshrunk", linearRaw);
        all.put("linear", linear);
        OnlineEnsemble raw = Ensembles.online(boostedRaw, linearRaw).naiveMembers(false);
        all.put("online of unshrunk, ML-Poly, no naive", raw.combination(Combination.ML_POLY));
        all.put("online", Ensembles.online(boosted, linear));
        all.put("stack", Ensembles.stack(boosted, linear));
        return all;
    }

    private static Forecaster linear(TableSeries of, boolean shrinkage) {
        int season = of.season() > 60 ? 60 : of.season();
        return Linear.forecaster()
                .column(TableSeries.COLUMN)
                .lookback(Math.max(13, 2 * season + 1))
                .horizon(HORIZON)
                .shrinkage(shrinkage)
                .build();
    }

    private static Forecaster boosted(TableSeries of, boolean shrinkage) {
        String y = TableSeries.COLUMN;
        Feature change = of.price() ? Features.price().logReturns(y, 1) : Features.difference(y, 1);
        int season = Math.min(of.season(), 48);
        List<Feature> features = new ArrayList<>(List.of(change));
        IntStream.of(1, 2, 3, 5, 7, season - 1).distinct().forEach(lag -> features.add(Features.lag(change, lag)));
        features.add(Features.difference(y, season));
        features.add(Features.rolling().zscore(y, Math.max(8, season)));
        return LightGbm.forecaster()
                .target(of.price() ? Target.logReturn(y) : Target.difference(y, 1))
                .features(FeaturePipeline.of(features))
                .horizon(HORIZON)
                .shrinkage(shrinkage)
                .build();
    }

    /** Returns the root mean squared error of each step. */
    private static double[] errors(Forecaster forecaster, TimeSeries series, int trained) {
        double[] squares = new double[HORIZON];
        int[] counts = new int[HORIZON];
        double[] points = new double[HORIZON];
        try (Predictor predictor = forecaster.fit(series.head(trained));
                PredictionSession session = predictor.openSession(series.head(trained))) {
            for (int row = trained; row < series.length(); row++) {
                session.append(series.timestamp(row), new double[] {series.value(row, 0)});
                session.forecastInto(points);
                for (int step = 1; step <= HORIZON && row + step < series.length(); step++) {
                    double error = series.value(row + step, 0) - points[step - 1];
                    if (!Double.isNaN(error)) {
                        squares[step - 1] += error * error;
                        counts[step - 1]++;
                    }
                }
            }
        }
        return IntStream.range(0, HORIZON)
                .mapToDouble(i -> Math.sqrt(squares[i] / counts[i]))
                .toArray();
    }
}
