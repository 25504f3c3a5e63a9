package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regressor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Training and the native engine give back what they take. Looks at the memory of a process of its own, which Linux alone tells. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {
    private static final long MAX_GROWTH = 8L << 20;

    @Tag("slow")
    @Test
    void aMillionPredictionsAndAThousandLoadsAndTrainingsLeaveMemoryAsItWas() throws Exception {
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
        assertThat(Long.parseLong(growth[3])).as("bytes by training").isLessThan(MAX_GROWTH);
    }

    /** The process that is watched. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            LightGbmModel model = TestModels.model(1);
            double[][] rows = TestModels.rows(2, 1_000, LightGbmText.parse(model.text()));
            predict(model, rows, 100_000);
            load(model, rows, 200);
            train(200);
            long start = residentBytes();
            predict(model, rows, 1_000_000);
            long predicted = residentBytes();
            load(model, rows, 1_000);
            long loaded = residentBytes();
            train(1_000);
            long trained = residentBytes();
            System.out.println("growth " + (predicted - start) + " " + (loaded - predicted) + " " + (trained - loaded));
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

        /** In turn with validation to the end, on from a model, cancelled, and without validation. */
        private static void train(int count) {
            Examples examples = TestModels.examples(3, 400, true, new Objective.SquaredError());
            LightGbmParameters settings =
                    TestModels.settings().categorical("category").build();
            LightGbmModel start = TestModels.train(settings, examples);
            for (int i = 0; i < count; i++) {
                Regressor regressor = i % 4 == 1 ? LightGbm.continuing(start, settings) : LightGbm.regressor(settings);
                int stopAt = i % 4 == 2 ? 3 : Integer.MAX_VALUE;
                try {
                    regressor
                            .fit(examples, i % 4 == 3 ? null : examples, new Stop(stopAt))
                            .close();
                } catch (CancellationException e) {
                    if (stopAt == Integer.MAX_VALUE) {
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

    /** Cancels when so many rounds are done. */
    private static final class Stop implements FitListener {
        private final int rounds;
        private long done;

        Stop(int rounds) {
            this.rounds = rounds;
        }

        @Override
        public void onProgress(FitProgress progress) {
            done = progress.done();
        }

        @Override
        public boolean cancelled() {
            return done >= rounds;
        }
    }
}
