package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to read what they should not, to crash or to exhaust are refused, with the reason and the place. */
class HostileOnnxTest {
    @TempDir
    private Path folder;

    static List<HostileModels.Hostile> hostileModels() {
        return HostileModels.all();
    }

    @ParameterizedTest
    @MethodSource("hostileModels")
    void everyHostileModelIsRefusedWithItsReason(HostileModels.Hostile model) {
        assertThatThrownBy(() -> OnnxScan.of(model.bytes(), "evil.onnx", OnnxLimits.DEFAULT))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith("evil.onnx: byte ")
                .hasMessageContaining("expected")
                .hasMessageContaining(model.reason())
                .hasMessageNotContaining("null");
    }

    @Test
    void thereAreMoreThan200OfThem() {
        assertThat(hostileModels()).hasSizeGreaterThan(200);
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] model = OnnxModels.linear();
        for (int length = 0; length < model.length; length++) {
            byte[] cut = Arrays.copyOf(model, length);
            assertThatThrownBy(() -> OnnxScan.of(cut, "cut.onnx", OnnxLimits.DEFAULT))
                    .as("cut to %d of %d bytes", length, model.length)
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void everyFlippedBitIsRefusedByTheHash() {
        byte[] model = OnnxModels.linear();
        String hash = CheckedBytes.sha256(model);
        for (int bit = 0; bit < 8 * model.length; bit++) {
            byte[] flipped = model.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> OnnxFile.check(flipped, hash, "flipped.onnx", OnnxLimits.DEFAULT))
                    .as("bit %d", bit)
                    .isInstanceOf(ModelIntegrityException.class)
                    .hasMessageContaining("expected the SHA-256 hash " + hash);
        }
        assertThat(OnnxFile.check(model, hash, "whole.onnx", OnnxLimits.DEFAULT).bytes())
                .isSameAs(model);
    }

    @Test
    void theHashIsComparedBeforeAnythingIsParsed() {
        byte[] garbage = {1, 2, 3};
        assertThatThrownBy(() -> OnnxFile.check(garbage, "0".repeat(64), "garbage.onnx", OnnxLimits.DEFAULT))
                .isInstanceOf(ModelIntegrityException.class);
    }

    @Test
    void randomBytesAreRefused() {
        for (int seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            assertThatThrownBy(() -> OnnxScan.of(bytes, "random.onnx", OnnxLimits.DEFAULT))
                    .as("seed %d", seed)
                    .isInstanceOf(ModelLoadException.class);
        }
    }

    /** Opening a pipe that nobody writes to would never return. */
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void noFileThatAModelNamesIsOpened() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path models = Files.createDirectory(folder.resolve("models"));
        Files.createSymbolicLink(models.resolve("link"), pipe);
        for (String location : List.of(
                pipe.toString(), "../pipe", "link", models.resolve("link").toString())) {
            byte[] model = OnnxModels.model(OnnxModels.signature()
                            .message(1, OnnxModels.gemm())
                            .message(5, OnnxModels.external("w", location)))
                    .toBytes();
            Path file = Files.write(models.resolve("model.onnx"), model);
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatThrownBy(
                            () -> OnnxFile.read(file, null, OnnxLimits.DEFAULT))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("tensor 'w'")
                    .hasMessageContaining("another file"));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatThrownBy(
                        () -> OnnxFile.read(models.resolve("link"), null, OnnxLimits.DEFAULT))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("no regular file"));
    }

    @Test
    void aFileAboveTheLimitIsNotRead() throws Exception {
        Path file = Files.write(folder.resolve("model.onnx"), OnnxModels.linear());
        assertThatThrownBy(() -> OnnxFile.read(file, null, new OnnxLimits(100, 1, 1, 1, 1)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("at most 100");
        assertThatThrownBy(() -> OnnxFile.read(folder.resolve("none.onnx"), null, OnnxLimits.DEFAULT))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("found none");
        assertThatThrownBy(() -> OnnxFile.read(folder, null, OnnxLimits.DEFAULT))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("no regular file");
    }

    @Test
    void aLinkToAModelIsFollowed() throws Exception {
        Path file = Files.write(folder.resolve("model.onnx"), OnnxModels.linear());
        Path link = Files.createSymbolicLink(folder.resolve("link.onnx"), file);
        assertThat(OnnxFile.read(link, null, OnnxLimits.DEFAULT).scan().inputs())
                .hasSize(1);
    }
}
