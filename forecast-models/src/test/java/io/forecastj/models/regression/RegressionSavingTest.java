package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.features.Kernel;
import io.forecastj.models.Bars;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.saving.SavedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RegressionSavingTest {
    private final TimeSeries bars = Bars.random(12, 600);

    @TempDir
    private Path folder;

    private Predictor fit(Strategy strategy) {
        return Regression.forecaster()
                .regressor(Linear.regressor(0.1))
                .features(Bars.FEATURES.plus(
                        Features.standardScale(Features.price().returns("close", 3))))
                .target(Target.logReturn("close"))
                .horizon(3)
                .strategy(strategy)
                .validationRows(10)
                .build()
                .fit(bars);
    }

    @ParameterizedTest
    @EnumSource
    void aLoadedPredictorIsTheSavedOneBitForBit(Strategy strategy) throws IOException {
        Predictor predictor = fit(strategy);
        Path model = folder.resolve("model");
        Predictors.save(predictor, model);
        Predictor loaded = Predictors.load(model);
        assertThat(loaded.info()).isEqualTo(predictor.info());
        for (int rows = predictor.info().requiredHistory(); rows <= bars.length(); rows += 17) {
            assertThat(loaded.predict(bars.head(rows))).isEqualTo(predictor.predict(bars.head(rows)));
        }
        assertThat(SavedFiles.all(model)).hasSize(4 + (strategy == Strategy.DIRECT ? 3 : 1));
    }

    @Test
    void knownColumnsAttributesAndOddNamesComeBack() {
        String y = "level(y), 24";
        TimeSeries.Builder series = TimeSeries.builder("price", y).attribute("size", 3);
        for (int i = 0; i < 60; i++) {
            series.add(i * 60_000L, i % 5, i % 7 + 0.1);
        }
        TimeSeries all = series.build();
        Predictor predictor = Regression.forecaster()
                .name("odd")
                .regressor(Linear.regressor(0.1))
                .features(FeaturePipeline.of(Features.column(y), Features.lag("price", 2)))
                .knownFuture("price")
                .staticAttributes("size")
                .target(Target.difference(y, 7))
                .horizon(4)
                .build()
                .fit(all);
        Path model = folder.resolve("model");
        Predictors.save(predictor, model);
        Predictor loaded = Predictors.load(model);
        assertThat(loaded.info()).isEqualTo(predictor.info());
        assertThat(loaded.predict(all.head(50), all.slice(50, 54)))
                .isEqualTo(predictor.predict(all.head(50), all.slice(50, 54)));
    }

    /** Number of rows since the value last fell. */
    private static Feature streak(Feature x) {
        return Features.custom("streak", List.of(x), new double[0], 0, in -> new Kernel(2) {
            @Override
            public void update(double[] row, double[] out, int at) {
                double value = row[in[0]];
                state[0] = value >= state[1] ? state[0] + 1 : 0;
                state[1] = value;
                out[at] = state[0];
            }
        });
    }

    @Test
    void featuresOfTheUserComeFromTheRegistryGivenToLoad() {
        Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(FeaturePipeline.of(streak(Features.column("close"))))
                .target(Target.logReturn("close"))
                .horizon(3)
                .build()
                .fit(bars);
        Path model = folder.resolve("model");
        Predictors.save(predictor, model);
        FeatureRegistry registry =
                FeatureRegistry.standard().with("streak", (inputs, arguments) -> streak(inputs.get(0)));
        assertThat(Predictors.load(model, registry).predict(bars)).isEqualTo(predictor.predict(bars));
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("'streak'");
    }

    @Test
    void anotherPipelineThanThatOfTheTrainingIsRefused() throws IOException {
        Path model = folder.resolve("model");
        Predictors.save(fit(Strategy.DIRECT), model);
        SavedFiles.forge(model, "pipeline.json", "zscore\\(close,20\\)", "zscore(close,21)");
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("schema hash");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regression.json | \"DIRECT\"        | \"RECURSIVE\"      | 1 models, found 3",
                "regression.json | \"DIRECT\"        | \"DIRECT_SHARED\"  | does not fit",
                "regression.json | \"DIRECT\"        | \"GUESS\"          | GUESS",
                "regression.json | logReturn.close.  | logReturn(open)    | does not fit",
                "regression.json | logReturn.close.  | magic(close)       | magic(close)",
                "regression.json | model-2.json      | ../model-2.json    | ../model-2.json",
                "regression.json | model-2.json      | model-9.json       | model-9.json",
                "regression.json | \"ridge\"         | \"crystal ball\"   | known are [",
                "regression.json | \\{               | [                  | not valid JSON",
                "predictor.json  | \"horizon\" : 3   | \"horizon\" : 4    | 4 weights of the model",
                "predictor.json  | \"close\"         | \"clothes\"        | must be the same in the same order",
                // the first two are the target and the column of that role
                "predictor.json  | \"close\"((?s:.*?))\"close\" | \"clothes\"$1\"clothes\" | does not fit"
            })
    void whatDoesNotFitTogetherIsRefused(String file, String from, String to, String message) throws IOException {
        Path model = folder.resolve("model");
        Predictors.save(fit(Strategy.DIRECT), model);
        SavedFiles.forge(model, file, from, to);
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"intercept\":[^,]* | \"intercept\":\"big\"",
                "\"intercept\"       | \"other\"",
                "\"means\":.[^,]*,   | \"means\":[",
                "\"weights\":.[^,]*  | \"weights\":[null",
                "\"features\":.[^,]* | \"features\":[7",
                "\"features\":.[^,]*,| \"features\":["
            })
    void aMalformedModelIsRefused(String from, String to) throws IOException {
        Path model = folder.resolve("model");
        Predictors.save(fit(Strategy.RECURSIVE), model);
        SavedFiles.forge(model, "model-1.json", from, to);
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("ridge regression");
    }

    @Test
    void aModelWithoutAFormatIsNamedBeforeAnythingIsReplaced() throws IOException {
        Path model = folder.resolve("model");
        Predictors.save(fit(Strategy.RECURSIVE), model);
        byte[] before = Files.readAllBytes(model.resolve("SHA256SUMS"));
        Predictor unknown = Regression.forecaster()
                .regressor(new RecordingRegressor())
                .features(FeaturePipeline.of(Features.column("close")))
                .target(Target.level("close"))
                .horizon(1)
                .build()
                .fit(List.of(bars));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictors.save(unknown, model))
                .withMessageContaining("'recording'")
                .withMessageContaining("ridge, xgboost]")
                .withMessageContaining("META-INF/services/io.forecastj.models.regression.RegressionModelFormat");
        assertThat(model.resolve("SHA256SUMS")).hasBinaryContent(before);
    }
}
