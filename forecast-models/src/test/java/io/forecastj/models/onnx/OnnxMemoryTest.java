package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Effects of ONNX Runtime on a whole process, examined in child processes. */
@EnabledOnOs(OS.LINUX)
class OnnxMemoryTest {
    private static final long MAX_GROWTH = 8L << 20;

    @TempDir
    private Path folder;

    @Tag("slow")
    @Test
    void aMillionPredictionsAndAThousandLoadsLeaveMemoryAsItWas() throws Exception {
        requireNoGrowth("100000", "200", "1000000", "1000");
    }

    @Test
    void someThousandPredictionsAndSomeLoadsLeaveMemoryAsItWas() throws Exception {
        requireNoGrowth("5000", "50", "20000", "50");
    }

    private static void requireNoGrowth(String... counts) throws Exception {
        String output = run(child(List.of(), Child.class, counts));
        String[] growth = output.lines()
                .filter(line -> line.startsWith("growth "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output))
                .split(" ");
        assertThat(Long.parseLong(growth[1])).as("bytes by predictions").isLessThan(MAX_GROWTH);
        assertThat(Long.parseLong(growth[2])).as("bytes by loading and closing").isLessThan(MAX_GROWTH);
    }

    @Test
    void aLongCommandLineDoesNotEndTheProcess() throws Exception {
        // far more than the stack of a Java thread holds of ONNX Runtime's telemetry
        assertThat(run(reporting(List.of("-Dlong=" + "a/b.jar:".repeat(10_000)))))
                .contains("forecast 1");
    }

    @Test
    void nothingOfAModelIsReportedToTheMakerOfTheRuntime() throws Exception {
        assertThat(run(reporting(List.of()))).contains("forecast 1");
        List<String> kept = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        // what waits to be sent
        String waiting = String.join("", kept);
        assertThat(waiting.contains("ProcessInfo"))
                .as("the start is kept, else this test sees nothing")
                .isTrue();
        assertThat(waiting.contains("SessionCreation"))
                .as("the event of a model is kept")
                .isFalse();
    }

    /** The process that only starts, without the variables that turn all telemetry off. */
    private ProcessBuilder reporting(List<String> options) {
        ProcessBuilder child = child(options, Start.class);
        // there are many names by which a machine says that it only builds
        child.environment().clear();
        child.environment().put("HOME", folder.toString());
        return child;
    }

    private static ProcessBuilder child(List<String> more, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // a heap of one size, in memory from the start, and little compiled code: the rest is native
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(more);
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static String run(ProcessBuilder child) throws Exception {
        Process process = child.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** The process that only starts. */
    static final class Start {
        private Start() {}

        public static void main(String[] args) {
            try (Predictor predictor = Onnx.load(TestModels.path("gru"))) {
                System.out.println("forecast "
                        + predictor.predict(TestModels.bars()).steps().get(0));
            }
        }
    }

    /** The process that is watched. */
    static final class Child {
        private static final TimeSeries BARS = TestModels.bars();

        private Child() {}

        /** Takes the numbers of predictions and of loads to warm up with and then to watch. */
        public static void main(String[] args) throws Exception {
            int[] counts = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
            predict(counts[0]);
            load(counts[1]);
            long start = residentBytes();
            predict(counts[2]);
            long predicted = residentBytes();
            load(counts[3]);
            long loaded = residentBytes();
            System.out.println("growth " + (predicted - start) + " " + (loaded - predicted));
        }

        private static void predict(int count) {
            double[] out = new double[5];
            try (Predictor predictor = Onnx.load(TestModels.path("gru"));
                    PredictionSession session = predictor.openSession(BARS)) {
                for (int i = 0; i < count; i++) {
                    session.forecastInto(out);
                }
            }
        }

        private static void load(int count) {
            for (int i = 0; i < count; i++) {
                try (Predictor predictor = Onnx.load(TestModels.path("gru"))) {
                    predictor.predict(BARS);
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
