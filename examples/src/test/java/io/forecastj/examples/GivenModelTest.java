package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.Ohlcv;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A predictor that was saved is backtested without a fit. */
class GivenModelTest {
    private static final int TRAINING = 900;
    private static final int ROWS = 1_000;

    private static TimeSeries bars() {
        Random random = new Random(1);
        TimeSeries.Builder bars = Ohlcv.builder().id("bars");
        double close = 100;
        for (int i = 0; i < ROWS; i++) {
            double open = close;
            close *= Math.exp(0.01 * random.nextGaussian());
            double high = Math.max(open, close) * 1.002;
            double low = Math.min(open, close) * 0.998;
            bars.add(1_700_000_000_000L + i * 3_600_000L, open, high, low, close, 1_000 + random.nextInt(500));
        }
        return bars.build();
    }

    private static Predictor savedAndLoaded(TimeSeries training, int horizon, Path directory) {
        try (Predictor fitted = LightGbm.forecaster(
                        LightGbm.parameters().rounds(20).leaves(7).build())
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .horizon(horizon)
                .build()
                .fit(training)) {
            Predictors.save(fitted, directory);
        }
        return Predictors.load(directory);
    }

    @Test
    void everyForecastEqualsAStatelessOneInEveryBitHoweverOftenItsWindowsRefit(@TempDir Path directory) {
        TimeSeries bars = bars();
        for (int horizon : new int[] {1, 3}) {
            try (Predictor model = savedAndLoaded(bars.head(TRAINING), horizon, directory.resolve("model" + horizon))) {
                WalkForward windows = WalkForward.expanding(TRAINING + 5);
                List<ForecastRow> once = rows(Backtest.on(bars)
                        .windows(windows.fitOnce())
                        .compare(Predictors.asForecaster(model))
                        .run());
                assertThat(once).hasSize(horizon == 1 ? 94 : 270);
                for (int i = 0; i < once.size(); i += 7) {
                    ForecastRow row = once.get(i);
                    TimeSeries known = bars.head(bars.rowAtOrBefore(row.origin()) + 1);
                    assertThat(row.forecast())
                            .as("horizon %d, %s", horizon, row)
                            .isEqualTo(model.predict(known).point(row.step()));
                }
                assertThat(rows(Backtest.on(bars)
                                .windows(windows)
                                .compare(Predictors.asForecaster(model))
                                .run()))
                        .isEqualTo(once);
                assertThat(rows(Backtest.on(bars)
                                .windows(windows.refitEvery(7))
                                .compare(Predictors.asForecaster(model))
                                .parallel(ForkJoinPool.commonPool())
                                .run()))
                        .isEqualTo(once);
            }
        }
    }

    private static List<ForecastRow> rows(BacktestResult result) {
        return result.rows().filter(row -> !row.model().contains("naive")).toList();
    }

    @Test
    void originsInsideItsTrainingAreRefused(@TempDir Path directory) {
        TimeSeries bars = bars();
        try (Predictor model = savedAndLoaded(bars.head(TRAINING), 1, directory.resolve("model"))) {
            assertThatThrownBy(Backtest.on(bars)
                            .windows(WalkForward.expanding(TRAINING - 100).fitOnce())
                            .compare(Predictors.asForecaster(model))::run)
                    .isInstanceOf(InsufficientHistoryException.class)
                    .hasMessageContaining("its forecasts would not be out of sample. Start after its training");
            // rolling windows skip those that begin inside the training
            BacktestResult later = Backtest.on(bars)
                    .windows(WalkForward.rolling(TRAINING - 100))
                    .compare(Predictors.asForecaster(model))
                    .run();
            assertThat(rows(later)).isNotEmpty().allSatisfy(row -> assertThat(row.origin())
                    .isAfterOrEqualTo(model.info().trainedTo()));
        }
    }
}
