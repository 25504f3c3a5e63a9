package io.forecastj.examples;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.metrics.PointMetrics;
import io.forecastj.metrics.ProbabilisticMetrics;
import io.forecastj.models.auto.Auto;
import io.forecastj.models.auto.Preset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Forecasts a group of the M4 competition with the automatic forecaster, and prints the competition's scores beside
 * published ones.
 *
 * <p>Needs the data of the competition (Makridakis, Spiliotis and Assimakopoulos, The M4 Competition, International
 * Journal of Forecasting 36, 2020), which is not shipped: the files {@code m4_hourly_train.csv} and {@code
 * m4_hourly_test.csv}, or those of another group, with the columns id, t and y.
 */
public final class M4 {
    /** An arbitrary start: the real times do not matter here, and the competition gives no consistent ones. */
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private static final double LIKELY = 0.80;
    private static final double WIDE = 0.95;

    private M4() {}

    /**
     * Group of series with published scores.
     *
     * @param file the part of the files' names
     * @param sampling the spacing
     * @param season the number of rows over which MASE scales errors
     * @param smape the mean sMAPE of Naive2, the benchmark of the competition, in percent
     * @param mase its mean MASE
     * @param published overall weighted averages of other forecasters, in words
     */
    private record Group(String file, Sampling sampling, int season, double smape, double mase, String published) {}

    private static final Map<String, Group> GROUPS = Map.of(
            "hourly",
            new Group(
                    "m4_hourly",
                    Sampling.hourly(),
                    24,
                    18.383,
                    2.395,
                    "best entry of the competition 0.410 (MSIS 6.14), mlforecast's LightGBM 0.458, AutoARIMA 0.588"),
            "weekly",
            new Group(
                    "m4_weekly",
                    Sampling.fixed(Duration.ofDays(7)),
                    1,
                    9.161,
                    2.777,
                    "best entry of the competition 0.739 (MSIS 16.20), mlforecast's LightGBM 0.850, AutoARIMA 0.916"),
            "daily",
            new Group(
                    "m4_daily_subset",
                    Sampling.daily(),
                    1,
                    3.045,
                    3.278,
                    "of all daily series: best entry of the competition 0.806, AutoETS 0.992"));

    /**
     * Runs the example.
     *
     * @param args the folder of the files, the group (hourly, weekly or daily), and perhaps a {@link Preset}
     */
    public static void main(String[] args) {
        Group group = args.length < 2 ? null : GROUPS.get(args[1].toLowerCase(Locale.ROOT));
        if (group == null) {
            System.err.println("Expected a folder and one of hourly, weekly and daily: data hourly BALANCED");
            return;
        }
        Path folder = Path.of(args[0]);
        List<TimeSeries> training = read(folder.resolve(group.file + "_train.csv"), group);
        Map<String, double[]> actual = read(folder.resolve(group.file + "_test.csv"), group).stream()
                .collect(Collectors.toMap(TimeSeries::id, one -> one.values("y")));
        int horizon = actual.values().iterator().next().length;
        Preset preset = args.length > 2 ? Preset.valueOf(args[2].toUpperCase(Locale.ROOT)) : Preset.BALANCED;
        Forecaster auto =
                Auto.forecaster().column("y").horizon(horizon).preset(preset).build();
        long start = System.nanoTime();
        try (Predictor predictor = auto.fit(training)) {
            List<Forecast> forecasts = predictor.predictAll(training);
            double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
            System.out.println(Auto.report(predictor));
            print(group, training, actual, forecasts);
            System.out.printf(Locale.ROOT, "%s, %.1f s with validation and forecasts%n", preset, seconds);
        }
    }

    private static List<TimeSeries> read(Path file, Group group) {
        return Csv.read()
                .id("id")
                .time("t")
                .steps(1, START, group.sampling)
                .columns("y")
                .from(file)
                .list();
    }

    private static void print(
            Group group, List<TimeSeries> training, Map<String, double[]> actual, List<Forecast> forecasts) {
        double smape = 0;
        double mase = 0;
        double msis = 0;
        double inside80 = 0;
        double inside95 = 0;
        int series = training.size();
        for (int i = 0; i < series; i++) {
            Forecast forecast = forecasts.get(i);
            double[] y = Objects.requireNonNull(actual.get(training.get(i).id()), "no values to forecast");
            double[] before = training.get(i).values("y");
            smape += 100 * PointMetrics.smape(y, forecast.points()) / series;
            mase += PointMetrics.mase(y, forecast.points(), before, group.season) / series;
            double[] low = quantiles(forecast, (1 - WIDE) / 2);
            double[] high = quantiles(forecast, (1 + WIDE) / 2);
            double scale = PointMetrics.absoluteScale(before, group.season);
            msis += ProbabilisticMetrics.winkler(y, low, high, WIDE) / scale / series;
            inside95 += ProbabilisticMetrics.coverage(y, low, high) / series;
            inside80 += ProbabilisticMetrics.coverage(
                            y, quantiles(forecast, (1 - LIKELY) / 2), quantiles(forecast, (1 + LIKELY) / 2))
                    / series;
        }
        System.out.printf(
                Locale.ROOT,
                "%-12s %8s %8s %8s %8s %8s %8s%n"
                        + "%-12s %8.3f %8.3f %8.3f%n"
                        + "%-12s %8.3f %8.3f %8.3f %8.2f %7.1f%% %7.1f%%%n",
                "",
                "sMAPE",
                "MASE",
                "OWA",
                "MSIS",
                "in 80 %",
                "in 95 %",
                "Naive2",
                group.smape,
                group.mase,
                1.0,
                "Auto",
                smape,
                mase,
                (smape / group.smape + mase / group.mase) / 2,
                msis,
                100 * inside80,
                100 * inside95);
        System.out.println("Published OWA: " + group.published);
    }

    private static double[] quantiles(Forecast forecast, double level) {
        return forecast.steps().stream()
                .mapToDouble(step -> forecast.quantile(step, level))
                .toArray();
    }
}
