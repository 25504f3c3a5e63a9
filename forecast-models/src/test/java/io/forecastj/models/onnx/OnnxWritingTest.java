package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.bytes;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Baselines;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternRecognizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a loaded model is written with its contract, and what a contract notes of the training is shown. */
class OnnxWritingTest {
    private static final TimeSeries HISTORY = SmallModels.series(5, 30);

    @TempDir
    Path directory;

    private static Predictor linear(String name) {
        return Onnx.load(
                bytes("linear"), options(SmallModels.linear().put("name", name)).build());
    }

    @Test
    void aWrittenFileLoadsByItselfAndForecastsTheSame() throws IOException {
        Path file = directory.resolve("m.onnx");
        Path again = directory.resolve("again.onnx");
        try (Predictor predictor = linear("mine")) {
            Onnx.write(predictor, file);
            try (Predictor loaded = Onnx.load(file)) {
                assertThat(loaded.info()).isEqualTo(predictor.info());
                assertThat(loaded.predict(HISTORY).points())
                        .isEqualTo(predictor.predict(HISTORY).points());
                Onnx.write(loaded, again);
            }
            LoadedOnnx parts = LoadedOnnx.of(predictor);
            assertThat(parts.bytes()).isEqualTo(bytes("linear"));
            assertThat(ContractSource.parse(parts.contract().toJson(), "it"))
                    .isEqualTo(SmallModels.linear().put("name", "mine"));
        }
        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void aRecognizerIsWrittenToo() {
        Path file = directory.resolve("p.onnx");
        try (PatternRecognizer recognizer = Onnx.loadPatterns(
                bytes("patterns"), options(SmallModels.patterns()).build())) {
            Onnx.write(recognizer, file);
            try (PatternRecognizer loaded = Onnx.loadPatterns(file)) {
                assertThat(loaded.recognize(HISTORY).probabilities())
                        .isEqualTo(recognizer.recognize(HISTORY).probabilities());
            }
        }
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path file = Files.writeString(directory.resolve("m.onnx"), "mine");
        Path other = directory.resolve("n.onnx");
        Path side = Files.writeString(directory.resolve("n.onnx.json"), "{}");
        try (Predictor predictor = linear("x")) {
            assertThatThrownBy(() -> Onnx.write(predictor, file))
                    .isInstanceOf(ForecastException.class)
                    .hasMessageContaining("exists already and is not overwritten");
            assertThatThrownBy(() -> Onnx.write(predictor, other))
                    .isInstanceOf(ForecastException.class)
                    .hasMessageContaining(side + " exists already");
            assertThatThrownBy(() -> Onnx.write(predictor, directory.resolve("none/m.onnx")))
                    .isInstanceOf(ForecastException.class)
                    .hasMessageContaining("cannot write");
        }
        assertThat(file).hasContent("mine");
        assertThat(other).doesNotExist();
    }

    @Test
    void onlyAPredictorOfOneFileHasAFile() {
        Path file = directory.resolve("m.onnx");
        try (Predictor naive = Baselines.naive("y", 2).fit(HISTORY);
                Predictor two = Onnx.ensemble(
                        List.of(path("linear"), path("linear")),
                        options(SmallModels.linear()).build())) {
            assertThatThrownBy(() -> Onnx.write(naive, file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a predictor that was loaded by Onnx, found " + naive);
            assertThatThrownBy(() -> Onnx.write(two, file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("an ensemble of 2");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void metadataThatDiffersFromTheContractIsNotWritten() {
        // as after an edit of a saved contract, which is not compared with the metadata of its file
        byte[] bytes = withMetadata("forecastj.name", "\"theirs\"");
        OnnxFile file = OnnxFile.check(bytes, null, "it", OnnxLimits.DEFAULT);
        ObjectNode contract = SmallModels.linear().put("name", "mine");
        try (Predictor edited =
                OnnxLoading.predictor(List.of(new OnnxLoading.Read(file, contract, "it")), OnnxOptions.defaults())) {
            assertThatThrownBy(() -> Onnx.write(edited, directory.resolve("m.onnx")))
                    .isInstanceOf(ForecastException.class)
                    .hasMessageContaining("differ")
                    .hasMessageContaining("theirs");
        }
        assertThat(directory).isEmptyDirectory();
    }

    private static byte[] withMetadata(String key, String value) {
        byte[] model = bytes("linear");
        byte[] entry = new Proto().message(14, OnnxModels.property(key, value)).toBytes();
        byte[] all = Arrays.copyOf(model, model.length + entry.length);
        System.arraycopy(entry, 0, all, model.length, entry.length);
        return all;
    }

    @Test
    void whatIsNotedOfTheTrainingIsShown() {
        Path file = directory.resolve("m.onnx");
        OnnxContract contract = OnnxContract.forecasting(
                        SmallModels.PIPELINE, Target.difference("y", 1), SmallModels.STEPS)
                .lookback(SmallModels.LOOKBACK)
                .input(OnnxInput.past("x", "btf"))
                .output(OnnxOutput.point("y"))
                .seed(1L << 40)
                .training(Map.of("units", "64, 32", "epochs", 17, "learningRate", 1e-3f, "early", true))
                .build();
        try (Predictor predictor = Onnx.load(
                bytes("linear"), OnnxOptions.builder().contract(contract).build())) {
            Onnx.write(predictor, file);
            assertThat(predictor.info().seed()).isEqualTo(1L << 40);
            assertThat(predictor.info().parameters())
                    .containsEntry("training.units", "64, 32")
                    .containsEntry("training.epochs", "17")
                    .containsEntry("training.learningRate", "0.001")
                    .containsEntry("training.early", "true");
            assertThat(LoadedOnnx.of(predictor).contract()).isEqualTo(contract);
        }
        try (Predictor loaded = Onnx.load(file)) {
            assertThat(loaded.info().parameters()).containsEntry("training.epochs", "17");
            assertThat(LoadedOnnx.of(loaded).contract().toMetadata())
                    .isEqualTo(contract.toMetadata())
                    .containsEntry("forecastj.seed", "1099511627776");
        }
        try (PatternRecognizer recognizer = Onnx.loadPatterns(
                bytes("patterns"),
                options(SmallModels.patterns().set("training", SmallModels.json("{'epochs':3}")))
                        .build())) {
            assertThat(recognizer.info().parameters()).containsEntry("training.epochs", "3");
        }
    }

    @Test
    void membersOfAnEnsembleMayDifferInTheirTraining() {
        Path one = directory.resolve("1.onnx");
        Path two = directory.resolve("2.onnx");
        for (Path each : List.of(one, two)) {
            String note = "{'epochs':" + each.getFileName().toString().charAt(0) + "}";
            try (Predictor predictor = Onnx.load(
                    bytes("linear"),
                    options(SmallModels.linear().set("training", SmallModels.json(note)))
                            .build())) {
                Onnx.write(predictor, each);
            }
        }
        try (Predictor both = Onnx.ensemble(List.of(one, two))) {
            assertThat(both.info().parameters()).containsEntry("training.epochs", "1");
        }
    }

    @Test
    void refusesNotesThatAreNotPlain() {
        for (String wrong : List.of(
                "[]",
                "{'a':[1]}",
                "{'a':null}",
                "{'':1}",
                "{'a':'" + "b".repeat(2_001) + "'}",
                "{'" + "b".repeat(2_001) + "':1}")) {
            assertThatThrownBy(() -> Onnx.load(
                            bytes("linear"),
                            options(SmallModels.linear().set("training", SmallModels.node(wrong)))
                                    .build()))
                    .as(wrong)
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("training");
        }
        ObjectNode many = SmallModels.json("{}");
        for (int i = 0; i < 201; i++) {
            many.put("n" + i, i);
        }
        assertThatThrownBy(() -> Onnx.load(
                        bytes("linear"),
                        options(SmallModels.linear().set("training", many)).build()))
                .hasMessageContaining("at most 200 members");
        OnnxContract.Builder builder = OnnxContract.patterns(SmallModels.PIPELINE);
        assertThatThrownBy(() -> builder.training(Map.of("loss", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'loss' of the training")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> builder.training(Map.of("list", List.of(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1]");
    }
}
