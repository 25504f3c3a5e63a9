package io.forecastj.models.onnx;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.testkit.PredictorContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Predictors of the presets keep the promises of a predictor. */
class ContextContractTest {
    private abstract static class Preset extends PredictorContract {
        @TempDir
        Path files;

        abstract OnnxPreset preset(Path file);

        abstract byte[] model();

        private Path file(byte[] model) {
            try {
                return Files.write(files.resolve("model-" + model.length + ".onnx"), model);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected Predictor fit() {
            return preset(file(model())).column("load").load();
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(OnnxPresets.chronosBolt(file(ContextModels.quantiles(16L, 16, 9, 4, true)))
                    .column("load")
                    .load());
        }

        @Override
        protected TimeSeries series() {
            return ContextModels.walk(9, 120, "load");
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    @Nested
    class ChronosBolt extends Preset {
        @Override
        OnnxPreset preset(Path file) {
            return OnnxPresets.chronosBolt(file).horizon(11);
        }

        @Override
        byte[] model() {
            return ContextModels.quantiles(32L, 32, 9, 8, true);
        }
    }

    @Nested
    class Tirex extends Preset {
        @Override
        OnnxPreset preset(Path file) {
            return OnnxPresets.tirex(file).context(48).horizon(9).extendByMedian();
        }

        @Override
        byte[] model() {
            return ContextModels.quantiles("length", 48, 9, 4, false);
        }
    }

    @Nested
    class TinyTimeMixer extends Preset {
        @Override
        OnnxPreset preset(Path file) {
            return OnnxPresets.tinyTimeMixer(file).horizon(10);
        }

        @Override
        byte[] model() {
            return ContextModels.channels(24, 1, 6);
        }
    }
}
