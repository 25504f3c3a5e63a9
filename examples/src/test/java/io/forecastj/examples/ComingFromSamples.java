package io.forecastj.examples;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.data.Csv;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.features.ta4j.Ta4j;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.indicators.ChopIndicator;

/** The samples of docs/coming-from.md. */
final class ComingFromSamples {
    private ComingFromSamples() {}

    static double scikitLearn(double[][] rows, double[] labels, double[] row) {
        Examples examples = new Examples(List.of("temperature", "wind"), rows, labels, null);
        RegressionModel model =
                LightGbm.regressor(LightGbm.parameters().rounds(200).build()).fit(examples, null, FitListener.NONE);
        double answer = model.predict(row);
        return answer;
    }

    static List<Forecast> nixtla(Path file) {
        List<TimeSeries> series =
                Csv.read().id("unique_id").time("ds").from(file).list();
        Forecaster boosted = LightGbm.forecaster()
                .target(Target.difference("y", 24))
                .features(FeaturePipeline.of(
                        Features.lag(Features.difference("y", 24), 1),
                        Features.rolling().mean("y", 168),
                        Features.calendar().hourOfDay()))
                .horizon(48)
                .build();
        List<Forecast> forecasts;
        try (Predictor predictor = boosted.fit(series)) {
            forecasts = predictor.predictAll(series);
        }
        return forecasts;
    }

    static BacktestResult darts(TimeSeries load) {
        Forecaster model = LightGbm.forecaster()
                .target(Target.difference("load", 24))
                .features(Features.univariate("load", 24).plus(Features.column("price"))) // a past covariate
                .knownFuture("temperature") // a future covariate
                .strategy(Strategy.DIRECT_SHARED)
                .horizon(24)
                .build();
        BacktestResult result = Backtest.on(load)
                .windows(WalkForward.expanding(5_000).step(24).refitEvery(30))
                .compare(model)
                .run();
        return result;
    }

    static FeaturePipeline ta4j(TimeSeries bars) {
        BarSeries series = Ta4j.barSeries(bars);
        Feature chop = Ta4j.feature("chop", 14, all -> new ChopIndicator(all, 14, 100));
        FeaturePipeline pipeline = FeaturePipeline.of(
                Features.momentum().rsi("close", 14), Features.trend().ema("close", 20), chop);
        return pipeline;
    }
}
