package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.bytes;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.path;
import static io.forecastj.models.onnx.SmallModels.series;
import static io.forecastj.models.onnx.SmallModels.times;
import static io.forecastj.models.onnx.SmallModels.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Forecast;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples of dropout masks and members of ensembles become means and quantiles. */
class UncertaintyTest {
    private static final TimeSeries HISTORY = series(2, 30);
    private static final double LAST = HISTORY.value(29, "y");

    private static OnnxOptions samples(int count, long seed) {
        return options(SmallModels.dropout())
                .samples(count, seed)
                .levels(0.1, 0.5, 0.9)
                .build();
    }

    @Test
    void withoutSamplesMasksAreOnes() {
        try (Predictor predictor =
                Onnx.load(bytes("dropout"), options(SmallModels.dropout()).build())) {
            double[] changes = times(times(window(HISTORY), 5, 0), 2, 1);
            Forecast forecast = predictor.predict(HISTORY);
            assertThat(forecast.point(1)).isCloseTo(LAST + changes[0], within(1e-4));
            assertThat(forecast.levels()).isEmpty();
        }
    }

    @Test
    void samplesAreThoseOfTheMasksOfTheSeed() {
        double[][] masks = Masks.draw(List.of(new InputSpec.Mask("mask", List.of(5), 0.4)), 50, 9);
        double[] hidden = times(window(HISTORY), 5, 0);
        double[] draws = new double[50];
        for (int sample = 0; sample < 50; sample++) {
            double[] dropped = new double[5];
            for (int i = 0; i < 5; i++) {
                dropped[i] = hidden[i] * masks[0][sample * 5 + i];
            }
            draws[sample] = times(dropped, 2, 1)[0];
        }
        Arrays.sort(draws);
        try (Predictor predictor = Onnx.load(bytes("dropout"), samples(50, 9))) {
            Forecast forecast = predictor.predict(HISTORY);
            assertThat(forecast.point(1))
                    .isCloseTo(LAST + Arrays.stream(draws).average().orElseThrow(), within(1e-4));
            // the quantiles at 0.1 and 0.9 lie between the 5th and 6th and the 45th and 46th of 50
            assertThat(forecast.quantile(1, 0.1))
                    .isCloseTo(LAST + draws[4] + 0.9 * (draws[5] - draws[4]), within(1e-4));
            assertThat(forecast.quantile(1, 0.9))
                    .isCloseTo(LAST + draws[44] + 0.1 * (draws[45] - draws[44]), within(1e-4));
            assertThat(forecast.interval(2, 0.8).lower())
                    .isLessThan(forecast.interval(2, 0.8).upper());
            assertThat(predictor.info().seed()).isEqualTo(9);
            assertThat(predictor.info().parameters())
                    .containsEntry("samples", "50")
                    .containsEntry("quantiles", "[0.1, 0.5, 0.9]");
        }
    }

    @Test
    void masksDropAtTheirRateAndKeepTheMean() {
        double[] drawn = Masks.draw(List.of(new InputSpec.Mask("m", List.of(100, 10), 0.25)), 100, 3)[0];
        assertThat(drawn).hasSize(100_000).containsOnly(0, 1 / 0.75);
        assertThat(Arrays.stream(drawn).average().orElseThrow()).isCloseTo(1, within(0.01));
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        try (Predictor one = Onnx.load(bytes("dropout"), samples(20, 4));
                Predictor same = Onnx.load(bytes("dropout"), samples(20, 4));
                Predictor other = Onnx.load(bytes("dropout"), samples(20, 5))) {
            assertThat(same.predict(HISTORY)).isEqualTo(one.predict(HISTORY));
            assertThat(other.predict(HISTORY).points())
                    .isNotEqualTo(one.predict(HISTORY).points());
        }
    }

    @Test
    void theMembersOfAnEnsembleDropDifferentUnits() {
        try (Predictor both = Onnx.ensemble(List.of(path("dropout"), path("dropout")), samples(20, 4));
                Predictor one = Onnx.load(bytes("dropout"), samples(20, 4));
                Predictor other = Onnx.load(bytes("dropout"), samples(20, 5))) {
            double mean =
                    (one.predict(HISTORY).point(1) + other.predict(HISTORY).point(1)) / 2;
            assertThat(both.predict(HISTORY).point(1)).isCloseTo(mean, within(1e-9));
        }
    }

    @Test
    void samplesWithoutAMaskAreRefused() {
        assertThatThrownBy(() -> Onnx.load(
                        bytes("linear"),
                        options(SmallModels.linear()).samples(10, 1).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("10 samples")
                .hasMessageContaining("'mask'")
                .hasMessageContaining("[x]");
    }

    @Test
    void anEnsembleIsTheMeanOfItsMembersAndTheirQuantiles() {
        OnnxOptions options = options(SmallModels.linear()).levels(0.25, 0.5).build();
        double a = times(window(HISTORY), 2, 0)[1];
        double b = times(window(HISTORY), 2, 4)[1];
        try (Predictor predictor = Onnx.ensemble(List.of(path("linear"), path("linear-member")), options)) {
            Forecast forecast = predictor.predict(HISTORY);
            assertThat(forecast.point(2)).isCloseTo(LAST + (a + b) / 2, within(1e-4));
            assertThat(forecast.quantile(2, 0.25)).isCloseTo(LAST + Math.min(a, b) + Math.abs(a - b) / 4, within(1e-4));
            assertThat(predictor.info().parameters()).containsEntry("members", "2");
            List<TimeSeries> histories = List.of(HISTORY, series(3, 20), series(4, 25));
            assertThat(predictor.predictAll(histories))
                    .isEqualTo(histories.stream().map(predictor::predict).toList());
        }
    }

    @Test
    void anEnsembleOfSampledMembersIsSavedAndLoaded(@TempDir Path directory) {
        try (Predictor predictor = Onnx.ensemble(List.of(path("dropout"), path("dropout")), samples(10, 2))) {
            Predictors.save(predictor, directory.resolve("model"));
            assertThat(directory.resolve("model")).isDirectoryContaining(file -> file.endsWith("model-2.onnx"));
            try (Predictor loaded = Predictors.load(directory.resolve("model"))) {
                assertThat(loaded.predict(HISTORY)).isEqualTo(predictor.predict(HISTORY));
            }
        }
    }

    @Test
    void membersMayDifferInWhereTheyComeFromAlone(@TempDir Path directory) throws Exception {
        ObjectNode contract = SmallModels.linear();
        write(directory, "a", contract.put("trainedTo", "2020-01-01T00:00:00Z").put("seed", 1));
        write(directory, "b", contract.put("trainedTo", "2021-01-01T00:00:00Z").put("seed", 2));
        write(directory, "c", contract.put("lookback", 5));
        List<Path> paths = List.of(directory.resolve("a.onnx"), directory.resolve("b.onnx"));
        try (Predictor predictor = Onnx.ensemble(paths)) {
            assertThat(predictor.info().trainedTo()).isEqualTo("2021-01-01T00:00:00Z");
        }
        assertThatThrownBy(() -> Onnx.ensemble(List.of(directory.resolve("a.onnx"), directory.resolve("c.onnx"))))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("c.onnx")
                .hasMessageContaining("a.onnx")
                .hasMessageContaining("'lookback'");
    }

    private static void write(Path directory, String name, ObjectNode contract) throws Exception {
        Files.write(directory.resolve(name + ".onnx"), bytes("linear"));
        Files.writeString(directory.resolve(name + ".onnx.json"), contract.toString());
    }

    @Test
    void anEnsembleNeedsMembersAndTakesNoSingleHash() {
        assertThatThrownBy(() -> Onnx.ensemble(List.of())).isInstanceOf(IllegalArgumentException.class);
        OnnxOptions hash = OnnxOptions.builder().sha256("0".repeat(64)).build();
        assertThatThrownBy(() -> Onnx.ensemble(List.of(path("linear")), hash))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("side file");
    }
}
