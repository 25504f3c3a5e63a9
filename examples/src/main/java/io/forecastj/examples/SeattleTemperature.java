package io.forecastj.examples;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Interval;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.data.Csv;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Strategy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Forecasts the daily maximum temperature in Seattle, a series with a season and a memory: here models beat the last
 * value. A walk-forward backtest compares LightGBM, a linear model, and an ensemble of them with intervals, with the
 * naive forecasts, says how sure the difference is, and writes a report for a browser. Then the ensemble forecasts the
 * next 7 days.
 *
 * <p>All scores are out of sample: the models are fitted to two years, forecast from each day after them, and are
 * fitted anew to all days so far a year later. {@link Sp500Daily} is the counter-example.
 */
public final class SeattleTemperature {
    static final String COLUMN = "temp_max";
    static final int HORIZON = 7;
    /** The rows before the first forecast: two years. */
    private static final int TRAINED = 730;
    /** The days from one fit to the next. */
    private static final int YEAR = 365;

    private static final double LIKELY = 0.80;
    private static final double WIDE = 0.95;

    /** Days at the end whose forecasts are explained in the report. */
    private static final int EXPLAINED = 60;

    private SeattleTemperature() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the bundled data cannot be read
     */
    public static void main(String[] args) throws IOException {
        Progress progress = new Progress();
        BacktestResult result = evaluate(WalkForward.expanding(TRAINED).refitEvery(YEAR), progress);
        progress.done();
        System.out.println(result.summary());

        TimeSeries days = days();
        try (Predictor predictor = ensemble().fit(days)) {
            print(predictor.predict(days));
        }
        try (Predictor trees = lightGbm().fit(days);
                Predictor ensemble = ensemble().fit(days.head(TRAINED))) {
            ReportPages.write(
                    result.report()
                            .with(ReportPages.weights(ensemble, days, TRAINED, HORIZON))
                            .with(ReportPages.importance(trees, days, EXPLAINED)),
                    "seattle-report.html");
        }
    }

    static BacktestResult evaluate(WalkForward windows, BacktestListener listener) throws IOException {
        return Backtest.on(days())
                .windows(windows)
                .compare(lightGbm(), linear(), ensemble())
                .listener(listener)
                .run();
    }

    private static void print(Forecast forecast) {
        System.out.printf(Locale.ROOT, "The next %d days by the ensemble, in degrees Celsius%n%n", HORIZON);
        System.out.printf(Locale.ROOT, "%-12s %8s %15s %15s%n", "day", COLUMN, "80 %", "95 %");
        for (int step = 1; step <= HORIZON; step++) {
            Interval likely = forecast.interval(step, LIKELY);
            Interval wide = forecast.interval(step, WIDE);
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %8.1f %7.1f %7.1f %7.1f %7.1f%n",
                    forecast.time(step).toString().substring(0, 10),
                    forecast.point(step),
                    likely.lower(),
                    likely.upper(),
                    wide.lower(),
                    wide.upper());
        }
        System.out.println();
    }

    static TimeSeries days() throws IOException {
        try (InputStream in = SeattleTemperature.class.getResourceAsStream("seattle-weather.csv")) {
            return Csv.read()
                    .columns(COLUMN, "temp_min", "precipitation", "wind")
                    .from(in, "seattle-weather.csv")
                    .one();
        }
    }

    static Forecaster lightGbm() {
        FeaturePipeline features = Features.univariate(COLUMN, 7)
                .plus(
                        Features.column(COLUMN),
                        Features.column("temp_min"),
                        Features.column("precipitation"),
                        Features.column("wind"),
                        Features.calendar().fourier(365.25, 1),
                        Features.calendar().fourier(365.25, 2));
        return LightGbm.forecaster()
                .target(Target.difference(COLUMN, 1))
                .features(features)
                .strategy(Strategy.DIRECT)
                .horizon(HORIZON)
                .build();
    }

    static Forecaster linear() {
        return Linear.forecaster().column(COLUMN).lookback(30).horizon(HORIZON).build();
    }

    private static Forecaster ensemble() {
        Forecaster combined = Ensembles.online(lightGbm(), linear(), Baselines.naive(COLUMN, HORIZON));
        return Conformal.builder().name("ensemble").coverages(LIKELY, WIDE).build(combined);
    }
}
