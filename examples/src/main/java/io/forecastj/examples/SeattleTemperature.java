package io.forecastj.examples;

import io.forecastj.Forecaster;
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
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Strategy;
import java.io.IOException;
import java.io.InputStream;

/**
 * Forecasts the daily maximum temperature in Seattle, a series with a season and a memory: here a model does beat the
 * last value.
 */
public final class SeattleTemperature {
    private static final String COLUMN = "temp_max";
    private static final int HORIZON = 7;
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
        BacktestResult result = evaluate(WalkForward.expanding(730).refitEvery(90), progress);
        progress.done();
        System.out.println(result.summary());

        TimeSeries days = days();
        try (Predictor predictor = lightGbm().fit(days)) {
            ReportPages.write(
                    result.report().with(ReportPages.importance(predictor, days, EXPLAINED)), "seattle-report.html");
        }
    }

    static BacktestResult evaluate(WalkForward windows, BacktestListener listener) throws IOException {
        Forecaster linear =
                Linear.forecaster().column(COLUMN).lookback(30).horizon(HORIZON).build();
        return Backtest.on(days())
                .windows(windows)
                .compare(lightGbm(), linear)
                .listener(listener)
                .run();
    }

    private static TimeSeries days() throws IOException {
        try (InputStream in = SeattleTemperature.class.getResourceAsStream("seattle-weather.csv")) {
            return Csv.read()
                    .columns(COLUMN, "temp_min", "precipitation", "wind")
                    .from(in, "seattle-weather.csv")
                    .one();
        }
    }

    private static Forecaster lightGbm() {
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
}
