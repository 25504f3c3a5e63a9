package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.bytes;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A model that is proven in a child process ends that process, if any, and never this one. */
@EnabledOnOs(OS.LINUX)
class ChildProofTest {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final long MEMORY = ProofLimits.LEAST_MEMORY;

    private static ExecutorService threads;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startThreads() {
        threads = Executors.newFixedThreadPool(3);
    }

    @AfterAll
    static void endThreads() {
        threads.shutdownNow();
    }

    private static OnnxOptions proven(ObjectNode contract, Duration time, long memory) {
        return options(contract).provenInChildProcess(time, memory).build();
    }

    private static Throwable failure(String file, Duration time, long memory) {
        return catchThrowable(() -> Onnx.load(bytes("hostile/" + file), proven(SmallModels.hostile(), time, memory))
                .close());
    }

    /** The failure of a file in the shortest time in which this machine starts a child process now. */
    private static Throwable failureInTime(String file) {
        Duration time = Duration.ofSeconds(4);
        Throwable failure = failure(file, time, MEMORY);
        while (!(failure instanceof ModelLoadException) && time.compareTo(LONG) < 0) {
            time = time.multipliedBy(2);
            failure = failure(file, time, MEMORY);
        }
        return failure;
    }

    private static Map<String, Throwable> failures(String... files) {
        Map<String, CompletableFuture<Throwable>> running = new LinkedHashMap<>();
        for (String file : files) {
            running.put(
                    file,
                    CompletableFuture.supplyAsync(
                            () -> file.startsWith("hang") ? failureInTime(file) : failure(file, LONG, MEMORY),
                            threads));
        }
        Map<String, Throwable> failures = new LinkedHashMap<>();
        running.forEach((file, failure) -> failures.put(file, failure.join()));
        return failures;
    }

    private static List<Path> leftovers() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith(PrivateDirectory.PREFIX))
                    .toList();
        }
    }

    @Test
    void whatWouldEndThisProcessIsAnExceptionThatNamesTheCause() throws IOException {
        List<Path> before = leftovers();
        Map<String, Throwable> failures =
                failures("hang-loop-notrip", "memory-concat-doubling-40", "crash-divmin-i64", "crash-castlike-f16");
        assertThat(failures.values()).allSatisfy(failure -> assertThat(failure)
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith("the given ONNX model: a child process ")
                .hasMessageMatching("[^\n]{1,800}"));
        assertThat(failures.get("crash-divmin-i64"))
                .hasMessageContainingAll("died while loading the model", "SIGFPE", "libonnxruntime", "do not load it");
        assertThat(failures.get("crash-castlike-f16"))
                .hasMessageContainingAll("died while loading the model", "SIGABRT", "its last output: ")
                .hasMessageNotContaining("[0;93m");
        assertThat(failures.get("hang-loop-notrip"))
                .hasMessageContainingAll("took longer than", "s while loading the model", "Raise the limit of time");
        assertThat(failures.get("memory-concat-doubling-40"))
                .hasMessageContainingAll("took more memory than 256 MiB", "Raise the limit of memory");
        assertThat(leftovers()).isEqualTo(before);
    }

    @Tag("slow")
    @Test
    void theOtherFilesThatWouldEndThisProcessAreExceptionsToo() {
        Map<String, Throwable> failures =
                failures("crash-convT-group-0", "crash-gathernd-b--5", "crash-norm-scalar", "crash-stft-len-0");
        assertThat(failures).allSatisfy((file, failure) -> assertThat(failure)
                .as(file)
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessageContaining("a child process died while"));
    }

    /** Divides the least integer by -1 if a number is very low: nothing happens when it is loaded. */
    @Test
    void aCrashOnCertainNumbersOnlyIsFoundByRuns() {
        byte[] model = OnnxModels.model(new Proto()
                        .text(2, "main")
                        .message(11, OnnxModels.value("x", OnnxModels.FLOAT, "batch", 4L, 1L))
                        .message(12, OnnxModels.value("y", OnnxModels.FLOAT, "batch", 2L))
                        .message(5, OnnxModels.tensor("flat", OnnxModels.INT64, OnnxModels.longs(-1, 4), 2))
                        .message(5, OnnxModels.tensor("divisor", OnnxModels.INT64, OnnxModels.longs(-1), 1))
                        .message(
                                5,
                                OnnxModels.tensor(
                                        "w", OnnxModels.FLOAT, OnnxModels.floats(1, 2, 3, 4, 5, 6, 7, 8), 4, 2))
                        .message(1, OnnxModels.node("Reshape", "xf", "x", "flat"))
                        .message(1, OnnxModels.node("Cast", "whole", "xf").message(5, to(OnnxModels.INT64)))
                        .message(1, OnnxModels.node("Div", "divided", "whole", "divisor"))
                        .message(1, OnnxModels.node("Cast", "parts", "divided").message(5, to(OnnxModels.FLOAT)))
                        .message(1, OnnxModels.node("MatMul", "y", "parts", "w")))
                .toBytes();
        assertThatThrownBy(() -> Onnx.load(model, proven(SmallModels.hostile(), LONG, MEMORY)))
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(
                        "a child process died while running the model with numbers of the kind: ", "SIGFPE");
    }

    private static Proto to(long type) {
        return new Proto().text(1, "to").varint(3, type).varint(20, 2);
    }

    @Test
    void aGoodModelIsProvenOnceByAllThreadsTogetherAndServes() throws Exception {
        byte[] model = bytes("linear");
        OnnxOptions proven = proven(SmallModels.linear(), LONG, MEMORY);
        TimeSeries history = series(1, 20);
        long before = ProofProcess.starts();
        List<CompletableFuture<Predictor>> loading = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Onnx.load(model, proven), threads))
                .toList();
        try (Predictor plain = Onnx.load(model, options(SmallModels.linear()).build())) {
            for (CompletableFuture<Predictor> each : loading) {
                try (Predictor predictor = each.get(60, TimeUnit.SECONDS)) {
                    assertThat(predictor.predict(history)).isEqualTo(plain.predict(history));
                }
            }
        }
        Onnx.load(model, proven).close();
        assertThat(ProofProcess.starts() - before).isEqualTo(1);
    }

    @Test
    void aFailureIsRememberedForTheSameFileContractAndLimits() {
        ObjectNode contract = SmallModels.linear().put("horizon", 3);
        OnnxOptions proven = proven(contract, LONG, MEMORY);
        long before = ProofProcess.starts();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Onnx.load(bytes("linear-open"), proven))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContainingAll(
                            "the given ONNX model: refused in a child process: the model: the model does not run with"
                                    + " the shapes of its contract");
        }
        assertThat(ProofProcess.starts() - before).isEqualTo(1);
    }

    @Test
    void aVerdictOnDiskIsTakenAndADamagedOneIsNot() throws IOException {
        Path verdicts = folder.resolve("new/verdicts");
        ProofLimits limits = new ProofLimits(LONG, MEMORY, verdicts);
        OnnxOptions kept = options(SmallModels.patterns())
                .provenInChildProcess(limits.time(), limits.memoryBytes(), verdicts)
                .build();
        long before = ProofProcess.starts();
        Onnx.loadPatterns(bytes("patterns"), kept).close();
        Path file;
        try (Stream<Path> all = Files.list(verdicts)) {
            List<Path> files = all.toList();
            assertThat(files).hasSize(1);
            file = files.get(0);
        }
        byte[] verdict = Files.readAllBytes(file);
        ModelProof.forget();
        Onnx.loadPatterns(bytes("patterns"), kept).close();
        assertThat(ProofProcess.starts() - before).isEqualTo(1);

        verdict[verdict.length - 2] ^= 1;
        Files.write(file, verdict);
        ModelProof.forget();
        Onnx.loadPatterns(bytes("patterns"), kept).close();
        assertThat(ProofProcess.starts() - before).isEqualTo(2);
        verdict[verdict.length - 2] ^= 1;
        assertThat(file).hasBinaryContent(verdict);
    }

    @Test
    void samplesAndFixedBatchesAreProvenToo() {
        long before = ProofProcess.starts();
        Onnx.load(
                        bytes("dropout"),
                        options(SmallModels.dropout())
                                .samples(5, 1)
                                .provenInChildProcess(LONG, MEMORY)
                                .build())
                .close();
        Onnx.load(bytes("linear-batch4"), proven(SmallModels.linear(), LONG, MEMORY))
                .close();
        assertThat(ProofProcess.starts() - before).isEqualTo(2);
    }

    @Test
    void anEnsembleIsProvenInOneProcess() {
        OnnxOptions proven = OnnxOptions.builder()
                .provenInChildProcess(LONG, MEMORY)
                .contract(SmallModels.linear().toString())
                .build();
        long before = ProofProcess.starts();
        Onnx.ensemble(List.of(SmallModels.path("linear"), SmallModels.path("linear-member")), proven)
                .close();
        assertThat(ProofProcess.starts() - before).isEqualTo(1);
    }

    /** With options that would stop a child process which inherited them, in a class loader that tells no class path. */
    @Test
    void neitherOptionsNorEnvironmentNorClassPathOfTheApplicationMatter() throws Exception {
        ChildJvm.Result result = ChildJvm.run(
                Application.class,
                40_000_000,
                120,
                List.of(
                        "-XX:+DisableAttachMechanism",
                        "-Xss512k",
                        "-Dfile.encoding=ISO-8859-1",
                        "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("a folder with spaces")),
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0"));
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("proven in a process of its own");
    }

    /** Loads a model from a class loader of its own, as application servers do. */
    static final class Application {
        private Application() {}

        public static void main(String[] arguments) throws Exception {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            System.setProperty("java.class.path", "nowhere");
            try (URLClassLoader loader =
                    new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
                Method main = loader.loadClass(Loading.class.getName()).getMethod("main", String[].class);
                main.setAccessible(true);
                main.invoke(null, (Object) new String[0]);
            }
        }
    }

    /** Loads a model. */
    static final class Loading {
        private Loading() {}

        public static void main(String[] arguments) {
            Onnx.load(bytes("linear"), proven(SmallModels.linear(), LONG, MEMORY))
                    .close();
            System.out.println("proven in a process of its own: " + (ProofProcess.starts() == 1));
        }
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        OnnxOptions.Builder options = OnnxOptions.builder();
        assertThatThrownBy(() -> options.provenInChildProcess(Duration.ofMillis(999), MEMORY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxTime must be from PT1S to PT10M, found PT0.999S");
        assertThatThrownBy(() -> options.provenInChildProcess(Duration.ofMinutes(11), MEMORY))
                .hasMessageContaining("PT11M");
        assertThatThrownBy(() -> options.provenInChildProcess(LONG, 255L << 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxMemoryBytes must be from 268435456 to 17179869184, found 267386880");
        assertThatThrownBy(() -> options.provenInChildProcess(LONG, Long.MAX_VALUE))
                .hasMessageContaining("maxMemoryBytes");
    }

    @Test
    void anInterruptEndsTheProofAndLeavesNoVerdict() {
        OnnxOptions proven = proven(SmallModels.hostile(), LONG, MEMORY + 1);
        Thread.currentThread().interrupt();
        Throwable failure = catchThrowable(() -> Onnx.load(bytes("hostile/hang-loop-notrip"), proven));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure)
                .isExactlyInstanceOf(ForecastException.class)
                .hasMessage("interrupted while a child process proved a model");
    }
}
