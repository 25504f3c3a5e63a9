package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The native engine gives back what it takes. Looks at the memory of a process of its own, which Linux alone tells. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {
    private static final long MAX_GROWTH = 8L << 20;

    @Tag("slow")
    @Test
    void aMillionPredictionsAndAThousandLoadsLeaveMemoryAsItWas() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // a heap of one size, in memory from the start, and little compiled code: the rest is native
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();
        String[] growth = output.lines()
                .filter(line -> line.startsWith("growth "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output))
                .split(" ");
        assertThat(Long.parseLong(growth[1])).as("bytes by predictions").isLessThan(MAX_GROWTH);
        assertThat(Long.parseLong(growth[2])).as("bytes by loading and closing").isLessThan(MAX_GROWTH);
    }

    /** The process that is watched. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            LightGbmModel model = TestModels.model(1);
            double[][] rows = TestModels.rows(2, 1_000, LightGbmText.parse(model.text()));
            predict(model, rows, 100_000);
            load(model, rows, 200);
            long start = residentBytes();
            predict(model, rows, 1_000_000);
            long predicted = residentBytes();
            load(model, rows, 1_000);
            long loaded = residentBytes();
            System.out.println("growth " + (predicted - start) + " " + (loaded - predicted));
        }

        private static void predict(LightGbmModel model, double[][] rows, int count) {
            double[] out = new double[1];
            try (LightGbmModel engine = model.withEngine(Engine.NATIVE)) {
                for (int i = 0; i < count; i++) {
                    engine.predict(rows[i % rows.length], out, 0);
                }
            }
        }

        private static void load(LightGbmModel model, double[][] rows, int count) {
            for (int i = 0; i < count; i++) {
                LightGbmModel loaded = LightGbmModel.of(LightGbmText.parse(model.text()), Engine.NATIVE);
                loaded.predict(rows[i % rows.length]);
                loaded.close();
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
