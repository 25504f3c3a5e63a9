package io.forecastj.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.forecastj.training.NeedsEngine;
import io.forecastj.training.network.Batch;
import io.forecastj.training.network.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Native memory: what steps and trainers leave behind. */
@NeedsEngine
class TorchMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final Network network = TrainerCases.network();
    private final Batch batch = TrainerCases.batch(network, 16, 5);

    /** Returns the number of tensors that are alive in the engine. */
    private static int tensors() {
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }

    private static TorchTrainer open(Network network) {
        return TorchTrainer.open(network, TrainerCases.SQUARES, TrainerCases.settings(1), () -> false);
    }

    @Test
    void noTensorOutlivesItsStep() {
        TorchEngine.start();
        int before = tensors();
        try (TorchTrainer trainer = open(network)) {
            trainer.step(batch, 0.01);
            int first = tensors();
            for (int i = 0; i < 20; i++) {
                batch.size = 1 + i % 16;
                trainer.step(batch, 0.01);
                trainer.loss(batch);
                trainer.outputs(batch);
            }

            assertThat(tensors()).isEqualTo(first);
        }
        assertThat(tensors()).isEqualTo(before);
    }

    @Test
    void aStepThatFailsLeavesNoTensor() {
        TorchEngine.start();
        int before = tensors();
        try (TorchTrainer trainer = open(network)) {
            batch.past[0] = Float.NaN;
            trainer.step(batch, 0.01);
            trainer.setWeights(trainer.weights());
        }

        assertThat(tensors()).isEqualTo(before);
    }

    /** Trains and prints the resident memory in MB: after a warm-up, after many steps, and after many trainers. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Network network = TrainerCases.network();
            Batch batch = TrainerCases.batch(network, 512, 5);
            try (TorchTrainer trainer = open(network)) {
                steps(trainer, batch, 200);
                long warm = resident();
                steps(trainer, batch, 2000);
                System.out.print("|" + warm + "|" + resident());
            }
            for (int i = 0; i < 100; i++) {
                try (TorchTrainer trainer = open(network)) {
                    steps(trainer, batch, 5);
                }
            }
            System.out.println("|" + resident() + "|");
        }

        private static void steps(TorchTrainer trainer, Batch batch, int count) {
            for (int i = 0; i < count; i++) {
                trainer.step(batch, 0.001);
                trainer.loss(batch);
            }
        }

        private static long resident() {
            try {
                return Files.readAllLines(STATUS).stream()
                                .filter(line -> line.startsWith("VmRSS"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .findFirst()
                                .orElseThrow()
                        / 1024;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The heap is touched before, so what grows is native; states kept of each step would be 120 MB. */
    @Test
    @Tag("slow")
    void residentMemoryStaysAfterTheFirstSteps() throws Exception {
        assumeTrue(Files.exists(STATUS), "only Linux says how much memory is resident");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        String line =
                output.lines().filter(text -> text.startsWith("|")).findFirst().orElseThrow();
        long[] resident = Arrays.stream(line.substring(1).split("\\|"))
                .mapToLong(Long::parseLong)
                .toArray();

        assertThat(resident[1] - resident[0]).as(line).isLessThan(40);
        assertThat(resident[2] - resident[0]).as(line).isLessThan(60);
    }
}
