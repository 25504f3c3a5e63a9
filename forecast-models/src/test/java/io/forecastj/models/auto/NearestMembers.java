package io.forecastj.models.auto;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.metrics.PointMetrics;
import io.forecastj.models.neighbours.NearestWindows;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scores the members by nearest windows and by boosted differences on the last window of the training rows of M4, and
 * prints sMAPE, MASE, OWA and times. Reads no test rows. Arguments: the folder of {@code m4_hourly_train.csv} or {@code
 * m4_weekly_train.csv}, the group, and optionally the members, {@code windows} or {@code boosted}.
 */
final class NearestMembers {
    private static final String COLUMN = "y";
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private NearestMembers() {}

    /**
     * A group of the competition: horizon, season of the scaled error, and Naive2's two errors on the test rows, which
     * only fix the unit.
     */
    private record Group(int horizon, int season, Duration period, double smape2, double mase2) {
        static Group of(String name) {
            return name.equals("hourly")
                    ? new Group(48, 24, Duration.ofHours(1), 18.383, 2.395)
                    : new Group(13, 1, Duration.ofDays(7), 9.161, 2.777);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Group group = Group.of(arguments[1]);
        List<TimeSeries> training = read(Path.of(arguments[0], "m4_" + arguments[1] + "_train.csv"), group.period());
        int back = Integer.getInteger("window", 1) * group.horizon();
        List<TimeSeries> before = training.stream()
                .map(one -> one.head(Math.max(0, one.length() - back)))
                .toList();
        List<double[]> actual = training.stream()
                .map(one -> one.slice(one.length() - back, one.length() - back + group.horizon())
                        .values(COLUMN))
                .toList();
        String only = arguments.length > 2 ? arguments[2] : "windows boosted";
        if (only.contains("windows")) {
            boolean hourly = arguments[1].equals("hourly");
            Forecaster forecaster = NearestWindows.forecaster()
                    .column(COLUMN)
                    .lookback(Integer.getInteger("L", hourly ? 168 : 104))
                    .horizon(group.horizon())
                    .centreRows(hourly ? 12 : 1)
                    .neighbours(Integer.getInteger("K", hourly ? 200 : 60))
                    .shortestHistory(2)
                    .build();
            print("nearest windows", forecaster, before, actual, group);
        }
        if (only.contains("boosted")) {
            BoostedDifferences.Size size = BoostedDifferences.Size.valueOf(System.getProperty("size", "FAST"));
            boolean hourly = arguments[1].equals("hourly");
            Forecaster forecaster = BoostedDifferences.of(
                    COLUMN, hourly ? 24 : 52, hourly ? new int[] {168} : new int[0], group.horizon(), true, size);
            print("boosted differences", forecaster, before, actual, group);
        }
    }

    private static void print(
            String name, Forecaster forecaster, List<TimeSeries> before, List<double[]> actual, Group group) {
        long start = System.nanoTime();
        try (Predictor predictor = forecaster.fit(before)) {
            long fitted = System.nanoTime();
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            List<Forecast> forecasts = predictor.predictAll(before);
            long end = System.nanoTime();
            long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            double smape = 0;
            double mase = 0;
            int inside = 0;
            for (int i = 0; i < before.size(); i++) {
                double[] points = forecasts.get(i).points();
                smape += 100 * PointMetrics.smape(actual.get(i), points);
                mase += PointMetrics.mase(actual.get(i), points, before.get(i).values(COLUMN), group.season());
                if (forecasts.get(i).levels().length > 0) {
                    for (int step = 1; step <= points.length; step++) {
                        double value = actual.get(i)[step - 1];
                        inside += value >= forecasts.get(i).quantile(step, 0.025)
                                        && value <= forecasts.get(i).quantile(step, 0.975)
                                ? 1
                                : 0;
                    }
                }
            }
            smape /= before.size();
            mase /= before.size();
            System.out.printf(
                    Locale.ROOT,
                    "%s: sMAPE %.3f, MASE %.3f, OWA %.4f; fit %.2f s, forecasts %.2f s (processor %.2f s);"
                            + " 95 %% holds %.3f%n",
                    name,
                    smape,
                    mase,
                    (smape / group.smape2() + mase / group.mase2()) / 2,
                    (fitted - start) / 1e9,
                    (end - fitted) / 1e9,
                    used / 1e9,
                    inside / (double) (before.size() * group.horizon()));
        }
    }

    private static List<TimeSeries> read(Path file, Duration period) throws IOException {
        Map<String, List<Double>> byId = new LinkedHashMap<>();
        try (var lines = Files.lines(file)) {
            lines.skip(1).map(line -> line.split(",")).forEach(fields -> byId.computeIfAbsent(
                            fields[0], id -> new ArrayList<>())
                    .add(Double.parseDouble(fields[2])));
        }
        List<TimeSeries> all = new ArrayList<>();
        byId.forEach((id, values) -> {
            double[] rows = values.stream().mapToDouble(Double::doubleValue).toArray();
            TimeSeries.Builder series = TimeSeries.builder(COLUMN).id(id).sampling(Sampling.fixed(period));
            for (int row = 0; row < rows.length; row++) {
                series.add(START.plus(period.multipliedBy(row)), rows[row]);
            }
            all.add(series.build());
        });
        return all;
    }
}
