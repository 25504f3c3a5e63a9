package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    @Test
    void eightJvmsStartedAtOnceAllTrainAndPredict(@TempDir Path shared) throws Exception {
        startAtOnce(8, shared);
    }

    @Tag("slow")
    @Test
    void twentyJvmsStartedAtOnceAllTrainAndPredict(@TempDir Path shared) throws Exception {
        startAtOnce(20, shared);
    }

    private static void startAtOnce(int count, Path shared) throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            children.add(start(shared));
        }
        for (Process child : children) {
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(output).isZero();
            assertThat(output).contains("equal");
        }
        try (Stream<Path> left = Files.list(shared)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("forecastj")))
                    .as("what the processes left in the temporary folder")
                    .isEmpty();
        }
    }

    private static Process start(Path temporary) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                TrainAndPredict.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
