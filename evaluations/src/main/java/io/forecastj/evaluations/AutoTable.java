package io.forecastj.evaluations;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.models.auto.Auto;
import io.forecastj.models.auto.Preset;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.statistical.Arima;
import io.forecastj.models.statistical.Ets;
import io.forecastj.models.statistical.StatisticalBuilder;
import io.forecastj.models.statistical.Theta;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scores the automatic forecaster, and ETS, ARIMA, Theta and their mean, on series of forecasting competitions; prints
 * the tables of docs/models.md.
 *
 * <p>By default it scores windows of training rows, on which everything may be tuned. Scoring the test rows is a word
 * that must be given, and every such scoring is counted in docs/models.md.
 */
public final class AutoTable {
    private AutoTable() {}

    /**
     * Prints the table.
     *
     * @param args the folder with the folders {@code m4} and {@code mcomp}; {@code test}, or the number of a window of
     *     training, 1 for the last one; a {@link Preset}, or {@code single} for the statistical models; and the groups,
     *     such as {@code m4-weekly m1-monthly}
     */
    public static void main(String[] args) {
        if (args.length < 4) {
            throw new IllegalArgumentException(
                    "expected a folder, test or a window, a preset or single, and groups, found "
                            + Arrays.toString(args));
        }
        System.out.printf(
                Locale.ROOT,
                "%-34s %-10s %8s %8s %8s %8s %8s %8s%n",
                "group",
                "model",
                "sMAPE",
                "MASE",
                "MSIS",
                "in 80 %",
                "in 95 %",
                "seconds");
        for (String name : Arrays.asList(args).subList(3, args.length)) {
            CompetitionGroup group = CompetitionGroup.read(Path.of(args[0]), name);
            if (!args[1].equals("test")) {
                group = group.window(Integer.parseInt(args[1]));
            }
            if (args[2].equals("single")) {
                single(group);
            } else {
                auto(group, Preset.valueOf(args[2].toUpperCase(Locale.ROOT)));
            }
        }
    }

    private static void auto(CompetitionGroup group, Preset preset) {
        Forecaster forecaster = Auto.forecaster()
                .column(CompetitionGroup.COLUMN)
                .horizon(group.horizon())
                .preset(preset)
                .build();
        long start = System.nanoTime();
        try (Predictor predictor = forecaster.fit(group.training())) {
            List<Forecast> forecasts = predictor.predictAll(group.training());
            print(group, preset.toString(), forecasts, start);
            System.out.println(Auto.report(predictor));
        }
    }

    private static void single(CompetitionGroup group) {
        Map<String, StatisticalBuilder<?>> builders = new LinkedHashMap<>();
        builders.put("ETS", Ets.forecaster());
        builders.put("ARIMA", Arima.forecaster());
        builders.put("Theta", Theta.forecaster());
        List<Predictor> members = new ArrayList<>();
        long whole = System.nanoTime();
        builders.forEach((name, builder) -> {
            long start = System.nanoTime();
            Predictor predictor = builder.column(CompetitionGroup.COLUMN)
                    .horizon(group.horizon())
                    .season(group.season())
                    .build()
                    .fit(group.training());
            members.add(predictor);
            print(group, name, predictor.predictAll(group.training()), start);
        });
        try (Predictor mean =
                Ensembles.weighted("mean", members, false, new double[] {1, 1, 1}, Map.of(), group.training())) {
            print(group, "their mean", mean.predictAll(group.training()), whole);
        }
    }

    private static void print(CompetitionGroup group, String model, List<Forecast> forecasts, long start) {
        System.out.printf(
                Locale.ROOT,
                "%-34s %-10s %s %8.1f%n",
                group.name(),
                model,
                group.score(forecasts),
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0);
    }
}
