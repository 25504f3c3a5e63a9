package io.forecastj.evaluations;

import io.forecastj.Forecast;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.metrics.PointMetrics;
import io.forecastj.metrics.ProbabilisticMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Series of one frequency of a forecasting competition, with the values to forecast and the scores of the competition.
 *
 * @param name the name, such as {@code m4-hourly} or {@code tourism-monthly}
 * @param training the series, column {@code y}
 * @param actual the values after each series
 * @param season the number of rows over which MASE scales errors
 */
record CompetitionGroup(String name, List<TimeSeries> training, List<double[]> actual, int season) {
    static final String COLUMN = "y";

    /** An arbitrary start: the real times do not matter here, and not all competitions give them. */
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    /** Fewest training rows of a series that has a window of validation. */
    private static final int FEWEST = 6;

    /**
     * Reads a group.
     *
     * @param folder the folder with the folders {@code m4} and {@code mcomp}
     * @param name m4-hourly, m4-weekly or m4-daily, or m1 or tourism with yearly, quarterly or monthly
     */
    static CompetitionGroup read(Path folder, String name) {
        String[] parts = name.split("-");
        if (parts[0].equals("m4")) {
            boolean hourly = parts[1].equals("hourly");
            Sampling sampling = hourly
                    ? Sampling.hourly()
                    : parts[1].equals("weekly") ? Sampling.fixed(Duration.ofDays(7)) : Sampling.daily();
            String file = "m4/m4_" + (parts[1].equals("daily") ? "daily_subset" : parts[1]);
            return of(
                    name,
                    values(folder.resolve(file + "_train.csv"), new String[0], 2),
                    values(folder.resolve(file + "_test.csv"), new String[0], 2),
                    sampling,
                    hourly ? 24 : 1);
        }
        int season =
                switch (parts[1]) {
                    case "yearly" -> 1;
                    case "quarterly" -> 4;
                    default -> 12;
                };
        Path file = folder.resolve("mcomp/" + parts[0] + ".csv");
        return of(
                name,
                values(file, new String[] {parts[1], "train"}, 7),
                values(file, new String[] {parts[1], "test"}, 7),
                new Sampling.Calendar(12 / season, 1),
                season);
    }

    /** Returns the values by series; of the columns 1 and 5 those rows that have the wanted words. */
    private static Map<String, double[]> values(Path file, String[] wanted, int column) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
                String[] fields = line.split(",");
                if (wanted.length == 0 || fields[1].equals(wanted[0]) && fields[5].equals(wanted[1])) {
                    values.computeIfAbsent(fields[0], id -> new ArrayList<>()).add(Double.valueOf(fields[column]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, double[]> arrays = new LinkedHashMap<>();
        values.forEach((id, list) ->
                arrays.put(id, list.stream().mapToDouble(Double::doubleValue).toArray()));
        return arrays;
    }

    private static CompetitionGroup of(
            String name, Map<String, double[]> training, Map<String, double[]> actual, Sampling sampling, int season) {
        List<TimeSeries> series = new ArrayList<>();
        List<double[]> ahead = new ArrayList<>();
        training.forEach((id, values) -> {
            series.add(TimeSeries.of(COLUMN, START, sampling, values).toBuilder()
                    .id(id)
                    .build());
            ahead.add(actual.get(id));
        });
        return new CompetitionGroup(name, series, ahead, season);
    }

    int horizon() {
        return actual.get(0).length;
    }

    /** Returns a copy in which one of the last windows of training stands for the future; it holds nothing later. */
    CompetitionGroup window(int back) {
        List<TimeSeries> before = new ArrayList<>();
        List<double[]> inside = new ArrayList<>();
        for (TimeSeries one : training) {
            int from = one.length() - back * horizon();
            if (from >= Math.max(FEWEST, season + 3)) {
                before.add(one.head(from));
                inside.add(one.slice(from, from + horizon()).values(COLUMN));
            }
        }
        return new CompetitionGroup(name + ", window " + back + " of training", before, inside, season);
    }

    /** Scores forecasts as one line: sMAPE, MASE, MSIS at 95 %, and the coverage of 80 % and 95 %. */
    String score(List<Forecast> forecasts) {
        double smape = 0;
        double mase = 0;
        double msis = 0;
        double likely = 0;
        double wide = 0;
        int scaled = 0;
        int covered = 0;
        int scaledAndCovered = 0;
        for (int i = 0; i < forecasts.size(); i++) {
            Forecast forecast = forecasts.get(i);
            double[] y = actual.get(i);
            double[] before = training.get(i).values(COLUMN);
            double scale = PointMetrics.absoluteScale(before, before.length > season ? season : 1);
            smape += 100 * PointMetrics.smape(y, forecast.points()) / forecasts.size();
            scaled += scale > 0 ? 1 : 0;
            mase += scale > 0 ? PointMetrics.mae(y, forecast.points()) / scale : 0;
            if (forecast.levels().length > 0) {
                double[] low = quantiles(forecast, 0.025);
                double[] high = quantiles(forecast, 0.975);
                msis += scale > 0 ? ProbabilisticMetrics.winkler(y, low, high, 0.95) / scale : 0;
                scaledAndCovered += scale > 0 ? 1 : 0;
                wide += ProbabilisticMetrics.coverage(y, low, high);
                likely += ProbabilisticMetrics.coverage(y, quantiles(forecast, 0.1), quantiles(forecast, 0.9));
                covered++;
            }
        }
        return String.format(
                Locale.ROOT,
                "%8.3f %8.4f %8.3f %7.1f%% %7.1f%%",
                smape,
                mase / scaled,
                msis / scaledAndCovered,
                100 * likely / covered,
                100 * wide / covered);
    }

    private static double[] quantiles(Forecast forecast, double level) {
        return forecast.steps().stream()
                .mapToDouble(step -> forecast.quantile(step, level))
                .toArray();
    }
}
