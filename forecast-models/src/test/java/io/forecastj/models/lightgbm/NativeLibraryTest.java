package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.ml.lightgbm.lightgbmlib;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    @Test
    void aFolderOfTheUsersOwnIsLoadedFrom(@TempDir Path shared, @TempDir Path libraries) throws Exception {
        Platform platform = Platform.current();
        for (String file : platform.files()) {
            try (InputStream in = lightgbmlib.class.getResourceAsStream(platform.resource(file))) {
                Files.copy(in, libraries.resolve(file));
            }
        }
        assertThat(output(start(shared, libraries.toString()))).contains("equal");
    }

    @Test
    void aFolderWithoutTheLibrariesIsNamed(@TempDir Path shared) throws Exception {
        assertThat(output(start(shared, shared.resolve("nothing").toString())))
                .contains("refused: LightGBM's native library for")
                .contains(shared.resolve("nothing").toString());
    }

    @Test
    void aClassLoaderThatTrainedCanBeCollected(@TempDir Path shared) throws Exception {
        assertThat(output(start(shared, null, CollectedLoaders.class, "3"))).contains("left: 0");
        assertThat(shared).as("what the process left in the temporary folder").isEmptyDirectory();
    }

    @Test
    void directoriesOfEndedProcessesAreRemovedAndNoOthers(@TempDir Path folder) throws Exception {
        long ended = 999_999_999_999L; // above every process id
        Path left = Files.createDirectory(folder.resolve("forecastj-lightgbm-" + ended + "-1"));
        Files.writeString(left.resolve("lib_lightgbm.dll"), "");
        List<Path> others = new ArrayList<>();
        for (String name : List.of(
                "forecastj-lightgbm-" + ProcessHandle.current().pid() + "-1",
                "forecastj-lightgbm-model",
                "forecastj-onnx-" + ended + "-1")) {
            others.add(Files.createDirectory(folder.resolve(name)));
        }
        NativeDirectory.removeAbandoned(folder);
        try (Stream<Path> now = Files.list(folder)) {
            assertThat(now).containsExactlyInAnyOrderElementsOf(others);
        }
    }

    private static void startAtOnce(int count, Path shared) throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            children.add(start(shared, null));
        }
        for (Process child : children) {
            assertThat(output(child)).contains("equal");
        }
        try (Stream<Path> left = Files.list(shared)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("forecastj")))
                    .as("what the processes left in the temporary folder")
                    .isEmpty();
        }
    }

    private static String output(Process child) throws Exception {
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();
        return output;
    }

    private static Process start(Path temporary, @Nullable String libraries) throws IOException {
        return start(temporary, libraries, TrainAndPredict.class);
    }

    private static Process start(Path temporary, @Nullable String libraries, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (libraries != null) {
            builder.environment().put(NativeLibrary.PATH_VARIABLE, libraries);
        }
        return builder.start();
    }
}
