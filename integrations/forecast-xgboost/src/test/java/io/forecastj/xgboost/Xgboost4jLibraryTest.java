package io.forecastj.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.ForecastException;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.xgboost.XgBoost;
import io.forecastj.models.xgboost.XgBoostObjective;
import io.forecastj.models.xgboost.XgBoostParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.XGBoostJNI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Xgboost4jLibraryTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux/x86_64",
        "Linux, aarch64, linux/aarch64",
        "Mac OS X, aarch64, macos/aarch64",
        "Mac OS X, x86_64, macos/x86_64",
        "Windows 11, amd64, windows/x86_64",
    })
    void theLibraryOfEachPlatformIsInTheJar(String os, String arch, String name) {
        assertThat(Xgboost4jPlatform.of(os, arch).name()).isEqualTo(name);
        String file = os.startsWith("W") ? "xgboost4j.dll" : "libxgboost4j." + (os.startsWith("M") ? "dylib" : "so");
        assertThat(XGBoostJNI.class.getResource("/lib/" + name + "/" + file)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"Linux, riscv64", "Linux, i386", "Windows 11, aarch64", "SunOS, sparcv9", "FreeBSD, amd64"})
    void otherPlatformsAreRefused(String os, String arch) {
        assertThatThrownBy(() -> Xgboost4jPlatform.of(os, arch))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("found " + os + " on " + arch);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "libgomp.so.1: cannot open shared object file: No such file or directory | apt-get install libgomp1",
                "Library not loaded: @rpath/libomp.dylib | brew install libomp",
                "Error loading shared library ld-linux-x86-64.so.2: No such file or directory | musl",
                "version `GLIBC_2.14' not found | glibc 2.17",
                "failed to map segment from shared object | set java.io.tmpdir",
                "java.io.IOException: No space left on device | free 20 MB",
                "NoClassDefFoundError: org/apache/commons/logging/LogFactory | an exclusion of commons-logging",
                "NoClassDefFoundError: ml/dmlc/xgboost4j/java/XGBoostJNI | an exclusion of ml.dmlc:xgboost4j_2.12",
                "anything else | install what is missing",
            })
    void aFailedLoadSaysWhatToDo(String error, String advice) {
        assertThat(new Xgboost4jPlatform("linux/x86_64").explain(error))
                .contains(error)
                .contains(advice)
                .contains("restart the JVM");
    }

    @Test
    void aTemporaryFolderThatIsNotThereIsNamedAndTriedAgain(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing");
        String output = ChildJvm.output(ChildJvm.start(
                List.of("-Djava.io.tmpdir=" + missing), entry -> true, TrainTwice.class, missing.toString()));
        assertThat(output.lines())
                .anyMatch(line -> line.startsWith("io.forecastj.ForecastException: cannot copy XGBoost's native library"
                                + " to the temporary folder " + missing)
                        && line.contains("set java.io.tmpdir to a writable folder"))
                .contains("trained")
                .noneMatch(line -> line.contains("\tat "));
        if (OS.LINUX.isCurrentOs()) {
            assertThat(missing)
                    .as("what the process left in its temporary folder")
                    .isEmptyDirectory();
        }
    }

    @Test
    void aMissingLibraryForLoggingIsNamed() throws Exception {
        String output = ChildJvm.output(ChildJvm.start(
                List.of(),
                entry -> !entry.toString().contains("commons-logging"),
                TrainTwice.class,
                System.getProperty("java.io.tmpdir")));
        assertThat(output.lines())
                .hasSize(2)
                .allMatch(line -> line.contains("look for an exclusion of commons-logging in the build"));
    }

    @Test
    void nothingIsPrinted(@TempDir Path folder) throws Exception {
        String output = ChildJvm.output(ChildJvm.start(
                List.of("-Djava.io.tmpdir=" + folder), entry -> true, TrainTwice.class, folder.toString()));
        // JDK 24 and later warn about any native library
        assertThat(output.lines().filter(line -> !line.startsWith("WARNING:") && !line.isEmpty()))
                .containsExactly("trained", "trained");
    }

    /** XGBoost writes warnings to the console; the level is one of the thread, which may use XGBoost otherwise. */
    @Test
    void warningsAreOffDuringATrainingOnly() {
        Examples examples = ExampleRows.of(new XgBoostObjective.SquaredError(), 1, 100);
        NativeMatrix.check(XGBoostJNI.XGBSetGlobalConfig("{\"verbosity\":3}"), "set the level");
        try {
            List<String> during = new ArrayList<>();
            XgBoost.regressor(ExampleRows.small().rounds(2).build())
                    .fit(examples, null, progress -> during.add(configuration()));
            assertThat(during).hasSize(2).allMatch(text -> text.contains("\"verbosity\":0"));
            assertThat(configuration()).contains("\"verbosity\":3");
        } finally {
            NativeMatrix.check(XGBoostJNI.XGBSetGlobalConfig("{\"verbosity\":1}"), "set the level");
        }
    }

    private static String configuration() {
        String[] text = new String[1];
        NativeMatrix.check(XGBoostJNI.XGBGetGlobalConfig(text), "read the level");
        return text[0];
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theCopyOfTheLibraryIsDeletedAtOnce(@TempDir Path folder) throws Exception {
        String output = ChildJvm.output(ChildJvm.start(
                List.of("-Djava.io.tmpdir=" + folder), entry -> true, LeftFiles.class, folder.toString()));
        assertThat(output).contains("files 0");
    }

    /** Counts the files in its temporary folder after a training. */
    static final class LeftFiles {
        private LeftFiles() {}

        public static void main(String[] arguments) throws Exception {
            Examples examples = ExampleRows.of(new XgBoostObjective.SquaredError(), 1, 100);
            XgBoost.regressor(ExampleRows.small().build()).fit(examples, examples, FitListener.NONE);
            try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
                System.out.println("files "
                        + files.filter(file -> !file.getFileName().toString().startsWith("hsperf"))
                                .count());
            }
        }
    }

    /** Trains twice; makes the temporary folder before the second time. */
    static final class TrainTwice {
        private TrainTwice() {}

        public static void main(String[] arguments) throws Exception {
            Examples examples = ExampleRows.of(new XgBoostObjective.SquaredError(), 1, 100);
            for (int i = 0; i < 2; i++) {
                try {
                    // XGBoost warns on the console of too few rows and of settings without effect
                    XgBoostParameters parameters = ExampleRows.small().leaves(5).build();
                    XgBoost.regressor(parameters).fit(examples, examples, FitListener.NONE);
                    System.out.println("trained");
                } catch (ForecastException e) {
                    System.out.println(e);
                }
                Files.createDirectories(Path.of(arguments[0]));
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void trainingsGiveTheirMemoryBackAlsoWhenCancelled() throws Exception {
        String output = ChildJvm.output(
                ChildJvm.start(List.of("-Xms200m", "-Xmx200m", "-XX:+AlwaysPreTouch"), entry -> true, Trainings.class));
        String growth = output.lines()
                .filter(line -> line.startsWith("growth "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
        // the examples of one training take 16 MB of native memory, those of 50 trainings 800, and their boosters 35
        assertThat(Long.parseLong(growth.substring(7))).isLessThan(16L << 20);
    }

    /** The process whose memory is watched. */
    static final class Trainings {
        private Trainings() {}

        public static void main(String[] arguments) throws Exception {
            double[][] rows = new double[10_000][100];
            double[] labels = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                Arrays.setAll(rows[i], j -> Math.sin(j + 1.0));
                rows[i][0] = i;
                labels[i] = i % 10;
            }
            List<String> names = IntStream.range(0, 100).mapToObj(i -> "f" + i).toList();
            @SuppressWarnings("NullAway") // null weights
            Examples examples = new Examples(names, rows, labels, null);
            run(examples, 20);
            long before = residentBytes();
            run(examples, 50);
            System.out.println("growth " + (residentBytes() - before));
        }

        private static void run(Examples examples, int count) {
            for (int i = 0; i < count; i++) {
                boolean cancel = i % 2 == 0;
                FitListener listener = new FitListener() {
                    private int done;

                    @Override
                    public void onProgress(FitProgress progress) {
                        done = progress.done();
                    }

                    @Override
                    public boolean cancelled() {
                        return cancel && done == 1;
                    }
                };
                try {
                    XgBoost.regressor(XgBoost.parameters().rounds(2).maxDepth(2).build())
                            .fit(examples, i % 4 < 2 ? examples : null, listener);
                } catch (CancellationException e) {
                    if (!cancel) {
                        throw e;
                    }
                }
            }
        }

        private static long residentBytes() throws Exception {
            System.gc();
            String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(text -> text.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
    }
}
