package io.forecastj.examples;

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
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;

/** The README's sample, between the markers; compiled here, and {@link ReadmeTest} holds the two together. */
final class ReadmeSample {
    private ReadmeSample() {}

    static void run() {
        // sample starts
        TimeSeries days = Csv.read().from(Path.of("seattle-weather.csv")).one();

        Forecaster lightGbm = LightGbm.forecaster()
                .target(Target.difference("temp_max", 1))
                .features(Features.univariate("temp_max", 7)
                        .plus(Features.calendar().fourier(365.25, 2)))
                .strategy(Strategy.DIRECT)
                .horizon(7)
                .build();
        Forecaster linear =
                Linear.forecaster().column("temp_max").lookback(30).horizon(7).build();
        Forecaster ensemble = Conformal.adaptive(Ensembles.online(lightGbm, linear), 0.80, 0.95);

        BacktestResult result = Backtest.on(days)
                .windows(WalkForward.expanding(730).refitEvery(365))
                .compare(lightGbm, linear, ensemble) // naive is always there
                .run();
        System.out.println(result.summary());
        result.report().writeHtml(Path.of("report.html"));

        try (Predictor predictor = ensemble.fit(days)) {
            Forecast forecast = predictor.predict(days);
            double tomorrow = forecast.point(1);
            Interval range = forecast.interval(7, 0.95);
            Predictors.save(predictor, Path.of("model"));
        }
        // sample ends
    }
}
