package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.ContextModels.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Presets find the tensors of an exported graph and describe its family. */
class OnnxPresetTest {
    @TempDir
    Path directory;

    private Path file(byte[] model) {
        try {
            return Files.write(directory.resolve("model.onnx"), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void chronosBoltForecastsAColumnFromItsPathAndName() {
        Path path = file(ContextModels.quantiles("length", 2_048, 9, 64, true));
        TimeSeries series = walk(1, 300, "load");
        try (Predictor predictor = OnnxPresets.chronosBolt(path)
                .column("load")
                .sampling(Sampling.hourly())
                .load()) {
            Forecast forecast = predictor.predict(series);
            double[][] expected = ContextModels.expected(ContextModels.context(series, "load", 2_048), 9, 64);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(forecast.horizon()).isEqualTo(64);
            assertThat(forecast.levels()).containsExactly(.1, .2, .3, .4, .5, .6, .7, .8, .9);
            double[] first = new double[9];
            for (int q = 0; q < 9; q++) {
                first[q] = expected[q][0];
            }
            java.util.Arrays.sort(first);
            assertThat(forecast.quantile(1, 0.9)).isCloseTo(first[8], within(1e-3));
            assertThat(predictor.info().name()).isEqualTo("chronos-bolt");
            assertThat(predictor.info().sampling()).isEqualTo(Sampling.hourly());
        }
    }

    @Test
    void tirexHasItsLevelsLast() {
        Path path = file(ContextModels.quantiles(96L, 96, 9, 32, false));
        TimeSeries series = walk(2, 300, "load");
        try (Predictor predictor =
                OnnxPresets.tirex(path).column("load").horizon(70).levels(0.5).load()) {
            double[][] expected = ContextModels.expected(ContextModels.context(series, "load", 96), 9, 32);
            double[] ofStep = new double[9];
            for (int q = 0; q < 9; q++) {
                ofStep[q] = expected[q][31];
            }
            java.util.Arrays.sort(ofStep);
            Forecast forecast = predictor.predict(series);
            assertThat(forecast.point(32)).isCloseTo(ofStep[4], within(1e-3));
            assertThat(forecast.horizon()).isEqualTo(70);
            assertThat(forecast.levels()).containsExactly(0.5);
            assertThat(predictor.info().parameters()).containsEntry("extension", "nan");
        }
    }

    @Test
    void tinyTimeMixerReadsChannelsAndForecastsOne() {
        Path path = file(ContextModels.channels(512, 2, 96));
        TimeSeries series = walk(3, 600, "wind", "load");
        try (Predictor predictor = OnnxPresets.tinyTimeMixer(path)
                .column("load")
                .channels("wind", "load")
                .horizon(24)
                .load()) {
            Forecast forecast = predictor.predict(series);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(forecast.horizon()).isEqualTo(24);
            assertThat(predictor.predict(series.tail(100)).status()).isEqualTo(ForecastStatus.DEGRADED);
            Predictors.save(predictor, directory.resolve("saved"));
            try (Predictor loaded = Predictors.load(directory.resolve("saved"))) {
                assertThat(loaded.predict(series)).isEqualTo(forecast);
            }
        }
        assertThatThrownBy(() -> OnnxPresets.tinyTimeMixer(path).column("load").load())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("should get 2 columns, found [load]")
                .hasMessageContaining(".channels(");
    }

    @Test
    void theContractOfAPresetIsASideFile() {
        Path path = file(ContextModels.quantiles(48L, 48, 9, 16, true));
        TimeSeries series = walk(4, 60, "y");
        try (Predictor preset = OnnxPresets.chronosBolt(path).column("y").load()) {
            OnnxPresets.chronosBolt(path).column("y").contract().writeSideFile(path);
            try (Predictor loaded = Onnx.load(path)) {
                assertThat(loaded.predict(series).points())
                        .isEqualTo(preset.predict(series).points());
            }
        }
    }

    @Test
    void aMaskOrGroupIdsAreFoundByTypeAndName() {
        Proto more = new Proto()
                .message(11, OnnxModels.value("attention_mask", OnnxModels.FLOAT, "batch", 48L))
                .message(11, OnnxModels.value("group_ids", OnnxModels.INT64, "batch"));
        Path path = file(ContextModels.quantiles(48L, 48, 9, 16, true, more));
        String json = OnnxPresets.chronosBolt(path).column("y").contract().toJson();
        assertThat(json).contains("\"attentionMask\"").contains("\"groupIds\"");
        try (Predictor predictor = OnnxPresets.chronosBolt(path).column("y").load()) {
            assertThat(predictor.predict(walk(5, 50, "y")).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void furtherInputsThatAreNeitherByNameAreRefused() {
        // numbers of frequencies are not groups, and a mask of the padding says the opposite of an attention mask
        for (Proto input : new Proto[] {
            OnnxModels.value("freq_token", OnnxModels.INT64, "batch"),
            OnnxModels.value("padding_mask", OnnxModels.FLOAT, "batch", 48L),
            OnnxModels.value("padded", 9, "batch", 48L)
        }) {
            Path path = file(ContextModels.quantiles(48L, 48, 9, 16, true, new Proto().message(11, input)));
            assertThatThrownBy(() -> OnnxPresets.chronosBolt(path).column("y").load())
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("found the further input")
                    .hasMessageContaining("describe the model by an OnnxContract");
        }
    }

    @Test
    void sizesThatNoContextHasAreRefused() {
        for (long rows : new long[] {1_000_001, 0}) {
            Path path = file(ContextModels.quantiles(rows, 48, 9, 16, true));
            assertThatThrownBy(() -> OnnxPresets.chronosBolt(path).column("y").contract())
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("found " + rows + " in context");
        }
    }

    @Test
    void severalTensorsOfOneFormAreNamedWithTheWayToChoose() {
        Proto more = new Proto().message(11, OnnxModels.value("other", OnnxModels.FLOAT, "batch", 48L));
        Path path = file(ContextModels.quantiles(48L, 48, 9, 16, true, more));
        assertThatThrownBy(() -> OnnxPresets.chronosBolt(path).column("y").load())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("expected one input of the form [batch, context]")
                .hasMessageContaining("found 2 of that form")
                .hasMessageContaining("other FLOAT")
                .hasMessageContaining(".input(\"...\")");
        assertThatThrownBy(() -> OnnxPresets.chronosBolt(path)
                        .column("y")
                        .input("nowhere")
                        .load())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("none with the name 'nowhere'");
        assertThatThrownBy(() -> OnnxPresets.chronosBolt(path)
                        .column("y")
                        .input("context")
                        .load())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("found the further input other");
        assertThatThrownBy(() -> OnnxPresets.tinyTimeMixer(path).column("y").load())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("[batch, context, channels]");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Path path = file(ContextModels.quantiles(48L, 48, 9, 16, true));
        assertThatThrownBy(() -> OnnxPresets.chronosBolt(path).load())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".column(");
        assertThatThrownBy(() ->
                        OnnxPresets.chronosBolt(path).column("y").context(96).load())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fixes the context to 48 values, found 96");
        assertThatThrownBy(() -> OnnxPresets.chronosBolt(path)
                        .column("y")
                        .channels("a", "b")
                        .load())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found [a, b]");
        assertThatThrownBy(() -> OnnxPresets.chronosBolt(path)
                        .column("y")
                        .levels(0.9, 0.1)
                        .load())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'forecastLevels'");
        assertThatThrownBy(() -> OnnxPresets.tirex(path).horizon(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
