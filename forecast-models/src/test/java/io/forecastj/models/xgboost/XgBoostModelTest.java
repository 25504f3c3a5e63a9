package io.forecastj.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withPrecision;

import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.regression.Strategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XgBoostModelTest {
    private static final Path FOLDER = XgBoostGoldenTest.FOLDER;

    private final XgBoostModel model = XgBoost.load(FOLDER.resolve("1.7.4/squarederror.json"));

    @Test
    void namesAndNumbersAreThoseOfTheFile() {
        assertThat(model.features()).containsExactly("f0", "f1", "f2", "f3", "f4", "f5");
        assertThat(model.outputs()).isEqualTo(1);
        assertThat(model.trees()).isEqualTo(6);
        assertThat(model.kind()).isEqualTo("xgboost");
        assertThat(model).hasToString("XGBoost model of 6 features, 6 trees, 1 outputs");
        assertThat(XgBoost.load(FOLDER.resolve("1.7.4/classforest.json")).trees())
                .isEqualTo(12);
    }

    @Test
    void importancesAreThoseOfXgBoost() {
        // get_score(importance_type="total_gain") and "weight" of XGBoost 1.7.4, which adds in floats
        double[] gains = {
            661.16015625,
            15.513235092163086,
            27.327131271362305,
            11.983415603637695,
            5.6589508056640625,
            9.467863082885742
        };
        double[] splits = {29, 15, 19, 10, 4, 7};
        for (int i = 0; i < 6; i++) {
            assertThat(model.gainImportance().get("f" + i)).isEqualTo(gains[i], withPrecision(1e-6 * gains[i]));
            assertThat(model.splitImportance().get("f" + i)).isEqualTo(splits[i]);
        }
        assertThat(model.gainImportance().keySet()).containsExactlyElementsOf(model.features());
    }

    @Test
    void splitsOfTreesOfSeveralOutputsCountOnce() {
        XgBoostModel vector = XgBoost.load(FOLDER.resolve("3.4.0/vector.json"));
        assertThat(vector.trees()).isEqualTo(3);
        double splits = vector.splitImportance().values().stream()
                .mapToDouble(count -> count)
                .sum();
        assertThat(splits).isEqualTo(20);
        assertThat(vector.gainImportance().values()).allMatch(gain -> gain >= 0).anyMatch(gain -> gain > 0);
        XgBoostModel before = XgBoost.load(FOLDER.resolve("2.0.3/vector.json"));
        assertThat(before.gainImportance()).isEmpty();
        assertThat(before.splitImportance().values()).anyMatch(count -> count > 0);
    }

    @Test
    void quantilesThatCrossAreSortedFromVersion34On() throws IOException {
        String text = Files.readString(FOLDER.resolve("3.4.0/quantiles.json"))
                .replaceFirst("\"base_score\":\"[^\"]*\"", "\"base_score\":\"[9E1,4E0,-3E1]\"");
        double[] answers = new double[3];
        load(text).predict(new double[6], answers, 0);
        assertThat(answers).isSorted();
        load(text.replace("\"version\":[3,4,0]", "\"version\":[3,3,0]")).predict(new double[6], answers, 0);
        assertThat(answers).isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static XgBoostModel load(String text) {
        return XgBoost.load(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void infinitiesAreOrdinaryValues() {
        for (int j = 0; j < 6; j++) {
            double[] infinite = new double[6];
            double[] large = new double[6];
            for (int sign = -1; sign <= 1; sign += 2) {
                infinite[j] = sign * Double.POSITIVE_INFINITY;
                large[j] = sign * 1e30;
                assertThat(model.predict(infinite)).isEqualTo(model.predict(large));
            }
        }
    }

    @Test
    void wrongShapesAreRefused() {
        assertThatThrownBy(() -> model.predict(new double[5])).hasMessageContaining("expected a row of 6 values");
        assertThatThrownBy(() -> model.predict(new double[6], new double[1], 1))
                .hasMessageContaining("expected room for 1 outputs from 1 on");
        assertThatThrownBy(() -> model.predictAll(new double[3][6], new double[2]))
                .hasMessageContaining("expected room for 3 outputs");
        XgBoostModel classes = XgBoost.load(FOLDER.resolve("1.7.4/softprob.json"));
        assertThatThrownBy(() -> classes.predict(new double[6])).hasMessageContaining("has 3 outputs");
    }

    @Test
    void categoriesThatCannotBeAreNamed() {
        XgBoostModel categorical = XgBoost.load(FOLDER.resolve("1.7.4/partition.json"));
        assertThat(categorical.flaw(new double[] {0, 0, 0, 0, 0, 2})).isEmpty();
        assertThat(categorical.flaw(new double[] {0, 0, 0, 0, 0, Double.NaN})).isEmpty();
        assertThat(categorical.flaw(new double[] {0, 0, 0, 0, 0, 2.5})).contains("'f5' is 2.5");
        assertThat(categorical.flaw(new double[] {0.5, 0, 0, 0, 0, -1})).contains("'f5' is -1.0");
        assertThat(categorical.flaw(new double[] {0, 0, 0, 0, 0, 1 << 24})).contains("from 0 to 16777215");
    }

    @Test
    void aPredictorForecastsAndIsSavedWithEqualAnswers(@TempDir Path folder) {
        List<Feature> features = new ArrayList<>();
        for (int lag = 0; lag < 6; lag++) {
            features.add(Features.named("f" + lag, Features.lag("y", lag + 1)));
        }
        TimeSeries.Builder rows = TimeSeries.builder("y").sampling(Sampling.fixed(Duration.ofHours(1)));
        for (int i = 0; i < 60; i++) {
            rows.add(Instant.ofEpochSecond(3_600L * i), Math.sin(0.4 * i));
        }
        TimeSeries history = rows.build();
        try (Predictor predictor =
                XgBoost.predictor(model, FeaturePipeline.of(features), Target.level("y"), Strategy.RECURSIVE, 3)) {
            Forecast forecast = predictor.predict(history);
            Predictors.save(predictor, folder.resolve("saved"));
            try (Predictor loaded = Predictors.load(folder.resolve("saved"))) {
                Forecast again = loaded.predict(history);
                for (int step = 1; step <= 3; step++) {
                    assertThat(again.point(step))
                            .isEqualTo(forecast.point(step))
                            .isFinite();
                }
            }
            double[] row = new double[6];
            for (int lag = 0; lag < 6; lag++) {
                row[lag] = history.value(59 - lag - 1, 0);
            }
            assertThat(forecast.point(1)).isEqualTo(model.predict(row));
        }
    }

    @Test
    void directionsNeedProbabilitiesThatAddUpToOne() {
        XgBoostModel quantiles = XgBoost.load(FOLDER.resolve("3.4.0/quantiles.json"));
        Feature[] features = quantiles.features().stream()
                .map(name -> Features.named(
                        name, Features.lag("y", 1 + quantiles.features().indexOf(name))))
                .toArray(Feature[]::new);
        assertThatThrownBy(() -> XgBoost.predictor(
                        quantiles, FeaturePipeline.of(features), Target.direction("y", 0.01), Strategy.DIRECT, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("direction(y,0.01)", "train with multi:softprob");
    }
}
