package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ForecastException;
import io.forecastj.ModelIntegrityException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract written in Java means the same as one written by an exporter. */
class ContractBuilderTest {
    @TempDir
    Path directory;

    private static OnnxContract.Builder linear() {
        return OnnxContract.forecasting(SmallModels.PIPELINE, Target.difference("y", 1), SmallModels.STEPS)
                .lookback(SmallModels.LOOKBACK)
                .input(OnnxInput.past("x", "btf"))
                .output(OnnxOutput.point("y"));
    }

    private static Predictor load(OnnxContract contract) {
        return Onnx.load(
                SmallModels.bytes("linear"),
                OnnxOptions.builder().contract(contract).build());
    }

    @Test
    void theModelForecastsAsWithTheContractOfAnExporter() {
        TimeSeries series = SmallModels.series(1, 30);
        try (Predictor built = load(linear().build());
                Predictor written = Onnx.load(
                        SmallModels.bytes("linear"),
                        OnnxOptions.builder()
                                .contract(SmallModels.linear().toString())
                                .build())) {
            assertThat(built.predict(series).points())
                    .isEqualTo(written.predict(series).points());
            assertThat(built.info()).isEqualTo(written.info());
        }
    }

    @Test
    void aContractIsChangedInOnePartAndStaysAsItWas() {
        OnnxContract contract = linear().name("mine").seed(3).build();
        OnnxContract same = contract.toBuilder(FeatureRegistry.standard()).build();
        OnnxContract other =
                contract.toBuilder(FeatureRegistry.standard()).name("yours").build();
        assertThat(same).isEqualTo(contract);
        assertThat(other).isEqualTo(linear().name("yours").seed(3).build());
        assertThat(contract).isEqualTo(linear().name("mine").seed(3).build());
    }

    @Test
    void aSideFileCarriesTheContractAndTheHashOfTheModel() throws IOException {
        Path model = Files.write(directory.resolve("m.onnx"), SmallModels.bytes("linear"));
        Path side = linear().name("mine").build().writeSideFile(model);
        assertThat(side).isEqualTo(directory.resolve("m.onnx.json"));
        try (Predictor loaded = Onnx.load(model)) {
            assertThat(loaded.info().name()).isEqualTo("mine");
        }
        assertThatThrownBy(() -> linear().build().writeSideFile(model))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("m.onnx.json exists already");
        Files.write(model, SmallModels.bytes("dropout"));
        assertThatThrownBy(() -> Onnx.load(model)).isInstanceOf(ModelIntegrityException.class);
    }

    @Test
    void aScalerOfScikitLearnScalesAsItDoesThere() {
        double[] mean = {10, 0.5, -3};
        double[] deviation = {4, 2, 0};
        TimeSeries series = SmallModels.series(1, 30);
        FeaturePipeline scaled = FeaturePipeline.of(
                Features.transforms().affine("y", mean[0], deviation[0]),
                Features.transforms().affine(Features.difference("y", 1), mean[1], deviation[1]),
                Features.transforms().affine("x", mean[2], 1));
        OnnxContract byFeatures = OnnxContract.forecasting(scaled, Target.difference("y", 1), SmallModels.STEPS)
                .lookback(SmallModels.LOOKBACK)
                .input(OnnxInput.past("x", "btf"))
                .output(OnnxOutput.point("y").scaling(1, 2))
                .build();
        OnnxContract byScaler = OnnxContract.forecasting(
                        SmallModels.PIPELINE, Target.difference("y", 1), SmallModels.STEPS)
                .lookback(SmallModels.LOOKBACK)
                .input(OnnxInput.past("x", "btf").scaling(OnnxScaling.standard(mean, deviation)))
                .output(OnnxOutput.point("y").scaling(1, 2))
                .build();
        double[] max = {14, 2.5, -3};
        OnnxContract byRange = OnnxContract.forecasting(
                        SmallModels.PIPELINE, Target.difference("y", 1), SmallModels.STEPS)
                .lookback(SmallModels.LOOKBACK)
                .input(OnnxInput.past("x", "btf").scaling(OnnxScaling.minMax(mean, max)))
                .output(OnnxOutput.point("y").scaling(1, 2))
                .build();
        try (Predictor features = load(byFeatures);
                Predictor scaler = load(byScaler);
                Predictor range = load(byRange);
                Predictor plain = load(linear().build())) {
            double[] expected = features.predict(series).points();
            assertThat(scaler.predict(series).points()).isEqualTo(expected);
            assertThat(range.predict(series).points()).isEqualTo(expected);
            assertThat(plain.predict(series).points()).isNotEqualTo(expected);
        }
    }

    @Test
    void theSpacingAndSpanOfTheTrainingAreKeptAndSaved() {
        Sampling weekdays = Sampling.weekdays();
        OnnxContract contract = linear().sampling(weekdays)
                .trained(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-01-01T00:00:00Z"))
                .producer("trainer 3")
                .build();
        try (Predictor predictor = load(contract)) {
            assertThat(predictor.info().sampling()).isEqualTo(weekdays);
            assertThat(predictor.info().trainedTo()).isEqualTo(Instant.parse("2021-01-01T00:00:00Z"));
            Predictors.save(predictor, directory.resolve("saved"));
        }
        try (Predictor loaded = Predictors.load(directory.resolve("saved"))) {
            assertThat(loaded.info().sampling()).isEqualTo(weekdays);
        }
    }

    @Test
    void everySamplingIsReadAsItWasGiven() {
        for (Sampling sampling : List.of(
                new Sampling.Fixed(Duration.ofMinutes(5)),
                Sampling.weekdays(),
                new Sampling.Days(7, java.time.ZoneId.of("Europe/Berlin")),
                new Sampling.Calendar(3, 31, java.time.ZoneOffset.UTC))) {
            try (Predictor predictor = load(linear().sampling(sampling).build())) {
                assertThat(predictor.info().sampling()).isEqualTo(sampling);
            }
        }
    }

    @Test
    void allInputsAndOutputsCanBeDescribed() {
        OnnxContract contract = OnnxContract.forecasting(SmallModels.PIPELINE, Target.level("y"), 3)
                .lookback(8)
                .steps(1, 3)
                .input(OnnxInput.past("past", "tbf").scaling(OnnxScaling.window(new int[] {0, 1}, new int[] {2})))
                .input(OnnxInput.knownFuture(
                                "future",
                                List.of("promotion"),
                                List.of(Features.calendar().dayOfWeek()))
                        .layout("tbf")
                        .scaling(OnnxScaling.affine(new double[] {0, 3}, new double[] {1, 2})))
                .input(OnnxInput.attributes("fixed", "size"))
                .input(OnnxInput.state("h0", "lbu"))
                .input(OnnxInput.mask("mask", 0.25, 4, 8))
                .output(OnnxOutput.point("mean").layout("sb"))
                .output(OnnxOutput.quantiles("range", "bsq", 0.1, 0.9).scaling(1, 2))
                .build();
        Contract read = ContractReader.read(
                ContractSource.parse(contract.toJson(), "test"),
                io.forecastj.features.FeatureRegistry.standard(),
                "test");
        assertThat(read.steps()).containsExactly(1, 3);
        assertThat(read.futureColumns()).containsExactly("promotion");
        assertThat(read.calendar().columns()).hasSize(1);
        assertThat(read.attributeNames()).containsExactly("size");
        assertThat(read.states()).containsExactly(new InputSpec.State("h0", "lbu"));
        assertThat(read.masks()).containsExactly(new InputSpec.Mask("mask", List.of(4, 8), 0.25));
        assertThat(read.outputs()).hasSize(2);
    }

    @Test
    void classesAndPatternsCanBeDescribed() {
        for (OnnxOutput output :
                List.of(OnnxOutput.logits("z", "DOWN", "UP"), OnnxOutput.probabilities("z", "DOWN", "UP"))) {
            assertThat(OnnxContract.forecasting(SmallModels.PIPELINE, Target.direction("y", 0), 1)
                            .input(OnnxInput.past("x", "bf"))
                            .output(output)
                            .build()
                            .toJson())
                    .contains("\"classes\"");
        }
        for (OnnxOutput output : List.of(OnnxOutput.patternLogits("z", "doji"), OnnxOutput.patterns("z", "doji"))) {
            assertThat(OnnxContract.patterns(SmallModels.PIPELINE)
                            .lookback(5)
                            .input(OnnxInput.past("x", "btf"))
                            .output(output)
                            .build()
                            .toJson())
                    .contains("\"kind\" : \"patterns\"");
        }
    }

    @Test
    void whatLoadingWouldRefuseIsRefusedWhenItIsWritten() {
        OnnxContract.Builder twoWindows = linear().input(OnnxInput.past("z", "btf"));
        assertThatThrownBy(twoWindows::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kind");
        OnnxContract.Builder wrongScaler = OnnxContract.forecasting(SmallModels.PIPELINE, Target.level("y"), 1)
                .input(OnnxInput.past("x", "btf")
                        .scaling(OnnxScaling.standard(new double[] {1, 2}, new double[] {1, 2})))
                .output(OnnxOutput.point("y"));
        assertThatThrownBy(wrongScaler::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a list of 3 numbers, one for each column");
        assertThatThrownBy(() -> linear().lookback(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lookback");
        OnnxContract.Builder nowhere = linear().output(OnnxOutput.point("z").scaling(Double.NaN, 1));
        assertThatThrownBy(nowhere::build).isInstanceOf(IllegalArgumentException.class);
        FeaturePipeline unfitted = FeaturePipeline.of(Features.transforms().standardScale("y"));
        assertThatThrownBy(() -> OnnxContract.patterns(unfitted))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pipeline.fit(trainingSeries)");
        assertThatThrownBy(() -> OnnxScaling.minMax(new double[1], new double[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OnnxScaling.minMax(new double[] {0, 5}, new double[] {1, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("min must be at most max, found 5.0 and 3.0 in column 1");
        for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> OnnxScaling.affine(new double[2], new double[] {1, scale}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the scale of column 1 must be positive and finite");
        }
        assertThatThrownBy(() -> OnnxScaling.standard(new double[] {Double.NaN}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the offset of column 0 must be finite");
        assertThatThrownBy(() -> OnnxScaling.standard(new double[] {0}, new double[] {-2}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
