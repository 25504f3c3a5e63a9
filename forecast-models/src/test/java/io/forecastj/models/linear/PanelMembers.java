package io.forecastj.models.linear;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scores of the forecasters for many series on the last rows of the training part of an M4 group: {@code PanelMembers
 * <folder> hourly|weekly}. The rows of the test part are not read.
 */
final class PanelMembers {
    private PanelMembers() {}

    /** Horizon, season of MASE, and errors of Naive2 on the test part, by which OWA divides. */
    private record Group(String name, int horizon, int season, Sampling sampling, double smape, double mase) {}

    private static final Group HOURLY = new Group("hourly", 48, 24, Sampling.hourly(), 18.383, 2.395);
    private static final Group WEEKLY =
            new Group("weekly", 13, 1, new Sampling.Fixed(Duration.ofDays(7)), 9.161, 2.777);

    public static void main(String[] args) throws IOException {
        Group group = args[1].equals("hourly") ? HOURLY : WEEKLY;
        List<double[]> series = read(Path.of(args[0], "m4_" + group.name() + "_train.csv"));
        for (int run = 0; run < 2; run++) {
            Map<String, Forecaster> members = group == HOURLY ? hourly() : weekly();
            members.forEach((name, forecaster) -> {
                if (args.length < 3 || name.matches(args[2])) {
                    score(group, series, name, forecaster);
                }
            });
        }
    }

    private static Map<String, Forecaster> hourly() {
        Map<String, Forecaster> members = new LinkedHashMap<>();
        members.put(
                "pooled linear 168",
                PooledLinear.forecaster()
                        .column("y")
                        .lookback(168)
                        .horizon(48)
                        .centreRows(24)
                        .ridge(1e-5)
                        .seriesRidge(0.05)
                        .robust(2)
                        .scaleLag(24)
                        .build());
        members.put(
                "autoregression",
                Autoregression.forecaster()
                        .column("y")
                        .horizon(48)
                        .seasons(24, 168)
                        .build());
        return members;
    }

    private static Map<String, Forecaster> weekly() {
        Map<String, Forecaster> members = new LinkedHashMap<>();
        members.put(
                "pooled linear 52",
                PooledLinear.forecaster()
                        .column("y")
                        .lookback(52)
                        .horizon(13)
                        .ridge(1e-4)
                        .seriesRidge(0.1)
                        .robust(6)
                        .build());
        members.put(
                "autoregression",
                Autoregression.forecaster().column("y").horizon(13).build());
        return members;
    }

    private static void score(Group group, List<double[]> all, String name, Forecaster forecaster) {
        List<TimeSeries> training = new ArrayList<>();
        for (double[] y : all) {
            double[] known = Arrays.copyOf(y, y.length - group.horizon());
            training.add(TimeSeries.of("y", Instant.parse("2015-01-01T00:00:00Z"), group.sampling(), known).toBuilder()
                    .id("s" + training.size())
                    .build());
        }
        long start = System.nanoTime();
        Predictor predictor = forecaster.fit(training, FitListener.NONE);
        double seconds = (System.nanoTime() - start) / 1e9;
        double smape = 0;
        double mase = 0;
        for (int i = 0; i < all.size(); i++) {
            double[] y = all.get(i);
            int known = y.length - group.horizon();
            double scale = 0;
            for (int row = group.season(); row < known; row++) {
                scale += Math.abs(y[row] - y[row - group.season()]) / (known - group.season());
            }
            double[] points = predictor.predict(training.get(i)).points();
            for (int step = 0; step < group.horizon(); step++) {
                double error = Math.abs(y[known + step] - points[step]);
                smape += 200 * error / (Math.abs(y[known + step]) + Math.abs(points[step]));
                mase += error / scale;
            }
        }
        int forecasts = all.size() * group.horizon();
        System.out.printf(
                Locale.ROOT,
                "%-24s sMAPE %.3f  MASE %.3f  OWA %.4f  fit %.2f s%n",
                name,
                smape / forecasts,
                mase / forecasts,
                (smape / forecasts / group.smape() + mase / forecasts / group.mase()) / 2,
                seconds);
    }

    private static List<double[]> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Map<String, List<Double>> byId = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",");
            byId.computeIfAbsent(fields[0], id -> new ArrayList<>()).add(Double.parseDouble(fields[2]));
        }
        return byId.values().stream()
                .map(values -> values.stream().mapToDouble(Double::doubleValue).toArray())
                .toList();
    }
}
