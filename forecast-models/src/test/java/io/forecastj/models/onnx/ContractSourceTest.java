package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.bytes;
import static io.forecastj.models.onnx.SmallModels.json;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.path;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.features.FeatureRegistry;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of a contract and of a hash: the metadata of the model, the side file, the options. */
class ContractSourceTest {
    @Test
    void theHashIsComparedFirst(@TempDir Path directory) throws Exception {
        Path model = Files.write(directory.resolve("m.onnx"), bytes("linear"));
        String good = "0123456789abcdef".repeat(4);
        assertThatThrownBy(() ->
                        Onnx.load(model, OnnxOptions.builder().sha256(good).build()))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining(good);
        Files.writeString(
                directory.resolve("m.onnx.json"),
                SmallModels.linear().put("sha256", good).toString());
        assertThatThrownBy(() -> Onnx.load(model))
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining(good);
        Files.writeString(
                directory.resolve("m.onnx.json"),
                SmallModels.linear().put("sha256", "abc").toString());
        assertThatThrownBy(() -> Onnx.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    @Test
    void aHashInTheFileThatItWouldBeOfIsRefused() {
        String hash = "0123456789abcdef".repeat(4);
        ObjectNode contract = ContractSource.join(
                Map.of("forecastj.sha256", '"' + hash + '"'),
                SmallModels.linear().put("sha256", hash),
                "m");
        assertThatThrownBy(() -> ContractReader.read(contract, FeatureRegistry.standard(), "m"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("unknown key 'sha256'");
        ContractReader.read(
                ContractSource.join(Map.of(), SmallModels.linear().put("sha256", hash), "m"),
                FeatureRegistry.standard(),
                "m");
    }

    @Test
    void aSideFileThatIsALinkToNowhereIsNotPassedOver(@TempDir Path directory) throws Exception {
        Path model = Files.copy(TestModels.path("gru"), directory.resolve("m.onnx"));
        Onnx.load(model).close();
        Files.createSymbolicLink(directory.resolve("m.onnx.json"), directory.resolve("gone.json"));
        assertThatThrownBy(() -> Onnx.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("m.onnx.json");
    }

    @Test
    void aModelInAnArchiveHasItsSideFileThere(@TempDir Path directory) throws Exception {
        try (FileSystem archive = FileSystems.newFileSystem(directory.resolve("m.zip"), Map.of("create", "true"))) {
            Path model = Files.write(archive.getPath("m.onnx"), bytes("linear"));
            Files.writeString(
                    archive.getPath("m.onnx.json"), SmallModels.linear().toString());
            Onnx.load(model).close();
        }
    }

    @Test
    void aByteOrderMarkBeforeTheSideFileIsSkipped(@TempDir Path directory) throws Exception {
        Path model = Files.write(directory.resolve("m.onnx"), bytes("linear"));
        Files.writeString(
                directory.resolve("m.onnx.json"),
                "\uFEFF" + SmallModels.linear().toString());
        Onnx.load(model).close();
    }

    @Test
    void metadataAndSideFileMayNotDiffer() {
        ObjectNode side = json("{'version':1.0,'lookback':13}");
        assertThatThrownBy(() -> Onnx.load(TestModels.path("gru"), options(side).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("differ in 'lookback', 12 and 13; remove it from one of them");
        side.put("lookback", 12);
        Onnx.load(TestModels.path("gru"), options(side).build()).close();
    }

    @Test
    void aContractThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> Onnx.load(
                        bytes("linear"), OnnxOptions.builder().contract("{").build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("not valid JSON");
        assertThatThrownBy(() -> Onnx.load(
                        bytes("linear"), OnnxOptions.builder().contract("[]").build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("JSON object");
    }

    @Test
    void aModelWithoutAContractSaysWhereToPutOne() {
        assertThatThrownBy(() -> Onnx.load(path("linear")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("linear.onnx has no contract", "forecastj.version", ".json", "docs/onnx.md");
    }
}
