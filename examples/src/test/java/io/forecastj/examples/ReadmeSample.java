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
import io.forecastj.backtest.BacktestResult;
import io.forecastj.data.Csv;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import java.nio.file.Path;

/** The README's sample, between the markers; compiled here, and {@link ReadmeTest} holds the two together. */
final class ReadmeSample {
    private ReadmeSample() {}

    static void run() {
        // sample starts
        TimeSeries bars = Csv.ohlcv(Path.of("sp500.csv"));

        Forecaster lightGbm = LightGbm.forecaster()
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .horizon(10)
                .build();
        Forecaster linear =
                Linear.forecaster().column("close").lookback(60).horizon(10).build();
        Forecaster naive = Baselines.naive("close", 10);
        Forecaster ensemble = Conformal.adaptive(Ensembles.online(lightGbm, linear, naive), 0.80, 0.95);

        BacktestResult result = Backtest.on(bars)
                .windows(WalkForward.expanding(2_000).step(10).refitEvery(100))
                .compare(lightGbm, linear, ensemble) // naive is always there
                .run();
        System.out.println(result.summary());

        try (Predictor predictor = ensemble.fit(bars)) {
            Forecast forecast = predictor.predict(bars);
            double tomorrow = forecast.point(1);
            Interval range = forecast.interval(10, 0.95);
            Predictors.save(predictor, Path.of("model"));
        }
        // sample ends
    }
}
