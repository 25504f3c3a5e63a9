package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.DenseModel.ints;
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
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A network whose batch is on another axis than the contract says is refused; with the right layout it works. */
class LayoutTest {
    private static final List<TimeSeries> HISTORIES =
            IntStream.range(0, 40).mapToObj(i -> series(i, 20)).toList();

    private static ObjectNode contract(String past, String point) {
        ObjectNode contract = SmallModels.linear();
        SmallModels.input(contract, 0).put("layout", past);
        SmallModels.output(contract).put("layout", point);
        return contract;
    }

    /** A recurrent network of PyTorch without {@code batch_first}. */
    private static DenseModel timeFirst(Object rows, Object batch) {
        return new DenseModel().input(rows, batch, 3L).before("Transpose", ints("perm", 1, 0, 2));
    }

    private static DenseModel stepsFirst(Object steps, Object batch) {
        return new DenseModel().output(steps, batch).after("Transpose", ints("perm", 1, 0));
    }

    private static Arguments model(String what, DenseModel model, String past, String point, String... refusal) {
        return Arguments.of(what, model.bytes(), past, point, refusal);
    }

    static Stream<Arguments> swapped() {
        return Stream.of(
                model(
                        "time first, an open batch with a name",
                        timeFirst(4L, "batch"),
                        "tbf",
                        "bs",
                        "[4, batch, 3] has 'batch' on axis 1",
                        "for the input 'x' set \"layout\": \"tbf\""),
                model(
                        "time first, all open with names",
                        timeFirst("time", "batch"),
                        "tbf",
                        "bs",
                        "for the input 'x' set \"layout\": \"tbf\""),
                model(
                        "time first, an open batch without a name",
                        timeFirst(4L, "").output("", 2L),
                        "tbf",
                        "bs",
                        "a fixed 4 where it expects the batch",
                        "set \"layout\": \"tbf\""),
                model(
                        "time first, one name for all open axes",
                        timeFirst(4L, "?").output("?", 2L),
                        "tbf",
                        "bs",
                        "set \"layout\": \"tbf\""),
                model(
                        "time first, a batch of as many rows as the window",
                        timeFirst(4L, 4L).output(4L, 2L),
                        "tbf",
                        "bs",
                        "the rows of a batch should be independent",
                        "is taken as 'btf' and fits [tbf]"),
                model("time first, a batch of one", timeFirst(4L, 1L).output(1L, 2L), "tbf", "bs", "'tbf'"),
                model(
                        "steps first, an open batch with a name",
                        stepsFirst(2L, "batch"),
                        "btf",
                        "sb",
                        "for the output 'y' set \"layout\": \"sb\""),
                model(
                        "steps first, an open batch without a name",
                        stepsFirst(2L, "").input("", 4L, 3L),
                        "btf",
                        "sb",
                        "for the output 'y' set \"layout\": \"sb\""),
                model(
                        "steps first, as many steps as rows",
                        stepsFirst(2L, 2L).input(2L, 4L, 3L),
                        "btf",
                        "sb",
                        "the rows of a batch should be independent"),
                model("steps first, nothing fixed", stepsFirst("", "").input("", "", 3L), "btf", "sb", "does not run"),
                model(
                        "steps first with a last axis of one",
                        stepsFirst(2L, "batch")
                                .output(2L, "batch", 1L)
                                .list("two", 2)
                                .after("Unsqueeze", "two"),
                        "btf",
                        "sb",
                        "for the output 'y' set \"layout\": \"sb\""),
                model(
                        "time first and steps first",
                        timeFirst(4L, "b").output(2L, "b").after("Transpose", ints("perm", 1, 0)),
                        "tbf",
                        "sb"),
                model(
                        "features first",
                        new DenseModel().input("batch", 3L, 4L).before("Transpose", ints("perm", 0, 2, 1)),
                        "bft",
                        "bs",
                        "it fits the layout 'bft'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("swapped")
    void aNetworkWithItsAxesInAnotherOrderIsRefusedUnlessTheContractSaysSo(
            String what, byte[] model, String past, String point, String[] refusal) {
        if (refusal.length > 0) {
            assertThatThrownBy(() ->
                            Onnx.load(model, options(contract("btf", "bs")).build()))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContainingAll(refusal);
        }
        try (Predictor predictor =
                Onnx.load(model, options(contract(past, point)).build())) {
            requireRight(predictor);
        }
    }

    private static void requireRight(Predictor predictor) {
        List<Forecast> all = predictor.predictAll(HISTORIES);
        for (int i = 0; i < HISTORIES.size(); i++) {
            TimeSeries history = HISTORIES.get(i);
            Forecast forecast = predictor.predict(history);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(all.get(i)).isEqualTo(forecast);
            double[] changes = times(window(history), 2, 0);
            for (int step = 1; step <= 2; step++) {
                assertThat(forecast.point(step)).isCloseTo(history.value(19, "y") + changes[step - 1], within(1e-4));
            }
        }
    }

    @Test
    void theOtherWayRoundIsRefusedToo() {
        for (DenseModel model : List.of(
                new DenseModel(),
                new DenseModel().input("", 4L, 3L).output("", 2L),
                new DenseModel().input(4L, 4L, 3L).output(4L, 2L))) {
            assertThatThrownBy(() -> Onnx.load(
                            model.bytes(), options(contract("tbf", "bs")).build()))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("btf");
        }
    }

    @Test
    void aWrongSizeIsNotTakenForAnotherLayout() {
        assertThatThrownBy(() -> Onnx.load(
                        new DenseModel().bytes(),
                        options(contract("btf", "bs").put("lookback", 5)).build()))
                .hasMessageEndingWith("should have the shape [batch, 5, 3] by the contract, found [batch, 4, 3]");
        assertThatThrownBy(() -> Onnx.load(
                        new DenseModel().bytes(),
                        options(contract("btf", "bs").put("horizon", 3)).build()))
                .hasMessageEndingWith("found [batch, 2]");
    }

    @Test
    void aGraphThatFixesNothingIsRefusedByItsRun() {
        Proto graph = new Proto()
                .text(2, "main")
                .message(11, OnnxModels.value("x", OnnxModels.FLOAT, "", "", 3L))
                .message(12, OnnxModels.value("y", OnnxModels.FLOAT, "", ""))
                .message(5, OnnxModels.tensor("zero", OnnxModels.INT64, OnnxModels.longs(0), 1))
                .message(5, OnnxModels.tensor("w", OnnxModels.FLOAT, OnnxModels.floats(1, 0, 0, 0, 0, 1), 3, 2))
                .message(1, OnnxModels.node("ReduceSum", "s", "x", "zero").message(5, DenseModel.number("keepdims", 0)))
                .message(1, OnnxModels.node("MatMul", "y", "s", "w"));
        byte[] model = OnnxModels.model(graph).toBytes();
        assertThatThrownBy(() -> Onnx.load(model, options(contract("btf", "bs")).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("does not run with the shapes of its contract", "fits [tbf]");
        try (Predictor predictor =
                Onnx.load(model, options(contract("tbf", "bs")).build())) {
            double[] window = window(HISTORIES.get(2));
            assertThat(predictor.predict(HISTORIES.get(2)).point(1))
                    .isCloseTo(
                            HISTORIES.get(2).value(19, "y") + window[0] + window[3] + window[6] + window[9],
                            within(1e-4));
            assertThat(predictor.predictAll(HISTORIES).get(2)).isEqualTo(predictor.predict(HISTORIES.get(2)));
        }
    }

    /** The sum of all columns up to each row, for a window of four rows and four steps. */
    private static byte[] sumsSoFar(Object rows, Object batch) {
        Proto graph = new Proto()
                .text(2, "main")
                .message(11, OnnxModels.value("x", OnnxModels.FLOAT, rows, batch, 3L))
                .message(12, OnnxModels.value("y", OnnxModels.FLOAT, rows, batch))
                .message(5, OnnxModels.tensor("two", OnnxModels.INT64, OnnxModels.longs(2), 1))
                .message(5, OnnxModels.tensor("zero", OnnxModels.INT64, OnnxModels.longs(0)))
                .message(1, OnnxModels.node("ReduceSum", "s", "x", "two").message(5, DenseModel.number("keepdims", 0)))
                .message(1, OnnxModels.node("CumSum", "y", "s", "zero"));
        return OnnxModels.model(graph).toBytes();
    }

    static Stream<byte[]> stepsOfTheirTime() {
        return Stream.of(sumsSoFar(4L, 4L), sumsSoFar("", ""), sumsSoFar("t", "b"));
    }

    @ParameterizedTest
    @MethodSource("stepsOfTheirTime")
    void stepsThatSeeOnlyEarlierOnesShowThatTheBatchIsTheTime(byte[] model) {
        assertThatThrownBy(() -> Onnx.load(
                        model, options(contract("btf", "bs").put("horizon", 4)).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("other numbers in row 0", "fits [tbf]", "fits [sb]");
        ObjectNode right = contract("tbf", "sb").put("horizon", 4);
        try (Predictor predictor = Onnx.load(model, options(right).build())) {
            double[] window = window(HISTORIES.get(3));
            double sum = 0;
            for (int row = 0; row < 4; row++) {
                sum += window[3 * row] + window[3 * row + 1] + window[3 * row + 2];
                assertThat(predictor.predict(HISTORIES.get(3)).point(row + 1))
                        .isCloseTo(HISTORIES.get(3).value(19, "y") + sum, within(1e-4));
            }
            assertThat(predictor.predictAll(HISTORIES).get(3)).isEqualTo(predictor.predict(HISTORIES.get(3)));
        }
    }

    @Test
    void theKnownFutureAndQuantilesMayHaveTheStepsFirst() {
        // quantiles of step s: what is known of the step's two columns and their sum
        Proto graph = new Proto()
                .text(2, "main")
                .message(11, OnnxModels.value("x", OnnxModels.FLOAT, 4L, "b", 3L))
                .message(11, OnnxModels.value("known", OnnxModels.FLOAT, 2L, "b", 2L))
                .message(12, OnnxModels.value("y", OnnxModels.FLOAT, 2L, "b", 3L))
                .message(5, OnnxModels.tensor("w", OnnxModels.FLOAT, OnnxModels.floats(1, 0, 1, 0, 1, 1), 2, 3))
                .message(1, OnnxModels.node("MatMul", "y", "known", "w"));
        ObjectNode contract = contract("tbf", "bs");
        SmallModels.inputs(contract)
                .add(SmallModels.json(
                        "{'tensor':'known','kind':'knownFuture','columns':['x','holiday'],'layout':'tbf'}"));
        contract.putArray("outputs")
                .add(SmallModels.json("{'tensor':'y','kind':'quantiles','levels':[0.1,0.5,0.9],'layout':'sbq'}"));
        TimeSeries history = HISTORIES.get(1);
        TimeSeries.Builder ahead = TimeSeries.builder("x", "holiday");
        ahead.add(history.time(19).plusSeconds(3600), 1, 3);
        ahead.add(history.time(19).plusSeconds(7200), 5, 7);
        try (Predictor predictor =
                Onnx.load(OnnxModels.model(graph).toBytes(), options(contract).build())) {
            Forecast forecast = predictor.predict(history, ahead.build());
            double last = history.value(19, "y");
            assertThat(forecast.quantile(1, 0.1)).isCloseTo(last + 1, within(1e-5));
            assertThat(forecast.point(1)).isCloseTo(last + 3, within(1e-5));
            assertThat(forecast.quantile(2, 0.5)).isCloseTo(last + 7, within(1e-5));
            assertThat(forecast.quantile(2, 0.9)).isCloseTo(last + 12, within(1e-5));
        }
    }
}
