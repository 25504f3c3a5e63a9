package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.DenseModel.FLOAT16;
import static io.forecastj.models.onnx.DenseModel.number;
import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.INT64;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.opset;
import static io.forecastj.models.onnx.OnnxModels.value;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.series;
import static io.forecastj.models.onnx.SmallModels.times;
import static io.forecastj.models.onnx.SmallModels.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Types, shapes and inputs that exporters write and whose meaning is clear. */
class TensorKindsTest {
    private static final int INT32 = 6;

    private static final List<TimeSeries> HISTORIES =
            IntStream.range(0, 40).mapToObj(i -> series(i, 20)).toList();

    private static Predictor load(DenseModel model, ObjectNode contract) {
        return Onnx.load(model.bytes(), options(contract).build());
    }

    private static void requireRight(Predictor predictor, int steps, double precision, DoubleUnaryOperator rounding) {
        List<Forecast> all = predictor.predictAll(HISTORIES);
        for (int i = 0; i < HISTORIES.size(); i++) {
            TimeSeries history = HISTORIES.get(i);
            Forecast forecast = predictor.predict(history);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(all.get(i)).isEqualTo(forecast);
            double[] changes =
                    times(Arrays.stream(window(history)).map(rounding).toArray(), 2, 0);
            for (int step = 1; step <= steps; step++) {
                assertThat(forecast.point(step))
                        .isCloseTo(history.value(19, "y") + changes[step - 1], within(precision));
            }
        }
    }

    private static Proto cast(int type) {
        return number("to", type);
    }

    @Test
    void wholeNumbersAreTheNearestOnesTiesToEven() {
        for (int type : new int[] {INT32, INT64}) {
            try (Predictor predictor =
                    load(new DenseModel().types(type, FLOAT).before("Cast", cast(FLOAT)), SmallModels.linear())) {
                requireRight(predictor, 2, 1e-4, Math::rint);
            }
        }
    }

    @Test
    void numbersOf16BitsAreInputsAndOutputs() {
        DenseModel model = new DenseModel()
                .types(FLOAT16, FLOAT16)
                .before("Cast", cast(FLOAT))
                .after("Cast", cast(FLOAT16));
        try (Predictor predictor = load(model, SmallModels.linear())) {
            requireRight(predictor, 2, 0.02, x -> Half.toDouble(Half.of(x)));
        }
    }

    private static TimeSeries lastY(double value) {
        TimeSeries.Builder changed = TimeSeries.builder("holiday", "y", "x");
        for (int i = 0; i < 20; i++) {
            changed.add(Instant.EPOCH.plusSeconds(3600L * i), 0, i == 19 ? value : 20, 1);
        }
        return changed.build();
    }

    @Test
    void aNumberThatTheTypeCannotHoldGivesNoForecastAndIsNamed() {
        double[][] limits = {{INT32, 2_147_483_647.0}, {INT64, Math.nextDown(0x1p63)}, {FLOAT16, 65_504}};
        for (double[] limit : limits) {
            DenseModel model = new DenseModel().types((int) limit[0], FLOAT).before("Cast", cast(FLOAT));
            try (Predictor predictor = load(model, SmallModels.linear())) {
                assertThat(predictor.predict(lastY(limit[1] / 2)).status()).isEqualTo(ForecastStatus.OK);
                for (double beyond : new double[] {limit[1] * 1.01, -limit[1] * 1.01, Double.MAX_VALUE}) {
                    Forecast forecast = predictor.predict(lastY(beyond));
                    assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
                    assertThat(forecast.points()).containsOnly(Double.NaN);
                    assertThat(forecast.reasons().toString()).contains("'y' is too large for the model");
                }
            }
        }
    }

    @Test
    void aLargePriceFitsIn16BitsAfterTheWindowIsScaled() {
        ObjectNode contract = SmallModels.linear();
        SmallModels.input(contract, 0).set("scaling", SmallModels.json("{'kind':'window','groups':[[0],[1]]}"));
        try (Predictor predictor = load(new DenseModel().types(FLOAT16, FLOAT).before("Cast", cast(FLOAT)), contract)) {
            assertThat(predictor.predict(lastY(100_000)).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    static Stream<Arguments> points() {
        return Stream.of(
                Arguments.of(
                        "[batch, steps, 1]",
                        new DenseModel().output("batch", 2L, 1L).list("at", 2).after("Unsqueeze", "at"),
                        2),
                Arguments.of(
                        "[batch, steps, 1], a fixed batch",
                        new DenseModel()
                                .input(3L, 4L, 3L)
                                .output(3L, 2L, 1L)
                                .list("at", 2)
                                .after("Unsqueeze", "at"),
                        2),
                Arguments.of(
                        "[batch, 1, steps]",
                        new DenseModel().output("batch", 1L, 2L).list("at", 1).after("Unsqueeze", "at"),
                        2),
                Arguments.of(
                        "[batch, 1, 1]",
                        new DenseModel()
                                .columns(1)
                                .output("batch", 1L, 1L)
                                .list("at", 2)
                                .after("Unsqueeze", "at"),
                        -1),
                Arguments.of(
                        "[batch]",
                        new DenseModel()
                                .columns(1)
                                .output("batch")
                                .list("at", 1)
                                .after("Squeeze", "at"),
                        -1),
                Arguments.of(
                        "[] for a batch of one",
                        new DenseModel()
                                .columns(1)
                                .input(1L, 4L, 3L)
                                .output()
                                .list("at", 0, 1)
                                .after("Squeeze", "at"),
                        -1),
                Arguments.of(
                        "[] for an open batch",
                        new DenseModel().columns(1).output().list("at", 0, 1).after("Squeeze", "at"),
                        -1),
                Arguments.of(
                        "[steps] for a batch of one",
                        new DenseModel()
                                .input(1L, 4L, 3L)
                                .output(2L)
                                .list("at", 0)
                                .after("Squeeze", "at"),
                        2),
                Arguments.of(
                        "a batch of 0, which means an open one",
                        new DenseModel().input(0L, 4L, 3L).output(0L, 2L),
                        2),
                Arguments.of("a batch of 0 in the input only", new DenseModel().input(0L, 4L, 3L), 2),
                Arguments.of(
                        "a batch of 0 between",
                        new DenseModel().input(0L, 4L, 3L).output(0L, 2L).part(13, value("flat", FLOAT, 0L, 12L)),
                        2),
                Arguments.of(
                        "a batch of 0 behind domains that no node uses",
                        new DenseModel()
                                .input(0L, 4L, 3L)
                                .header(8, opset("com.microsoft", 1))
                                .header(8, opset("a.longer.name", 7))
                                .header(8, opset("ai.onnx.ml", 3)),
                        2),
                Arguments.of(
                        "domains that no node uses",
                        new DenseModel()
                                .header(8, opset("com.microsoft", 1))
                                .header(8, opset("ai.onnx.training", 99))
                                .header(8, opset("ai.onnx.ml", 3))
                                .header(8, opset("pkg.onnxscript.torch_lib", 1)),
                        2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void aShapeWithOneMeaningIsAccepted(String what, DenseModel model, int steps, @TempDir Path directory)
            throws IOException {
        if (steps < 0) {
            byte[] bytes = model.bytes();
            TimeSeries history = HISTORIES.get(0);
            try (Predictor predictor = Onnx.load(
                    bytes, options(SmallModels.linear().put("horizon", 1)).build())) {
                for (TimeSeries each : HISTORIES) {
                    assertThat(predictor.predict(each).point(1))
                            .isCloseTo(each.value(19, "y") + times(window(each), 1, 0)[0], within(1e-4));
                }
                assertThat(predictor.predictAll(HISTORIES).get(0)).isEqualTo(predictor.predict(history));
            }
            return;
        }
        byte[] bytes = model.bytes();
        try (Predictor predictor =
                Onnx.load(bytes, options(SmallModels.linear()).build())) {
            requireRight(predictor, steps, 1e-4, x -> x);
            Predictors.save(predictor, directory.resolve("saved"));
        }
        // what is saved is the file as it was, whatever native code received
        assertThat(Files.readAllBytes(directory.resolve("saved/model-1.onnx"))).isEqualTo(bytes);
        try (Predictor loaded = Predictors.load(directory.resolve("saved"))) {
            requireRight(loaded, steps, 1e-4, x -> x);
        }
    }

    static Stream<Arguments> unclear() {
        return Stream.of(
                Arguments.of("two axes of 0", new DenseModel().input(0L, 0L, 3L), new String[] {
                    "with elements", "'x'[0, 0, 3]"
                }),
                Arguments.of(
                        "an axis of 0 that is not the batch",
                        new DenseModel().input("batch", 0L, 3L),
                        new String[] {"[batch, 4, 3] by the contract, found [batch, 0, 3]"}),
                Arguments.of(
                        "no batch for many rows",
                        new DenseModel()
                                .input(4L, 4L, 3L)
                                .output(2L)
                                .list("at", 0)
                                .after("Squeeze", "at"),
                        new String[] {"the same batch", "the input 'x' has 4 rows, the output 'y' 1"}),
                Arguments.of(
                        "whole numbers as points",
                        new DenseModel().types(FLOAT, INT64).after("Cast", cast(INT64)),
                        new String[] {"the output 'y'", "[FLOAT, FLOAT16, DOUBLE]", "found INT64"}),
                Arguments.of(
                        "booleans as input",
                        new DenseModel().types(9, FLOAT).before("Cast", cast(FLOAT)),
                        new String[] {"the input 'x'", "found BOOL"}),
                Arguments.of(
                        "numbers of 16 bits of the other kind",
                        new DenseModel().types(16, FLOAT).before("Cast", cast(FLOAT)),
                        new String[] {"the input 'x'", "found BFLOAT16"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unclear")
    void aShapeOrTypeOfNoClearMeaningIsRefused(String what, DenseModel model, String[] parts) {
        byte[] bytes = model.bytes();
        assertThatThrownBy(() -> Onnx.load(bytes, options(SmallModels.linear()).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(parts);
    }

    /** Adds a state, whose zeros change nothing, to the network's answer. */
    private static DenseModel stateful(Object... dims) {
        DenseModel model = new DenseModel().part(11, value("h0", FLOAT, dims));
        if (dims.length == 3) {
            model.list("first", dims[0] instanceof Long ? 0 : 1).node(node("Squeeze", "h", "h0", "first"));
        } else {
            model.node(node("Identity", "h", "h0"));
        }
        return model.nodeAfter(node("Cos", "one", "h"))
                .nodeAfter(node("Mul", "kept", "m", "one"))
                .made("kept");
    }

    private static ObjectNode withState(String layout) {
        ObjectNode contract = SmallModels.linear();
        SmallModels.inputs(contract).add(SmallModels.json("{'tensor':'h0','kind':'state','layout':'" + layout + "'}"));
        return contract;
    }

    @Test
    void anInitialStateIsZeros() {
        // the cosine of 0 is 1, that of anything else is not
        try (Predictor layers = load(stateful(1L, "batch", 2L), withState("lbu"));
                Predictor fixed = load(stateful(1L, 3L, 2L).input(3L, 4L, 3L).output(3L, 2L), withState("lbu"));
                Predictor between = load(stateful("batch", 1L, 2L), withState("blu"));
                Predictor plain = load(stateful("batch", 2L), withState("bu"))) {
            requireRight(layers, 2, 1e-4, x -> x);
            requireRight(between, 2, 1e-4, x -> x);
            requireRight(fixed, 2, 1e-4, x -> x);
            requireRight(plain, 2, 1e-4, x -> x);
        }
    }

    @Test
    void aStateThatTheContractDoesNotNameOrThatHasNoSizeIsRefused() {
        assertThatThrownBy(() -> load(stateful(1L, "batch", 2L), SmallModels.linear()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(
                        "the input h0 FLOAT[1, batch, 2]",
                        "{\"tensor\": \"h0\", \"kind\": \"state\", \"layout\": \"lbu\"}");
        assertThatThrownBy(() -> load(stateful("layers", "batch", 2L), withState("lbu")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("a fixed size for each axis but the batch, found [layers, batch, 2]");
        assertThatThrownBy(() -> load(stateful(1L, "batch", 2L), withState("bu")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("of a state of the layout 'bu'", "it fits the layout 'lbu'");
        assertThatThrownBy(() -> load(stateful("batch", 1L, 2L), withState("lbu")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("found [batch, 1, 2]", "'blu'");
        assertThatThrownBy(() -> load(stateful(1L, "batch", 2L), withState("ubl")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("'layout' should be one of [lbu, blu, bu]");
    }
}
