package io.forecastj.benchmarks;

import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;

/** The backtest of a fixed model at each of 1,000 bars, warm and from a cold JVM. */
final class BacktestTask {
    private static final int TRAINING = 4_000;
    /** Bars before the first origin, as many as the features need and some more. */
    private static final int BEFORE = 500;

    private static final int ORIGINS = 1_000;

    private BacktestTask() {}

    private static TimeSeries all() {
        return Bars.hourly(TRAINING + ORIGINS + 1, 1);
    }

    /** The training bars, without the bars of the backtest. */
    private static TimeSeries training() {
        return all().head(TRAINING);
    }

    /** The bars of the backtest: 1,000 origins, some bars before them and one after. */
    static TimeSeries bars() {
        return all().tail(BEFORE + ORIGINS + 1);
    }

    /** Trains 300 trees of 31 leaves on 122 features of 4,000 earlier bars. */
    static Predictor train() {
        return LightGbm.forecaster(LightGbm.parameters().rounds(300).leaves(31).build())
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .horizon(1)
                .build()
                .fit(training());
    }

    static BacktestResult run(Predictor model, TimeSeries bars) {
        return Backtest.on(bars)
                .windows(WalkForward.expanding(BEFORE).fitOnce())
                .compare(Predictors.asForecaster(model))
                .run();
    }
}
