package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.ColumnRole;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Damaged models without a hash are refused or forecast something, and never take the process with them. They run in
 * one of its own, whose memory is limited.
 */
@EnabledOnOs(OS.LINUX)
class DamagedOnnxTest {
    private static final long MAX_KILOBYTES = 6_000_000;

    @Test
    void hundredsOfDamagedModelsLeaveTheProcessAlive() throws Exception {
        damage(500, 1);
    }

    @Tag("slow")
    @Test
    void thousandsOfDamagedModelsLeaveTheProcessAlive() throws Exception {
        damage(2_000, 2);
    }

    /** ONNX Runtime 1.29 would make one split of several such slices and read past the end of the shape. */
    @Test
    void slicesOfAnAxisThatDoesNotExistLeaveTheProcessAlive() throws Exception {
        ChildJvm.Result result = ChildJvm.run(Slices.class, MAX_KILOBYTES, 60, List.of("-Xmx256m"));
        assertThat(result.exit()).as(result.output()).isZero();
    }

    private static void damage(int count, long seed) throws Exception {
        ChildJvm.Result result = ChildJvm.run(
                Child.class, MAX_KILOBYTES, 300, List.of("-Xmx256m"), Integer.toString(count), Long.toString(seed));
        assertThat(result.exit())
                .as("the exit code for seed %d; the last damage is what it died of: %s", seed, result.output())
                .isZero();
        String[] summary =
                result.output().lines().reduce((a, b) -> b).orElseThrow().split(" ");
        assertThat(summary[0]).isEqualTo("refused");
        int refused = Integer.parseInt(summary[1]);
        // a damaged weight cannot be told from a sound one without a hash
        assertThat(refused).as("refused of %d", count).isBetween(count / 4, count - 1);
    }

    /** Loads a model that is well-formed but for the axis of its slices. */
    static final class Slices {
        private Slices() {}

        public static void main(String[] arguments) throws Exception {
            Proto axis = OnnxModels.tensor("a", OnnxModels.INT64, OnnxModels.longs(100), 1);
            Proto graph = new Proto()
                    .text(2, "slices")
                    .message(11, OnnxModels.value("x", OnnxModels.FLOAT, "batch", 3L, 2L))
                    .message(12, OnnxModels.value("y", OnnxModels.FLOAT, "p", "q", "r"))
                    .message(5, axis)
                    .message(5, OnnxModels.tensor("i", OnnxModels.INT64, OnnxModels.longs(0), 1))
                    .message(1, OnnxModels.node("Relu", "r", "x"))
                    .message(1, OnnxModels.node("Shape", "shape", "x"))
                    .message(1, OnnxModels.node("Gather", "q", "shape", "i"))
                    .message(1, OnnxModels.node("Slice", "s1", "r", "i", "q", "a"))
                    .message(1, OnnxModels.node("Slice", "s2", "r", "q", "q", "a"))
                    .message(1, OnnxModels.node("Slice", "s3", "r", "q", "q", "a"))
                    .message(1, OnnxModels.node("Add", "t", "s1", "s2"))
                    .message(1, OnnxModels.node("Add", "y", "t", "s3"));
            byte[] model = OnnxModels.model(graph).toBytes();
            OnnxScan.of(model, "slices", OnnxLimits.DEFAULT);
            try (var options = OnnxRuntime.sessionOptions(OnnxOptions.defaults())) {
                OnnxRuntime.session(model, options, "slices").close();
            } catch (ModelLoadException e) {
                // which would be as good
            }
        }
    }

    /** The process that may die. */
    static final class Child {
        private static final List<String> MODELS = List.of(
                "lstm-stacked",
                "lstm-bidirectional",
                "lstm-attention",
                "gru",
                "gru-fixed-batch-4",
                "transformer",
                "transformer-double",
                "seq2seq-quantiles",
                "seq2seq-static",
                "flat",
                "trees",
                TestModels.PATTERNS);

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            int count = Integer.parseInt(arguments[0]);
            long seed = Long.parseLong(arguments[1]);
            TimeSeries bars = TestModels.bars();
            int refused = 0;
            for (int i = 0; i < count; i++) {
                String name = MODELS.get(i % MODELS.size());
                System.out.println("damage " + i + " of " + name);
                try {
                    use(name, damaged(name, new SplittableRandom(seed * 1_000_003 + i)), bars);
                } catch (ModelLoadException e) {
                    refused++;
                } catch (ForecastException e) {
                    // such as a weight that makes a NaN
                }
            }
            System.out.println("refused " + refused);
        }

        private static void use(String name, byte[] model, TimeSeries bars) {
            if (name.equals(TestModels.PATTERNS)) {
                try (var recognizer = Onnx.loadPatterns(model, OnnxOptions.defaults())) {
                    recognizer.recognize(bars);
                }
                return;
            }
            try (Predictor predictor = Onnx.load(model, OnnxOptions.defaults())) {
                int rows = bars.length() - predictor.info().horizon();
                List<String> known = predictor.info().columns(ColumnRole.KNOWN_FUTURE);
                TimeSeries future = known.isEmpty()
                        ? TimeSeries.empty()
                        : bars.slice(rows, bars.length()).select(known.toArray(String[]::new));
                predictor.predict(bars.head(rows), future);
            }
        }

        /** Changes one to three bytes of the graph: the contract around it has checks of its own. */
        private static byte[] damaged(String name, SplittableRandom random) throws IOException {
            byte[] model = Files.readAllBytes(TestModels.path(name));
            Wire fields = Wire.of(model, new ScanPosition(name, OnnxLimits.DEFAULT));
            int start = 0;
            int end = model.length;
            while (fields.next()) {
                if (start > 0) {
                    end = Math.min(end, fields.at());
                }
                if (fields.field() == 7) {
                    start = fields.at();
                }
                fields.skip();
            }
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(start, end);
                model[at] = random.nextBoolean()
                        ? (byte) (model[at] ^ 1 << random.nextInt(8))
                        : (byte) random.nextInt(random.nextBoolean() ? 10 : 256);
            }
            return model;
        }
    }
}
