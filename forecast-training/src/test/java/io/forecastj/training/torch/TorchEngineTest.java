package io.forecastj.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forecastj.ForecastException;
import io.forecastj.training.NeedsEngine;
import io.forecastj.training.network.Batch;
import io.forecastj.training.network.Network;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The start of the engine: in this JVM, and in children that lack something. */
class TorchEngineTest {
    @TempDir
    private Path folder;

    /** Starts the engine in a child; prints what came of it, and what it left of the settings of DJL. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            String outcome;
            try {
                outcome = TorchEngine.start().version();
            } catch (ForecastException e) {
                outcome = "ForecastException: " + e.getMessage();
            }
            System.out.println(outcome + "|" + System.getProperty("ai.djl.offline") + "|"
                    + System.getProperty("OPT_OUT_TRACKING"));
        }
    }

    /** Ends its process in the middle of a training, which another thread runs; prints how that one ended. */
    static final class Ending {
        private Ending() {}

        public static void main(String[] arguments) throws Exception {
            Network network = TrainerCases.network();
            Batch batch = TrainerCases.batch(network, 512, 1);
            CountDownLatch training = new CountDownLatch(3);
            FutureTask<?> task = new FutureTask<>(() -> {
                try (TorchTrainer trainer =
                        TorchTrainer.open(network, TrainerCases.SQUARES, TrainerCases.settings(1), () -> false)) {
                    while (true) {
                        trainer.step(batch, 0.001);
                        training.countDown();
                    }
                }
            });
            new Thread(task).start();
            training.await();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("|" + outcome(task) + "|")));
            System.exit(0);
        }

        private static String outcome(FutureTask<?> task) {
            try {
                task.get(20, TimeUnit.SECONDS);
                return "done";
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                return e + " " + TrainingTurn.queued();
            }
        }
    }

    private String child(Predicate<String> kept, String... options) throws Exception {
        return child(Child.class, kept, options);
    }

    private String child(Class<?> main, Predicate<String> kept, String... options) throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> kept.test(Path.of(entry).getFileName().toString()))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, main.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().filter(line -> line.contains("|")).findFirst().orElse(output);
    }

    private static boolean library(String jar) {
        return jar.startsWith("pytorch-native");
    }

    @Test
    void aMissingLibraryIsAnErrorThatNamesTheArtefactOfThePlatform() throws Exception {
        String outcome = child(
                jar -> !library(jar),
                "-Dos.name=Linux",
                "-Dos.arch=amd64",
                "-DDJL_CACHE_DIR=" + folder.resolve("cache"));

        assertThat(outcome)
                .isEqualTo("ForecastException: the native library of PyTorch is not on the class path. Add the"
                        + " dependency ai.djl.pytorch:pytorch-native-cpu:2.7.1:linux-x86_64 (Maven:"
                        + " <classifier>linux-x86_64</classifier>); nothing is downloaded when training|null|null");
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void missingGlueIsAnErrorThatNamesItsArtefact() throws Exception {
        assertThat(child(
                        jar -> !jar.startsWith("pytorch-jni"),
                        "-Xbootclasspath/a:" + library("linux-x86_64", "2.7.1-20250812"),
                        "-Dos.name=Linux",
                        "-Dos.arch=amd64"))
                .contains("add the dependency ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0");
    }

    @Test
    void aLibraryOfAnotherPlatformOrVersionIsSaid() throws Exception {
        assertThat(child(
                        jar -> !library(jar),
                        "-Xbootclasspath/a:" + library("linux-x86_64", "2.7.1-20250812"),
                        "-Dos.name=Mac OS X",
                        "-Dos.arch=aarch64"))
                .contains("; it is there for linux-x86_64. Add the dependency"
                        + " ai.djl.pytorch:pytorch-native-cpu:2.7.1:osx-aarch64");
        assertThat(child(
                        jar -> !library(jar),
                        "-Xbootclasspath/a:" + library("linux-aarch64", "2.5.1-20250101"),
                        "-Dos.name=Linux",
                        "-Dos.arch=aarch64"))
                .contains("; it is there in the version 2.5.1-20250101. Add the dependency"
                        + " ai.djl.pytorch:pytorch-native-cpu:2.7.1:linux-aarch64");
    }

    @Test
    void glueOfAnotherVersionIsSaid() throws Exception {
        Path root = library("linux-x86_64", "2.7.1-20250812");
        Files.createDirectories(root.resolve("jnilib"));
        Files.writeString(root.resolve("jnilib/pytorch.properties"), "jni_version=2.5.1-0.32.0");

        assertThat(child(jar -> !library(jar), "-Xbootclasspath/a:" + root, "-Dos.name=Linux", "-Dos.arch=amd64"))
                .contains("pytorch-jni is of the version 2.5.1-0.32.0, but ai.djl.pytorch:pytorch-engine needs"
                        + " 2.7.1-0.36.0");
    }

    /** Returns a directory like the jar of a native library, without the library. */
    private Path library(String classifier, String version) throws Exception {
        Path root = folder.resolve(classifier + version);
        Files.createDirectories(root.resolve("native/lib"));
        Files.writeString(
                root.resolve("native/lib/pytorch.properties"),
                "version=" + version + "\nflavor=cpu\nclassifier=" + classifier + "\nlibraries=libtorch.so\n");
        return root;
    }

    @Test
    void aPlatformWithoutALibraryIsAnErrorThatListsThose() throws Exception {
        assertThat(child(jar -> true, "-Dos.name=Mac OS X", "-Dos.arch=x86_64"))
                .contains(
                        "exists for linux-x86_64, linux-aarch64, osx-aarch64, win-x86_64; this JVM runs on osx-x86_64");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no directory");

        assertThat(child(
                        jar -> !library(jar),
                        "-Xbootclasspath/a:" + library("linux-x86_64", "2.7.1-20250812"),
                        "-Dos.name=Linux",
                        "-Dos.arch=amd64",
                        "-DDJL_CACHE_DIR=" + file))
                .contains("cannot be unpacked to " + file.resolve("pytorch"), "DJL_CACHE_DIR");
    }

    @Test
    void aLibraryThatDoesNotLoadIsAnErrorThatSaysWhy() throws Exception {
        Path root = library("linux-x86_64", "2.7.1-20250812");
        Path cache = folder.resolve("pytorch/2.7.1-20250812-cpu-linux-x86_64");
        Files.createDirectories(cache);
        Files.writeString(cache.resolve("libtorch.so"), "no library");
        assumeTrue(System.getProperty("os.name").equals("Linux"));

        assertThat(child(
                        jar -> !library(jar),
                        "-Xbootclasspath/a:" + root,
                        "-Dos.name=Linux",
                        "-Dos.arch=amd64",
                        "-DDJL_CACHE_DIR=" + folder))
                .startsWith("ForecastException: the native library of PyTorch cannot be used:")
                .contains("UnsatisfiedLinkError", "glibc");
    }

    @Test
    @NeedsEngine
    void theEngineStartsOfflineAndLeavesTheSettingsAsTheyWere() throws Exception {
        assertThat(child(jar -> true, "-Dai.djl.offline=false")).isEqualTo("DJL 0.36.0, PyTorch 2.7.1|false|null");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-aarch64",
        "Mac OS X, aarch64, osx-aarch64",
        "Windows Server 2022, amd64, win-x86_64",
        "SunOS, sparcv9, sunos-sparcv9"
    })
    void aPlatformIsNamedAsTheArtefactsAre(String name, String architecture, String classifier) {
        assertThat(NativePlatform.classifier(name, architecture)).isEqualTo(classifier);
    }

    @Test
    @NeedsEngine
    void theVersionsAreThoseOfDjlAndPyTorch() {
        assertThat(TorchEngine.start().version()).matches("DJL 0\\.\\d+\\.\\d+, PyTorch 2\\.\\d+\\.\\d+");
        assertThat(TorchEngine.start()).isSameAs(TorchEngine.start());
    }

    @NeedsEngine
    @ParameterizedTest
    @ValueSource(strings = {"", "CPU", "gpu:", "gpu:-1", "gpu:1234", "cuda:0"})
    void aDeviceThatIsNoNameOfOneIsRefused(String name) {
        assertThatThrownBy(() -> TorchEngine.start().device(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a device is \"cpu\", \"gpu\", or \"gpu:1\" and so on: " + name);
    }

    @Test
    @NeedsEngine
    void aGpuThatIsNotThereIsAnErrorThatSaysWhatWasFound() {
        TorchEngine engine = TorchEngine.start();

        assertThatThrownBy(() -> engine.device("gpu:" + engine.gpus()))
                .isInstanceOf(ForecastException.class)
                .hasMessageStartingWith(
                        "the device \"gpu:" + engine.gpus() + "\" is not there: found " + engine.gpus() + " GPUs");
    }

    @Test
    @NeedsEngine
    void aTrainingIsCancelledWhenTheProcessEnds() throws Exception {
        assertThat(child(Ending.class, jar -> true))
                .contains("CancellationException: the training was cancelled, since the process ends 0|");
    }
}
