package io.forecastj.backtest.report;

import io.forecastj.backtest.report.ForecastChart.Model;
import io.forecastj.backtest.report.ForecastChart.Panel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model's forecasts of a series one after the other, each up to the origin of the next one that is shown. */
final class ForecastSequence {
    private static final int MOST_ROWS = 60;

    private final Model model;
    private final int from;
    private final int to;
    private final long[] times;
    private final double[] actual;
    private final double[] points;
    private final double[][] quantiles;

    ForecastSequence(Panel panel, Model model) {
        this.model = model;
        int[] origins = model.origins();
        int rows = panel.times().length;
        this.from = origins.length == 0 ? 0 : Math.max(0, origins[0] - model.horizon());
        this.to = origins.length == 0 ? rows : Math.min(rows, origins[origins.length - 1] + model.horizon() + 1);
        this.times = Arrays.copyOfRange(panel.times(), from, to);
        this.actual = Arrays.copyOfRange(panel.actual(), from, to);
        this.points = new double[times.length];
        this.quantiles = new double[model.levels().length][times.length];
        Arrays.fill(points, Double.NaN);
        Arrays.stream(quantiles).forEach(ofLevel -> Arrays.fill(ofLevel, Double.NaN));
        for (int origin = 0; origin < origins.length; origin = next(origin)) {
            int end = next(origin) < origins.length ? origins[next(origin)] : Integer.MAX_VALUE;
            for (int step = 1; step <= model.horizon(); step++) {
                int row = origins[origin] + step;
                if (row <= end && row < to) {
                    points[row - from] = model.points()[origin][step - 1];
                    for (int q = 0; q < quantiles.length; q++) {
                        quantiles[q][row - from] = model.quantiles()[q][origin][step - 1];
                    }
                }
            }
        }
    }

    /** Returns the last origin within the horizon of another, else the one after it. */
    private int next(int origin) {
        int[] origins = model.origins();
        int next = origin + 1;
        while (next + 1 < origins.length && origins[next + 1] <= origins[origin] + model.horizon()) {
            next++;
        }
        return next;
    }

    void writePicture(String title, Html html) {
        LineChart chart = LineChart.overTime(
                title, Arrays.stream(times).mapToObj(Instant::ofEpochMilli).toList());
        chart = chart.line(model.name(), points);
        for (int q = 0; q < quantiles.length / 2; q++) {
            int upper = quantiles.length - 1 - q;
            chart = chart.band(band(q), quantiles[q], quantiles[upper]);
        }
        new LinePicture(chart.actual(actual)).write(html);
    }

    private String band(int q) {
        double low = model.levels()[q];
        double high = model.levels()[model.levels().length - 1 - q];
        return NumberText.level(high - low) + " interval";
    }

    ReportTable table() {
        List<Integer> known = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            if (Double.isFinite(points[i])) {
                known.add(i);
            }
        }
        int[] rows = Arrays.stream(ReportTable.spread(known.size(), MOST_ROWS))
                .map(known::get)
                .toArray();
        ReportTable table = ReportTable.titled("")
                .text(
                        "time",
                        Arrays.stream(rows)
                                .mapToObj(row -> NumberText.time(Instant.ofEpochMilli(times[row])))
                                .toList())
                .number("actual", Thinning.pick(actual, rows))
                .number(model.name(), Thinning.pick(points, rows));
        for (int q = 0; q < quantiles.length; q++) {
            table = table.number(NumberText.level(model.levels()[q]) + " quantile", Thinning.pick(quantiles[q], rows));
        }
        return rows.length == known.size()
                ? table
                : table.note(rows.length + " of " + NumberText.decimals(known.size(), 0) + " rows, evenly spread.");
    }
}
