package io.forecastj.examples;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.data.Csv;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
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

        BacktestResult result = Backtest.on(bars)
                .windows(WalkForward.expanding(2_000).step(10).refitEvery(25))
                .compare(lightGbm) // naive is always there
                .run();
        System.out.println(result.summary());

        try (Predictor predictor = lightGbm.fit(bars)) {
            double tomorrow = predictor.predict(bars).point(1);
            Predictors.save(predictor, Path.of("model"));
        }
        // sample ends
    }
}
