package io.forecastj.backtest.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Reports with every kind of part. */
final class SamplePages {
    /** A name that ends a script, an attribute and a comment, and has characters that no page may have. */
    static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'`&<!--\u2028\u0000\u202e\ud800\\";

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private SamplePages() {}

    static List<Instant> days(int count) {
        return IntStream.range(0, count)
                .mapToObj(day -> START.plus(Duration.ofDays(day)))
                .toList();
    }

    static double[] walk(int length, long seed) {
        Random random = new Random(seed);
        double[] values = new double[length];
        double value = 100;
        for (int i = 0; i < length; i++) {
            values[i] = value;
            value += random.nextGaussian();
        }
        return values;
    }

    /** A report with every kind of part; all names begin with the same text. */
    static Report everything(String name) {
        List<Instant> days = days(300);
        double[] walk = walk(300, 1);
        double[] other = walk(300, 2);
        double[][] weights =
                IntStream.range(0, 300).mapToObj(i -> new double[] {0.3, 0.7}).toArray(double[][]::new);
        return Report.titled("Report " + name)
                .subtitle("Subtitle " + name)
                .verdict(List.of("Verdict " + name, "Second " + name))
                .with(
                        ReportSection.titled("Table " + name)
                                .text("Text " + name)
                                .with(ReportTable.titled("Caption " + name)
                                        .text("head " + name, List.of("row " + name, "b"))
                                        .number("number", 1.5, Double.NaN)
                                        .reference(1)
                                        .note("Note " + name)),
                        ReportSection.titled("Forecasts").with(forecasts(name)),
                        ReportSection.titled("Lines")
                                .with(
                                        LineChart.overTime("Lines " + name, days)
                                                .line("line " + name, walk)
                                                .band("band " + name, other, walk)
                                                .reference("reference " + name, other),
                                        LineChart.overTime("Drawdown", days)
                                                .filled()
                                                .percent()
                                                .line(
                                                        "x",
                                                        IntStream.range(0, 300)
                                                                .mapToDouble(i -> -i / 1000.0)
                                                                .toArray()),
                                        LineChart.over("By step " + name, "step " + name, 1, 2, 3)
                                                .line("a " + name, 1, 2, Double.NaN)),
                        ReportSection.weights(days, List.of("member " + name, "b"), weights),
                        ReportSection.featureImportance(
                                Map.of("feature " + name, 2.0, "g", 1.0), Map.of("feature " + name, 0.1, "g", 0.2)),
                        ReportSection.titled("Shades")
                                .with(
                                        HeatMap.of(
                                                "Heat " + name,
                                                "corner " + name,
                                                List.of("r " + name),
                                                List.of("c " + name),
                                                new double[][] {{-1}}),
                                        Timeline.of("Folds " + name)
                                                .span("fold " + name, "training " + name, days.get(0), days.get(9))
                                                .span("fold " + name, "test", days.get(10), days.get(20))))
                .configuration("setting " + name, "value " + name);
    }

    static ForecastChart forecasts(String name) {
        long[] times = days(200).stream().mapToLong(Instant::toEpochMilli).toArray();
        int[] origins = IntStream.iterate(50, i -> i < 195, i -> i + 5).toArray();
        double[] actual = walk(200, 3);
        double[][] points = new double[origins.length][5];
        double[][][] quantiles = new double[2][origins.length][5];
        for (int o = 0; o < origins.length; o++) {
            for (int step = 0; step < 5; step++) {
                points[o][step] = actual[origins[o]];
                quantiles[0][o][step] = points[o][step] - step - 1;
                quantiles[1][o][step] = points[o][step] + step + 1;
            }
        }
        return ForecastChart.of("Fan " + name)
                .series("series " + name, times, actual)
                .forecasts("model " + name, origins, points, new double[] {0.1, 0.9}, quantiles)
                .forecasts("points " + name, origins, points, new double[0], new double[0][][])
                .series("second", times, actual)
                .forecasts("model " + name, origins, points, new double[] {0.1, 0.9}, quantiles);
    }
}
