package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.Ohlcv;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.models.Bars;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import java.nio.file.Path;
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
        TimeSeries.Builder without = Ohlcv.builder().id(bars.id());
        for (int i = 0; i < bars.length(); i++) {
            without.add(
                    bars.timestamp(i),
                    bars.value(i, 0),
                    bars.value(i, 1),
                    bars.value(i, 2),
                    bars.value(i, 3),
                    Double.NaN);
        }
        return without.build();
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
}
