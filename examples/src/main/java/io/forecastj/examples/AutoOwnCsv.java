package io.forecastj.examples;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.Interval;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.data.Csv;
import io.forecastj.data.CsvReading;
import io.forecastj.models.auto.Auto;
import io.forecastj.models.auto.Preset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Forecasts your own CSV file without any choice of a model: the shortest way from a file to a forecast with intervals.
 *
 * <p>The file has a column of times and one or more of numbers, the first of which is forecast unless another one is
 * named. With a column {@code id} it may hold many series. For a single series, a backtest over the last rows follows,
 * and a report for a browser.
 */
public final class AutoOwnCsv {
    private static final int USUAL_HORIZON = 12;
    /** Forecasts of the backtest, each from rows that no fit saw. */
    private static final int ORIGINS = 5;
    /** Series whose forecasts are printed. */
    private static final int SHOWN = 3;

    private AutoOwnCsv() {}

    /**
     * Runs the example.
     *
     * @param args the path of a CSV file, perhaps the number of steps to forecast, 12 unless given, and perhaps the
     *     name of the column, needed if the file has columns of text
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("Expected the path of a CSV file, and perhaps the number of steps and the column:"
                    + " data.csv 24 sales");
            return;
        }
        try {
            int horizon = args.length > 1 ? Integer.parseInt(args[1]) : USUAL_HORIZON;
            CsvReading reader = args.length > 2 ? Csv.read().columns(args[2]) : Csv.read();
            List<TimeSeries> series = reader.from(Path.of(args[0])).list();
            run(series, horizon);
        } catch (ForecastException | UncheckedIOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
    }

    static void run(List<TimeSeries> series, int horizon) throws IOException {
        String column = series.get(0).columns().get(0);
        Forecaster auto = Auto.forecaster().column(column).horizon(horizon).build();
        try (Predictor predictor = auto.fit(series)) {
            System.out.println(Auto.report(predictor));
            predictor
                    .predictAll(series.subList(0, Math.min(SHOWN, series.size())))
                    .forEach(AutoOwnCsv::print);
        }
        if (series.size() == 1) {
            backtest(series.get(0), column, horizon);
        }
    }

    private static void print(Forecast forecast) {
        System.out.println(forecast.seriesId());
        forecast.reasons().forEach(reason -> System.out.println(forecast.status() + ": " + reason));
        System.out.printf(Locale.ROOT, "%-22s %12s %25s %25s%n", "time", "forecast", "80 %", "95 %");
        for (int step = 1; step <= forecast.horizon(); step++) {
            if (forecast.levels().length == 0) {
                // too few rows for intervals
                System.out.printf(Locale.ROOT, "%-22s %12.5g%n", forecast.time(step), forecast.point(step));
                continue;
            }
            Interval likely = forecast.interval(step, 0.80);
            Interval wide = forecast.interval(step, 0.95);
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %12.5g %12.5g %12.5g %12.5g %12.5g%n",
                    forecast.time(step),
                    forecast.point(step),
                    likely.lower(),
                    likely.upper(),
                    wide.lower(),
                    wide.upper());
        }
        System.out.println();
    }

    /** Compares the fast automatic forecaster with the naive ones from some origins near the end. */
    private static void backtest(TimeSeries series, String column, int horizon) throws IOException {
        int first = series.length() - ORIGINS * horizon;
        if (first < 2 * horizon) {
            System.out.println("Too few rows for a backtest over " + ORIGINS + " windows of " + horizon);
            return;
        }
        Forecaster fast = Auto.forecaster()
                .column(column)
                .horizon(horizon)
                .preset(Preset.FAST)
                .build();
        BacktestResult result = Backtest.on(series)
                .windows(WalkForward.expanding(first).step(horizon).refitEvery(1))
                .compare(fast)
                .run();
        System.out.println(result.summary());
        ReportPages.write(result.report(), "auto-report.html");
    }
}
