package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A category that the training would refuse or has not seen makes a forecast DEGRADED; its value is LightGBM's. */
class CategoriesTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final TimeSeries HISTORY = history(300);

    private static TimeSeries history(int rows) {
        Random random = new Random(2);
        TimeSeries.Builder series = TimeSeries.builder("y", "c");
        for (int i = 0; i < rows; i++) {
            int category = random.nextInt(3);
            series.add(Instant.EPOCH.plus(DAY.multipliedBy(i)), category * 10 + random.nextDouble(), category);
        }
        return series.build();
    }

    private static TimeSeries ahead(double... categories) {
        TimeSeries.Builder series = TimeSeries.builder("c");
        for (int i = 0; i < categories.length; i++) {
            series.add(Instant.EPOCH.plus(DAY.multipliedBy(300 + i)), categories[i]);
        }
        return series.build();
    }

    private static Predictor fit(Strategy strategy, int horizon) {
        return LightGbm.forecaster(LightGbm.parameters()
                        .rounds(20)
                        .categorical("future(c)")
                        .build())
                .target(Target.level("y"))
                .features(FeaturePipeline.of(Features.lag("y", 1)))
                .knownFuture("c")
                .strategy(strategy)
                .horizon(horizon)
                .build()
                .fit(HISTORY);
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void anUnknownCategoryIsNamedWithItsStepAndKeptAfterSaving(Strategy strategy, @TempDir Path folder) {
        try (Predictor predictor = fit(strategy, 3)) {
            assertThat(predictor.predict(HISTORY, ahead(0, 1, 2)).status()).isEqualTo(ForecastStatus.OK);
            Predictors.save(predictor, folder.resolve("saved"));
            for (double[] wrong : new double[][] {{0, -1, 2}, {0, 2.9, -1}, {1, 77, 1}}) {
                Forecast forecast = predictor.predict(HISTORY, ahead(wrong));
                assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
                assertThat(forecast.reasons())
                        .singleElement()
                        .asString()
                        .contains("at step 2", "'future(c)' is " + wrong[1]);
                try (Predictor loaded = Predictors.load(folder.resolve("saved"))) {
                    assertThat(loaded.predict(HISTORY, ahead(wrong))).isEqualTo(forecast);
                }
                assertThat(predictor.predict(HISTORY, ahead(0, 1, 2)).reasons()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "-0.0, ''",
        "2, ''",
        "NaN, missing",
        "2.9, drops the decimals",
        "-0.5, drops the decimals",
        "-1, whole numbers from 0 on",
        "-1e300, whole numbers from 0 on",
        "3, no category that the training kept",
        "1e12, no category that the training kept"
    })
    void onlyWhatIsNoCategoryIsWrong(double category, String reason) {
        try (Predictor predictor = fit(Strategy.RECURSIVE, 1)) {
            Forecast forecast = predictor.predict(HISTORY, ahead(category));
            if (reason.isEmpty()) {
                assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            } else {
                assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
                assertThat(forecast.reasons().toString()).contains(reason);
            }
            assertThat(forecast.point(1)).isFinite();
        }
    }

    @Test
    void aCategoryOfTheHistoryCountsToo() {
        try (Predictor predictor = LightGbm.forecaster(LightGbm.parameters()
                                .rounds(20)
                                .categorical("c")
                                .build())
                        .target(Target.level("y"))
                        .features(FeaturePipeline.of(Features.column("c")))
                        .horizon(1)
                        .build()
                        .fit(HISTORY);
                PredictionSession session = predictor.openSession(HISTORY)) {
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.OK);
            session.append(Instant.EPOCH.plus(DAY.multipliedBy(300)), 5, 9);
            assertThat(session.forecast().reasons().toString()).contains("at step 1", "'c' is 9.0");
            session.append(Instant.EPOCH.plus(DAY.multipliedBy(301)), 5, 1);
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void manySeriesTogetherHaveTheSameReasons() {
        try (Predictor predictor = LightGbm.forecaster(
                        LightGbm.parameters().rounds(20).categorical("c").build())
                .target(Target.level("y"))
                .features(FeaturePipeline.of(Features.column("c")))
                .horizon(1)
                .build()
                .fit(HISTORY)) {
            TimeSeries wrong = TimeSeries.builder("y", "c")
                    .id("wrong")
                    .add(Instant.EPOCH, 1, 0.5)
                    .build();
            TimeSeries right = TimeSeries.builder("y", "c")
                    .id("right")
                    .add(Instant.EPOCH, 1, 2)
                    .build();
            List<Forecast> all = predictor.predictAll(List.of(right, wrong, right));
            assertThat(all)
                    .extracting(Forecast::status)
                    .containsExactly(ForecastStatus.OK, ForecastStatus.DEGRADED, ForecastStatus.OK);
            assertThat(all.get(1)).isEqualTo(predictor.predict(wrong));
        }
    }

    @Test
    void theAnswerIsThatOfLightGbmItself() {
        LightGbmModel model = TestModels.model(7);
        try (LightGbmModel inNative = model.withEngine(Engine.NATIVE)) {
            for (double category : new double[] {5, 5.9, 6, -1, -0.5, 1e6, 77, Double.NaN}) {
                double[] row = {0.1, 0.2, 0.3, 0.4, category, 0.5};
                assertThat(model.predict(row)).isEqualTo(inNative.predict(row));
            }
        }
        assertThat(model.flaw(new double[] {0, 0, 0, 0, 35, 0})).isEmpty();
        assertThat(model.flaw(new double[] {-1, 0.5, 0, 0, Double.NaN, 0})).isEmpty();
        assertThat(model.flaw(new double[] {0, 0, 0, 0, 6, 0})).contains("'category' is 6.0");
    }

    @Test
    void categoriesThatTheTextDoesNotListAreCheckedByTheirForm() {
        LightGbmModel model = TestModels.model(7);
        String text = model.text().replaceFirst("-1(:[0-9]+)+", "none");
        LightGbmModel unlisted = LightGbmModel.of(LightGbmText.parse(text), Engine.JAVA);
        assertThat(unlisted.flaw(new double[] {0, 0, 0, 0, 6, 0})).isEmpty();
        assertThat(unlisted.flaw(new double[] {0, 0, 0, 0, 6.5, 0})).contains("'category' is 6.5");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 12, 25})
    void aModelOfTooFewRowsForASplitSaysSo(int rows, @TempDir Path folder) {
        TimeSeries few = history(rows);
        try (Predictor predictor = LightGbm.forecaster(
                        LightGbm.parameters().rounds(5).build())
                .target(Target.level("y"))
                .features(FeaturePipeline.of(Features.lag("y", 1)))
                .horizon(2)
                .build()
                .fit(few)) {
            Forecast forecast = predictor.predict(few);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.point(1)).isEqualTo(forecast.point(2)).isFinite();
            assertThat(forecast.reasons().toString())
                    .contains(
                            "a constant",
                            "had " + (rows - 2) + (rows == 3 ? " row" : " rows") + " and a split needs 40",
                            "minLeafRows");
            Predictors.save(predictor, folder.resolve("saved"));
            try (Predictor loaded = Predictors.load(folder.resolve("saved"))) {
                assertThat(loaded.predict(few)).isEqualTo(forecast);
            }
            // LightGBM itself reads the model all the same
            try (LightGbmModel inNative = LightGbm.load(folder.resolve("saved/model-1.txt"), Engine.NATIVE)) {
                assertThat(inNative.predict(new double[1])).isEqualTo(forecast.point(1));
            }
        }
    }

    @Test
    void aConstantThatFollowsFromTheLabelsIsNoFlaw() {
        TimeSeries.Builder flat = TimeSeries.builder("y");
        for (int i = 0; i < 15; i++) {
            flat.add(Instant.EPOCH.plus(DAY.multipliedBy(i)), 5);
        }
        try (Predictor predictor = LightGbm.forecaster(
                        LightGbm.parameters().rounds(5).build())
                .target(Target.level("y"))
                .features(FeaturePipeline.of(Features.lag("y", 1)))
                .horizon(1)
                .build()
                .fit(flat.build())) {
            assertThat(predictor.predict(flat.build()).status()).isEqualTo(ForecastStatus.OK);
        }
        try (Predictor enough = fit(Strategy.RECURSIVE, 1)) {
            assertThat(enough.predict(HISTORY, ahead(1)).status()).isEqualTo(ForecastStatus.OK);
        }
    }
}
