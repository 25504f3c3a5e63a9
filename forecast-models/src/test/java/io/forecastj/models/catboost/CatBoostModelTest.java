package io.forecastj.models.catboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.regression.Strategy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatBoostModelTest {
    /** A tree of two splits, in the form of CatBoost 1.2: 'a' above 0.5 is bit 0, 'b' above 1.5 is bit 1 of a leaf. */
    static final String SMALL = """
            {"features_info": {"float_features": [
             {"borders": [0.5], "feature_id": "a", "feature_index": 0, "flat_feature_index": 0, "has_nans": false,
              "nan_value_treatment": "AsIs"},
             {"borders": [1.5], "feature_id": "b", "feature_index": 1, "flat_feature_index": 1, "has_nans": true,
              "nan_value_treatment": "AsTrue"}]},
             "model_info": {"catboost_version_info": "Git info:", "model_guid": "1-2-3-4",
              "params": {"loss_function": {"params": {"alpha": "0.9"}, "type": "Quantile"}},
              "train_finish_time": "2026-01-01T00:00:00Z"},
             "oblivious_trees": [
              {"leaf_values": [1, 2, 3, 5], "leaf_weights": [10, 20, 30, 40], "splits": [
               {"border": 0.5, "float_feature_index": 0, "split_index": 0, "split_type": "FloatFeature"},
               {"border": 1.5, "float_feature_index": 1, "split_index": 1, "split_type": "FloatFeature"}]},
              {"leaf_values": [0.25], "leaf_weights": [100], "splits": null}],
             "scale_and_bias": [2, [100]]}
            """;

    private final CatBoostModel model = load(SMALL);

    static CatBoostModel load(String text) {
        return CatBoost.load(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namesAndNumbersAreThoseOfTheFile() {
        assertThat(model.features()).containsExactly("a", "b");
        assertThat(model.outputs()).isEqualTo(1);
        assertThat(model.trees()).isEqualTo(2);
        assertThat(model.classes()).isEmpty();
        assertThat(model.kind()).isEqualTo("catboost");
        assertThat(model).hasToString("CatBoost model of 2 features, 2 trees, 1 outputs");
        assertThat(model.bytes()).isEqualTo(SMALL.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLeafIsNumberedByTheAnswersToTheSplits() {
        assertThat(model.predict(new double[] {0.5, 1.5})).isEqualTo(2 * 1.25 + 100);
        assertThat(model.predict(new double[] {0.6, 1.5})).isEqualTo(2 * 2.25 + 100);
        assertThat(model.predict(new double[] {0.5, 1.6})).isEqualTo(2 * 3.25 + 100);
        assertThat(model.predict(new double[] {0.6, 1.6})).isEqualTo(2 * 5.25 + 100);
    }

    @Test
    void aMissingValueTakesTheSideOfTheTraining() {
        double[] row = {Double.NaN, Double.NaN}; // 'a' counts as low, 'b' as high
        assertThat(model.predict(row)).isEqualTo(2 * 3.25 + 100);
        assertThat(load(SMALL.replace("AsTrue", "AsFalse")).predict(row)).isEqualTo(2 * 1.25 + 100);
        assertThat(load(SMALL.replace("\"has_nans\": true", "\"has_nans\": false"))
                        .predict(row))
                .isEqualTo(2 * 1.25 + 100);
    }

    @Test
    void inputsWithoutNamesHaveTheirNumbers() {
        CatBoostModel bare = load(SMALL.replaceAll("\"feature_id\": \"[ab]\",", ""));
        assertThat(bare.features()).containsExactly("0", "1");
        CatBoostModel empty = load(SMALL.replaceAll("\"feature_id\": \"[ab]\",", "\"feature_id\": \"\","));
        assertThat(empty.features()).containsExactly("0", "1");
    }

    @Test
    void inputsThatWereDroppedAsUnusedKeepTheirPlace() {
        CatBoostModel dropped = load(SMALL.replace("\"flat_feature_index\": 1", "\"flat_feature_index\": 3"));
        assertThat(dropped.features()).containsExactly("a", "1", "2", "b");
        assertThat(dropped.predict(new double[] {0, Double.NaN, 7, 2})).isEqualTo(2 * 3.25 + 100);
    }

    @Test
    void olderFilesAreRead() {
        CatBoostModel scalar = load(SMALL.replace("[2, [100]]", "[2, 100]"));
        assertThat(scalar.predict(new double[2])).isEqualTo(2 * 1.25 + 100);
        CatBoostModel none = load(SMALL.replace("\"scale_and_bias\": [2, [100]]", "\"ctr_data\": null"));
        assertThat(none.predict(new double[2])).isEqualTo(1.25);
    }

    @Test
    void importancesAreThoseOfCatBoost() {
        // c1 c2 / (c1 + c2) (v1 - v2)^2 over the pairs of leaves that a split separates
        double a = 10 * 20 / 30.0 + 30 * 40 / 70.0 * 4;
        double b = 10 * 30 / 40.0 * 4 + 20 * 40 / 60.0 * 9;
        Map<String, Double> found = model.gainImportance();
        assertThat(found.keySet()).containsExactly("a", "b");
        assertThat(found.get("a")).isEqualTo(100 * a / (a + b), within(1e-12));
        assertThat(found.get("b")).isEqualTo(100 * b / (a + b), within(1e-12));
        assertThat(model.splitImportance()).containsExactly(Map.entry("a", 1.0), Map.entry("b", 1.0));
    }

    @Test
    void withoutWeightsThereAreNoImportancesAndNoContributions() {
        CatBoostModel bare = load(SMALL.replaceAll("\"leaf_weights\": [^]]*],", ""));
        assertThat(bare.gainImportance()).isEmpty();
        assertThat(bare.splitImportance()).hasSize(2);
        assertThatThrownBy(() -> bare.contributions(new double[2], new double[3]))
                .isInstanceOf(ForecastException.class)
                .hasMessageContainingAll("cannot explain", "'leaf_weights'");
    }

    @Test
    void contributionsAreThoseOfTheDefinition() {
        for (int seed = 0; seed < 60; seed++) {
            CatBoostModels models = new CatBoostModels(seed);
            models.features = 1 + seed % 4;
            models.trees = 3;
            models.mostBorders = 3;
            models.outputs = 1 + seed % 2;
            models.loss = "MultiRMSE";
            models.scale = "-0.5";
            models.bias = models.outputs == 1 ? "3" : "3,4";
            byte[] bytes = models.bytes();
            CatBoostModel explained = CatBoost.load(bytes);
            CatBoostContent content = CatBoostReader.read(bytes);
            double[] found = new double[models.outputs * (models.features + 1)];
            for (double[] row : models.rows(20)) {
                explained.contributions(row, found);
                double[] expected = new ShapleyDefinition(content, row).contributions();
                for (int i = 0; i < expected.length; i++) {
                    assertThat(found[i]).as("seed %s, value %s", seed, i).isEqualTo(expected[i], within(1e-7));
                }
                double[] results = new double[models.outputs];
                explained.raw(row, results, 0);
                for (int k = 0; k < results.length; k++) {
                    double sum = 0;
                    for (int i = 0; i <= models.features; i++) {
                        sum += found[k * (models.features + 1) + i];
                    }
                    assertThat(sum).as("seed %s, sum", seed).isEqualTo(results[k], within(1e-7));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RMSE",
                "Logloss",
                "CrossEntropy",
                "Poisson",
                "Tweedie",
                "YetiRank",
                "MultiClass",
                "MultiRMSE",
                "MultiClassOneVsAll",
                "MultiLogloss"
            })
    void answersAreThoseOfTheLossFunction(String loss) {
        CatBoostModels models = new CatBoostModels(5);
        models.outputs = loss.startsWith("Multi") ? 3 : 1;
        models.loss = loss;
        models.trees = 5;
        models.scale = "0.001";
        CatBoostModel trained = CatBoost.load(models.bytes());
        double[][] rows = models.rows(100);
        double[] all = new double[rows.length * models.outputs];
        trained.predictAll(rows, all);
        double[] raw = new double[models.outputs];
        double[] found = new double[models.outputs];
        for (int i = 0; i < rows.length; i++) {
            trained.raw(rows[i], raw, 0);
            trained.predict(rows[i], found, 0);
            double total = 0;
            for (double each : raw) {
                total += Math.exp(each);
            }
            for (int k = 0; k < raw.length; k++) {
                double expected =
                        switch (loss) {
                            case "Logloss", "CrossEntropy", "MultiClassOneVsAll", "MultiLogloss" ->
                                1 / (1 + Math.exp(-raw[k]));
                            case "Poisson", "Tweedie" -> Math.exp(raw[k]);
                            case "MultiClass" -> Math.exp(raw[k]) / total;
                            default -> raw[k];
                        };
                assertThat(found[k]).isEqualTo(expected, within(1e-13 * Math.abs(expected)));
                assertThat(all[i * raw.length + k]).isEqualTo(found[k]);
            }
            if (raw.length == 1) {
                assertThat(trained.predict(rows[i])).isEqualTo(found[0]).isEqualTo(trained.answer(raw[0]));
            }
        }
    }

    @Test
    void answersAreTheSameWhenTheTreesAreCompiled() {
        CatBoostModels models = new CatBoostModels(9);
        CatBoostModel trained = CatBoost.load(models.bytes());
        double[][] rows = models.rows(500);
        double[] before = new double[rows.length];
        trained.predictAll(rows, before);
        trained.compile();
        double[] after = new double[rows.length];
        trained.predictAll(rows, after);
        assertThat(after).containsExactly(before);
    }

    @Test
    void wrongShapesAreRefused() {
        assertThatThrownBy(() -> model.predict(new double[5])).hasMessageContaining("expected a row of 2 values");
        assertThatThrownBy(() -> model.predict(new double[2], new double[1], 1))
                .hasMessageContaining("expected room for 1 outputs from 1 on");
        assertThatThrownBy(() -> model.predictAll(new double[3][2], new double[2]))
                .hasMessageContaining("expected room for 3 outputs");
        assertThatThrownBy(() -> model.contributions(new double[2], new double[2]))
                .hasMessageContaining("expected room for 3 contributions");
        CatBoostModels models = new CatBoostModels(1);
        models.outputs = 2;
        models.loss = "MultiRMSE";
        CatBoostModel several = CatBoost.load(models.bytes());
        assertThatThrownBy(() -> several.predict(new double[5])).hasMessageContaining("has 2 outputs");
    }

    @Test
    void aPredictorForecastsAndIsSavedWithEqualAnswers(@TempDir Path folder) {
        CatBoostModels models = new CatBoostModels(3);
        models.scale = "0.001";
        CatBoostModel trained = CatBoost.load(models.bytes());
        try (Predictor predictor = CatBoost.predictor(trained, lags(5), Target.level("y"), Strategy.RECURSIVE, 3)) {
            TimeSeries history = history();
            Forecast forecast = predictor.predict(history);
            Predictors.save(predictor, folder.resolve("saved"));
            assertThat(folder.resolve("saved")).isDirectoryContaining("glob:**.cbm.json");
            try (Predictor loaded = Predictors.load(folder.resolve("saved"))) {
                Forecast again = loaded.predict(history);
                for (int step = 1; step <= 3; step++) {
                    assertThat(again.point(step))
                            .isEqualTo(forecast.point(step))
                            .isFinite();
                }
            }
            double[] row = new double[5];
            for (int lag = 0; lag < 5; lag++) {
                row[lag] = history.value(59 - lag - 1, 0);
            }
            assertThat(forecast.point(1)).isEqualTo(trained.predict(row));
        }
    }

    @Test
    void directionsNeedClassesInTheirOrder() {
        String labels = "\"class_to_label\":[0,1,2],\"classes_count\":0,\"class_label_type\":\"String\"";
        assertThat(direction("").classes()).isEmpty();
        for (String names : List.of("[0,1,2]", "[-1,0,1]", "[\"-1.5\",\"0\",\"3\"]", "[\"DOWN\",\"FLAT\",\"UP\"]")) {
            CatBoostModel ordered = direction("{\"class_names\":" + names + "," + labels + "}");
            try (Predictor predictor =
                    CatBoost.predictor(ordered, lags(5), Target.direction("y", 0.01), Strategy.DIRECT, 1)) {
                assertThat(predictor.predict(history()).probabilities(1)).hasSize(3);
            }
        }
        CatBoostModel sorted = direction("{\"class_names\":[\"BUY\",\"HOLD\",\"SELL\"]," + labels + "}");
        assertThat(sorted.classes()).containsExactly("BUY", "HOLD", "SELL");
        assertThatThrownBy(() -> CatBoost.predictor(sorted, lags(5), Target.direction("y", 0.01), Strategy.DIRECT, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("[BUY, HOLD, SELL]", "train with the labels 0, 1 and 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MultiRMSE", "MultiQuantile", "MultiClassOneVsAll", "MultiLogloss"})
    void directionsNeedProbabilitiesThatAddUpToOne(String loss) {
        CatBoostModels models = new CatBoostModels(11);
        models.outputs = 3;
        models.loss = loss;
        CatBoostModel other = CatBoost.load(models.bytes());
        assertThatThrownBy(() -> CatBoost.predictor(other, lags(5), Target.direction("y", 0.01), Strategy.DIRECT, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("direction(y,0.01)", "train with MultiClass");
    }

    private static CatBoostModel direction(String classes) {
        CatBoostModels models = new CatBoostModels(11);
        models.outputs = 3;
        models.loss = "MultiClass";
        models.classes = classes;
        return CatBoost.load(models.bytes());
    }

    private static FeaturePipeline lags(int count) {
        List<Feature> features = new ArrayList<>();
        for (int lag = 0; lag < count; lag++) {
            features.add(Features.named("x" + lag, Features.lag("y", lag + 1)));
        }
        return FeaturePipeline.of(features);
    }

    private static TimeSeries history() {
        TimeSeries.Builder rows = TimeSeries.builder("y").sampling(Sampling.fixed(Duration.ofHours(1)));
        for (int i = 0; i < 60; i++) {
            rows.add(Instant.ofEpochSecond(3_600L * i), 2 + Math.sin(0.4 * i));
        }
        return rows.build();
    }
}
