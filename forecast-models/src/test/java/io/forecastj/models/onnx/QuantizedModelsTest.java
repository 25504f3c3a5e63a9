package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.DenseModel.number;
import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.floats;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.opset;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static io.forecastj.models.onnx.OnnxModels.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks with quantized and fused operators compute right, and are refused where they are wrong. */
class QuantizedModelsTest {
    private static final int UINT8 = 2;
    private static final int K = 40;
    private static final int N = 3;
    private static final long MAX_KILOBYTES = 6_000_000;

    private static byte[] model(Proto graph) {
        return new Proto()
                .varint(1, 8)
                .text(2, "test")
                .message(8, opset("", 17))
                .message(8, opset("com.microsoft", 1))
                .message(7, graph)
                .toBytes();
    }

    private static Proto own(String operator, String output, String... inputs) {
        return node(operator, output, inputs).text(7, "com.microsoft");
    }

    private static Proto signature() {
        return new Proto()
                .text(2, "main")
                .message(11, value("context", FLOAT, "batch", (long) K))
                .message(12, value("p", FLOAT, "batch", (long) N));
    }

    private static OnnxOptions.Builder options() {
        return OnnxOptions.builder()
                .contract(OnnxContract.forecasting(FeaturePipeline.of(Features.column("y")), Target.level("y"), N)
                        .lookback(K)
                        .input(OnnxInput.past("context", "bf"))
                        .output(OnnxOutput.point("p"))
                        .build());
    }

    /** The four bits of a weight, from 0 to 15. */
    private static int bits(int row, int column) {
        return (7 * row + 5 * column) % 16;
    }

    /** A matrix of 4 bits in blocks of 16 rows, whose zero is 8. */
    private static byte[] nBits(int block, long k, String... more) {
        int blocks = (K + block - 1) / block;
        byte[] packed = new byte[N * blocks * block / 2];
        float[] scales = new float[N * blocks];
        for (int n = 0; n < N; n++) {
            for (int i = 0; i < K; i++) {
                packed[n * blocks * block / 2 + i / 2] |= (byte) (bits(i, n) << (i % 2 * 4));
            }
            for (int b = 0; b < blocks; b++) {
                scales[n * blocks + b] = scale(n, b);
            }
        }
        Proto product = own("MatMulNBits", "p", "context", "w", "s")
                .message(5, number("K", k))
                .message(5, number("N", N))
                .message(5, number("bits", 4))
                .message(5, number("block_size", block));
        for (String name : more) {
            product.message(5, number(name, 1));
        }
        return model(signature()
                .message(5, tensor("w", UINT8, packed, N, blocks, block / 2))
                .message(5, tensor("s", FLOAT, floats(scales), (long) N * blocks))
                .message(1, product));
    }

    private static float scale(int column, int block) {
        return 0.01f * (1 + column + 2 * block);
    }

    @Test
    void weightsOfFourBitsAreThoseOfTheirBlocks() {
        TimeSeries series = ContextModels.walk(1, 60, "y");
        double[] context = ContextModels.context(series, "y", K);
        try (Predictor predictor = Onnx.load(nBits(16, K), options().build())) {
            Forecast forecast = predictor.predict(series);
            for (int n = 0; n < N; n++) {
                double sum = 0;
                for (int i = 0; i < K; i++) {
                    sum += context[i] * (bits(i, n) - 8) * scale(n, i / 16);
                }
                assertThat(forecast.point(n + 1)).isCloseTo(sum, within(1e-2));
            }
            requireOneBit(predictor);
        }
    }

    private static void requireOneBit(Predictor predictor) {
        List<TimeSeries> histories = IntStream.range(0, 40)
                .mapToObj(i -> ContextModels.walk(i, K + i, "y"))
                .toList();
        assertThat(predictor.predictAll(histories))
                .isEqualTo(histories.stream().map(predictor::predict).toList());
    }

    private static byte[] weights() {
        byte[] weights = new byte[K * N];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (i * 11 % 255);
        }
        return weights;
    }

    private static byte[] dynamic() {
        return model(signature()
                .message(5, tensor("w", UINT8, weights(), K, N))
                .message(5, tensor("s", FLOAT, floats(0.02f)))
                .message(5, tensor("z", UINT8, new byte[] {(byte) 128}))
                .message(1, own("DynamicQuantizeMatMul", "p", "context", "w", "s", "z")));
    }

    @Test
    void aProductThatRoundsItsInputByItsRangeIsTheSameInABatch() {
        byte[] weights = weights();
        TimeSeries series = ContextModels.walk(2, 60, "y");
        double[] context = ContextModels.context(series, "y", K);
        try (Predictor predictor = Onnx.load(dynamic(), options().build())) {
            double sum = 0;
            for (int i = 0; i < K; i++) {
                sum += context[i] * ((weights[i * N] & 0xff) - 128) * 0.02;
            }
            assertThat(predictor.predict(series).point(1)).isCloseTo(sum, within(Math.abs(sum) * 0.02 + 3));
            requireOneBit(predictor);
        }
    }

    @Test
    void productsThatRoundByTheRangeOfTheWholeTensorNeverRunAsABatch() {
        BatchOperators rounding = BatchOperators.of(
                OnnxScan.of(dynamic(), "m", OnnxLimits.DEFAULT).graph());
        assertThat(rounding.mixes()).isTrue();
        assertThat(rounding.rounds()).isTrue();
        BatchOperators blocks = BatchOperators.of(
                OnnxScan.of(nBits(16, K), "m", OnnxLimits.DEFAULT).graph());
        assertThat(blocks.mixes()).isFalse();
        assertThat(blocks.rounds()).isFalse();
    }

    private static Proto layer() {
        float[] w = new float[K * N];
        for (int i = 0; i < w.length; i++) {
            w[i] = (i % 7 - 3) / 50f;
        }
        return new Proto()
                .message(5, tensor("w", FLOAT, floats(w), N, K))
                .message(5, tensor("b", FLOAT, floats(0.5f, -0.25f, 1), N))
                .message(5, tensor("g", FLOAT, floats(1, 2, 3), N));
    }

    private static byte[] fused() {
        return model(signature()
                .append(layer())
                .message(1, own("FusedMatMul", "m", "context", "w").message(5, number("transB", 1)))
                .message(1, own("BiasGelu", "h", "m", "b"))
                .message(1, own("SkipLayerNormalization", "p", "h", "m", "g", "b")));
    }

    @Test
    void fusedLayersComputeWhatTheirPartsCompute() {
        Proto stored = layer();
        byte[] parts = new Proto()
                .varint(1, 8)
                .text(2, "test")
                .message(8, opset("", 20))
                .message(
                        7,
                        signature()
                                .append(stored)
                                .message(1, node("Gemm", "m", "context", "w").message(5, number("transB", 1)))
                                .message(1, node("Add", "mb", "m", "b"))
                                .message(1, node("Gelu", "h", "mb"))
                                .message(1, node("Add", "sum", "h", "m"))
                                .message(1, node("LayerNormalization", "p", "sum", "g", "b")))
                .toBytes();
        TimeSeries series = ContextModels.walk(3, 60, "y");
        try (Predictor one = Onnx.load(fused(), options().build());
                Predictor other = Onnx.load(parts, options().build())) {
            assertThat(one.predict(series).points())
                    .containsExactly(other.predict(series).points(), within(1e-4));
            requireOneBit(one);
        }
    }

    private static void requireRefused(byte[] model, String... parts) {
        assertThatThrownBy(() -> Onnx.load(model, options().build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void aMatrixWhoseSizesDoNotFitItsAttributesIsRefused() {
        requireRefused(nBits(16, K + 1), "MatMulNBits", "a matrix of 41 columns");
        requireRefused(nBits(8, K), "block_size");
        requireRefused(nBits(24, K), "a block_size among [16, 32, 64, 128, 256]");
        requireRefused(nBits(16, K, "weight_prepacked"), "attributes that the operator has", "weight_prepacked");
        byte[] short1 = model(signature()
                .message(5, tensor("w", UINT8, new byte[N * 2 * 8], N, 2, 8))
                .message(5, tensor("s", FLOAT, floats(new float[N * 3]), N * 3L))
                .message(
                        1,
                        own("MatMulNBits", "p", "context", "w", "s")
                                .message(5, number("K", K))
                                .message(5, number("N", N))
                                .message(5, number("bits", 4))
                                .message(5, number("block_size", 16))));
        requireRefused(short1, "input 1 of the shape [3, 3, 8]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"QuantizeLinear", "MatMulInteger", "DynamicQuantizeMatMul", "SkipLayerNormalization", "BiasGelu"
            })
    void inputsThatDoNotFitAreRefused(String operator) {
        boolean standard = operator.equals("QuantizeLinear") || operator.equals("MatMulInteger");
        Proto node = (standard ? node(operator, "p", "context", "b", "b") : own(operator, "p", "context", "b", "b"));
        if (operator.equals("BiasGelu")) {
            node = own(operator, "p", "context", "b");
        }
        requireRefused(
                model(signature()
                        .message(5, tensor("b", FLOAT, floats(1, 2), 2))
                        .message(1, node)),
                operator,
                "expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPContext", "MatMulBnb4", "Attention", "BeamSearch", "Tokenizer", "QMoE", "Inverse"})
    void otherOperatorsOfTheDomainAreRefusedByNameAlsoIfAProofIsAskedFor(String operator) {
        byte[] model = model(signature().message(1, own(operator, "p", "context")));
        requireRefused(model, "com.microsoft." + operator, "only these are allowed");
        assertThatThrownBy(() -> Onnx.load(
                        model,
                        options()
                                .provenInChildProcess(Duration.ofSeconds(20), 1L << 30)
                                .build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("com.microsoft." + operator, "only these are allowed");
    }

    @Test
    void anotherVersionOfTheDomainIsRefused() {
        byte[] model = new Proto()
                .varint(1, 8)
                .message(8, opset("", 17))
                .message(8, opset("com.microsoft", 2))
                .message(7, signature().message(1, own("QuickGelu", "p", "context")))
                .toBytes();
        requireRefused(model, "a version from 1 to 1 of the operators of com.microsoft");
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void damagedModelsLeaveTheProcessAlive() throws Exception {
        requireAlive(600, 1);
    }

    @Tag("slow")
    @EnabledOnOs(OS.LINUX)
    @Test
    void thousandsOfDamagedModelsLeaveTheProcessAlive() throws Exception {
        requireAlive(20_000, 2);
    }

    private static void requireAlive(int count, long seed) throws Exception {
        ChildJvm.Result result = ChildJvm.run(
                Child.class,
                MAX_KILOBYTES,
                300,
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                Integer.toString(count),
                Long.toString(seed));
        assertThat(result.exit())
                .as("the exit code for seed %d; the last damage is what it died of: %s", seed, result.output())
                .isZero();
        assertThat(result.output().lines().reduce((a, b) -> b).orElseThrow()).matches("refused \\d+");
    }

    /** The process that may die. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            int count = Integer.parseInt(arguments[0]);
            long seed = Long.parseLong(arguments[1]);
            List<byte[]> models = List.of(nBits(16, K), dynamic(), fused());
            TimeSeries series = ContextModels.walk(5, K, "y");
            int refused = 0;
            for (int i = 0; i < count; i++) {
                System.out.println("damage " + i);
                SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
                byte[] model = models.get(i % models.size()).clone();
                for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                    // the attributes and shapes are behind the weights
                    int at = random.nextBoolean()
                            ? random.nextInt(model.length)
                            : model.length - 1 - random.nextInt(Math.min(200, model.length));
                    model[at] = random.nextBoolean()
                            ? (byte) (model[at] ^ 1 << random.nextInt(8))
                            : (byte) random.nextInt(random.nextBoolean() ? 10 : 256);
                }
                try (Predictor predictor = Onnx.load(model, options().build())) {
                    predictor.predict(series);
                } catch (ForecastException e) {
                    // a model that does not load, or that has no answer
                    refused++;
                }
            }
            System.out.println("refused " + refused);
        }
    }
}
