package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.Ohlcv;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Bars;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bars of currencies have no volume, so its features have no value in training or later. */
class NeverSeenFeatureTest {
    private static final Forecaster FORECASTER = LightGbm.forecaster(
                    LightGbm.parameters().rounds(5).minLeafRows(5).build())
            .target(Target.logReturn("close"))
            .features(Bars.FEATURES)
            .horizon(2)
            .build();

    private static TimeSeries withoutVolume(TimeSeries bars) {
        return withVolume(bars, i -> Double.NaN);
    }

    @Test
    void aFeatureThatTrainingNeverHadIsNotMissed(@TempDir Path folder) {
        TimeSeries bars = withoutVolume(Bars.random(4, 200));
        try (Predictor fitted = FORECASTER.fit(bars)) {
            Forecast forecast = fitted.predict(bars);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(fitted.info().parameters().get("features without values"))
                    .isEqualTo("volumeRatio(volume,5)");
            Predictors.save(fitted, folder.resolve("model"));
            try (Predictor loaded = Predictors.load(folder.resolve("model"))) {
                assertThat(loaded.predict(bars)).isEqualTo(forecast);
            }
        }
    }

    @Test
    void aFeatureThatTrainingHadIsMissed() {
        TimeSeries bars = Bars.random(4, 200);
        try (Predictor fitted = FORECASTER.fit(bars)) {
            assertThat(fitted.info().parameters()).doesNotContainKey("features without values");
            Forecast forecast = fitted.predict(withoutVolume(bars));
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons().get(0)).contains("volumeRatio(volume,5)");
        }
    }

    private static TimeSeries withVolume(TimeSeries bars, IntToDoubleFunction volume) {
        TimeSeries.Builder with = Ohlcv.builder().id(bars.id());
        for (int i = 0; i < bars.length(); i++) {
            with.add(
                    bars.timestamp(i),
                    bars.value(i, 0),
                    bars.value(i, 1),
                    bars.value(i, 2),
                    bars.value(i, 3),
                    volume.applyAsDouble(i));
        }
        return with.build();
    }

    @Test
    void aPanelOfStocksAndACurrencyDegradesNeither(@TempDir Path folder) {
        List<TimeSeries> panel = new ArrayList<>();
        for (int seed = 1; seed <= 4; seed++) {
            panel.add(Bars.random(seed, 200));
        }
        panel.add(withoutVolume(Bars.random(5, 200)));
        try (Predictor fitted = FORECASTER.fit(panel)) {
            assertThat(fitted.predictAll(panel))
                    .allSatisfy(forecast -> assertThat(forecast.status()).isEqualTo(ForecastStatus.OK));
            assertThat(fitted.info().parameters().get("features often missing")).isEqualTo("volumeRatio(volume,5)");
            Predictors.save(fitted, folder.resolve("model"));
            try (Predictor loaded = Predictors.load(folder.resolve("model"))) {
                assertThat(loaded.predictAll(panel)).isEqualTo(fitted.predictAll(panel));
            }
        }
    }

    @Test
    void oneCurrencyAmongHundredsOfStocksIsNotDegraded() {
        List<TimeSeries> panel = new ArrayList<>();
        for (int seed = 1; seed <= 130; seed++) {
            panel.add(Bars.random(seed, 120));
        }
        TimeSeries currency = withoutVolume(Bars.random(0, 120));
        panel.add(currency);
        try (Predictor fitted = FORECASTER.fit(panel)) {
            assertThat(fitted.predict(currency).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void aVolumeThatIsMostlyZeroDoesNotDegrade() {
        TimeSeries bars = withVolume(Bars.random(4, 200), i -> i % 40 == 0 ? 100 : 0);
        try (Predictor fitted = FORECASTER.fit(bars)) {
            Forecast forecast = fitted.predict(bars);
            assertThat(forecast.reasons()).isEmpty();
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void whatTrainingLackedOnlyOnceIsMissedAndTheWayOutIsNamed() {
        TimeSeries once = withVolume(Bars.random(4, 300), i -> i == 100 ? Double.NaN : 100 + i % 7);
        try (Predictor fitted = LightGbm.forecaster(
                        LightGbm.parameters().rounds(5).minLeafRows(5).build())
                .target(Target.logReturn("close"))
                .features(FeaturePipeline.of(Features.lag("close", 1), Features.lag("volume", 1)))
                .horizon(2)
                .build()
                .fit(once)) {
            assertThat(fitted.predict(withoutVolume(once)).reasons())
                    .containsExactly("1 of 2 features are missing at the origin "
                            + once.time(299) + ": lag(volume,1); fill the columns, impute the features"
                            + " (Features.transforms()) or leave them out (Features.standardOhlc() needs no volume)");
        }
    }

    @Test
    void aModelThatDoesNotLearnFromMissingValuesMissesThem() {
        TimeSeries currency = withoutVolume(Bars.random(5, 200));
        try (Predictor fitted = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .target(Target.logReturn("close"))
                .features(Bars.FEATURES)
                .horizon(2)
                .build()
                .fit(List.of(Bars.random(1, 200), currency))) {
            assertThat(fitted.predict(currency).status()).isEqualTo(ForecastStatus.DEGRADED);
        }
    }
}
