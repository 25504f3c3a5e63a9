package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.bytes;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.Predictors;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A predictor whose model was proven is proven again wherever it is loaded, whatever is written in its files. */
@EnabledOnOs(OS.LINUX)
class SavedProofTest {
    @TempDir
    private Path folder;

    private static Predictor proven(long memory) {
        return Onnx.load(
                bytes("linear"),
                options(SmallModels.linear())
                        .provenInChildProcess(Duration.ofSeconds(120), memory)
                        .build());
    }

    @Test
    void aSavedPredictorIsProvenAgainWithItsLimits() {
        long before = ProofProcess.starts();
        Path saved = folder.resolve("model");
        try (Predictor predictor = proven(600L << 20)) {
            Predictors.save(predictor, saved);
            assertThat(ProofProcess.starts() - before).isEqualTo(1);
            try (Predictor loaded = Predictors.load(saved)) {
                assertThat(ProofProcess.starts() - before)
                        .as("the verdict of this process is taken for the same limits")
                        .isEqualTo(1);
                assertThat(loaded.predict(series(1, 20))).isEqualTo(predictor.predict(series(1, 20)));
                assertThat(loaded.info()).isEqualTo(predictor.info());
            }
            ModelProof.forget();
            Predictors.load(saved).close();
            assertThat(ProofProcess.starts() - before).isEqualTo(2);
        }
    }

    @Test
    void aSnapshotOfAProvenPredictorIsOneOfTheSamePredictorUnproven() {
        try (Predictor proven = proven(512L << 20);
                Predictor plain =
                        Onnx.load(bytes("linear"), options(SmallModels.linear()).build())) {
            assertThat(plain.restore(proven.openSession(series(1, 20)).snapshot())
                            .forecast())
                    .isEqualTo(plain.predict(series(1, 20)));
        }
    }

    @Test
    void forgedOptionsAreRefused() {
        Files files = new Files();
        PredictorInfo info;
        try (Predictor predictor = proven(512L << 20)) {
            new OnnxFormat().write(predictor, files);
            info = predictor.info();
        }
        assertThat(files.options().path("provenInChildProcess"))
                .isEqualTo(SmallModels.json("{'milliseconds':120000,'memoryBytes':536870912}"));
        refused(info, files, proof -> proof.put("milliseconds", 600_001), "maxTime must be from PT1S to PT10M");
        refused(info, files, proof -> proof.put("milliseconds", Long.MIN_VALUE), "maxTime");
        refused(info, files, proof -> proof.put("memoryBytes", Long.MAX_VALUE), "maxMemoryBytes");
        refused(info, files, proof -> proof.put("memoryBytes", "much"), "'memoryBytes' should be an integer");
        refused(info, files, proof -> proof.put("verdicts", "/tmp"), "unknown key 'verdicts'");
        refused(info, files, proof -> proof.removeAll(), "'milliseconds'");
    }

    private static void refused(PredictorInfo info, Files files, Consumer<ObjectNode> forgery, String reason) {
        Files forged = new Files();
        forged.content.putAll(files.content);
        ObjectNode options = files.options();
        forgery.accept((ObjectNode) options.get("provenInChildProcess"));
        forged.text("options.json", options.toString());
        assertThatThrownBy(() -> new OnnxFormat().read(info, forged))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("options.json", reason);
    }

    /** An operator beyond those of forecasters is refused then, and others are safe without a proof. */
    @Test
    void aFileWithoutTheWishForAProofIsTakenAsOneThatWasNeverProven() {
        Files files = new Files();
        PredictorInfo info;
        byte[] model = bytes("hostile/batch-mix-binarizer");
        OnnxOptions.Builder options = options(SmallModels.hostile());
        try (Predictor predictor = Onnx.load(
                model,
                options.provenInChildProcess(Duration.ofSeconds(120), 512L << 20)
                        .build())) {
            new OnnxFormat().write(predictor, files);
            info = predictor.info();
        }
        files.text(
                "options.json", files.options().without("provenInChildProcess").toString());
        Throwable plain = catchThrowable(
                () -> Onnx.load(model, options(SmallModels.hostile()).build()).close());
        Throwable forged =
                catchThrowable(() -> new OnnxFormat().read(info, files).close());
        assertThat(forged == null).isEqualTo(plain == null);
    }

    @Test
    void limitsThatAreNoObjectAreRefused() {
        Files files = new Files();
        PredictorInfo info;
        try (Predictor predictor = proven(512L << 20)) {
            new OnnxFormat().write(predictor, files);
            info = predictor.info();
        }
        files.text(
                "options.json", files.options().putNull("provenInChildProcess").toString());
        assertThatThrownBy(() -> new OnnxFormat().read(info, files))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("provenInChildProcess");
    }

    /** The files of a saved predictor in memory, without hashes: who may forge a file may write its hash too. */
    private static final class Files implements ModelWriter, ModelReader {
        private final Map<String, byte[]> content = new HashMap<>();

        ObjectNode options() {
            return SmallModels.json(text("options.json"));
        }

        @Override
        public void bytes(String name, byte[] bytes) {
            content.put(name, bytes);
        }

        @Override
        public void text(String name, String text) {
            content.put(name, text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public byte[] bytes(String name) {
            return content.get(name);
        }

        @Override
        public String text(String name) {
            return new String(content.get(name), StandardCharsets.UTF_8);
        }

        @Override
        public void predictor(String name, Predictor predictor) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public Predictor predictor(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public FeatureRegistry features() {
            return FeatureRegistry.standard();
        }
    }
}
