package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasters whose features reach farther back than some series. */
class ShortestHistoryTest {
    private static final FeaturePipeline FEATURES =
            FeaturePipeline.of(Features.difference("y", 1), Features.lag(Features.difference("y", 1), 40));

    private static TimeSeries noise(long seed, int rows) {
        return Bars.of("y", new Random(seed).doubles(rows).toArray());
    }

    private static Regression.Builder trees() {
        return trees(1);
    }

    private static Regression.Builder trees(int lag) {
        return LightGbm.forecaster(LightGbm.parameters()
                        .rounds(10)
                        .leaves(4)
                        .minLeafRows(5)
                        .build())
                .target(Target.difference("y", lag))
                .features(FEATURES)
                .horizon(2);
    }

    @Test
    void rowsWithinTheWarmUpTeachAndAreForecast() {
        TimeSeries shortOne = noise(1, 30);
        assertThatThrownBy(() -> trees().build().fit(shortOne)).isInstanceOf(InsufficientHistoryException.class);
        try (Predictor predictor = trees().shortestHistory(2).build().fit(List.of(shortOne, noise(2, 300)))) {
            assertThat(predictor.info().requiredHistory()).isEqualTo(2);
            assertThat(predictor.info().sufficientHistory()).hasValue(42);
            assertThat(predictor.info().parameters()).doesNotContainKey("series without examples");
            Forecast forecast = predictor.predict(shortOne.head(2));
            assertThat(forecast.points()).doesNotContain(Double.NaN);
            // the trees have learnt from rows without the long lag
            assertThat(forecast.status()).as("%s", forecast.reasons()).isEqualTo(ForecastStatus.OK);
            assertThatThrownBy(() -> predictor.predict(shortOne.head(1)))
                    .isInstanceOf(InsufficientHistoryException.class);
        }
    }

    @Test
    void aModelThatDoesNotLearnFromMissingInputsSaysThatOneIsMissing() {
        try (Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .target(Target.difference("y", 1))
                .features(FEATURES)
                .horizon(2)
                .shortestHistory(2)
                .build()
                .fit(noise(3, 300))) {
            Forecast forecast = predictor.predict(noise(3, 300).head(20));
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons().toString()).contains("lag(difference(y,1),40)");
        }
    }

    @Test
    void moreRowsThanTheWarmUpChangeNothing() {
        TimeSeries series = noise(4, 200);
        try (Predictor usual = trees().build().fit(series);
                Predictor long100 = trees().shortestHistory(100).build().fit(series)) {
            assertThat(long100.info()).isEqualTo(usual.info());
            assertThat(long100.predict(series)).isEqualTo(usual.predict(series));
        }
    }

    @Test
    void theLagOfTheTargetStillNeedsItsRows() {
        try (Predictor predictor = trees(24).shortestHistory(2).build().fit(noise(5, 200))) {
            assertThat(predictor.info().requiredHistory()).isEqualTo(24);
        }
    }

    @Test
    void aSessionAndALoadedPredictorForecastTheSame(@TempDir Path folder) {
        TimeSeries series = noise(6, 300);
        try (Predictor predictor = trees().shortestHistory(2).build().fit(series);
                PredictionSession session = predictor.openSession(series.head(2))) {
            Predictors.save(predictor, folder.resolve("model"));
            try (Predictor loaded = Predictors.load(folder.resolve("model"))) {
                assertThat(loaded.info()).isEqualTo(predictor.info());
                for (int row = 2; row < 60; row++) {
                    session.append(series.timestamp(row), new double[] {series.value(row, "y")});
                    assertThat(session.forecast()).isEqualTo(loaded.predict(series.head(row + 1)));
                }
            }
        }
    }

    @Test
    void refusesNoRows() {
        assertThatThrownBy(() -> trees().shortestHistory(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shortestHistory must be at least 1, found 0");
    }

    @Test
    void theLastRowsThatAreSufficientGiveTheSamePoints() {
        TimeSeries series = noise(7, 300);
        try (Predictor predictor = trees().shortestHistory(2).build().fit(series)) {
            int rows = predictor.info().sufficientHistory().orElseThrow();
            assertThat(predictor.predict(series.tail(rows)).points())
                    .containsExactly(predictor.predict(series).points(), within(1e-12));
        }
    }
}
