package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.attribute;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.value;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
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

/** Graphs whose answers differ from run to run are refused wherever the node is, but not a dropout switched off. */
class DrawingModelsTest {
    private static final int BOOL = 9;

    private static Proto ratio() {
        return OnnxModels.tensor("ratio", OnnxModels.FLOAT, OnnxModels.floats(0.5f));
    }

    private static Proto bool(String name, int value, long... dims) {
        return OnnxModels.tensor(name, BOOL, new byte[] {(byte) value}, dims);
    }

    private static DenseModel dropout(Proto... first) {
        DenseModel model = new DenseModel().part(5, ratio());
        for (Proto node : first) {
            model.node(node);
        }
        return model.before("Dropout", "ratio", "train");
    }

    private static Proto constant(String name, Proto tensor) {
        return node("Constant", name).message(5, attribute("value", 4, 5, tensor));
    }

    /** A node with two branches, of which the first one has the given nodes that compute "in" from "outer". */
    private static DenseModel branch(Proto... nodes) {
        Proto then = new Proto().text(2, "then").message(12, value("in", OnnxModels.FLOAT, "batch", 2L));
        for (Proto each : nodes) {
            then.message(1, each);
        }
        Proto other = new Proto()
                .text(2, "other")
                .message(12, value("same", OnnxModels.FLOAT, "batch", 2L))
                .message(1, node("Identity", "same", "m"));
        Proto branches = node("If", "chosen", "yes")
                .message(5, attribute("then_branch", 5, 6, then))
                .message(5, attribute("else_branch", 5, 6, other));
        return new DenseModel()
                .part(5, ratio())
                .part(5, bool("yes", 1))
                .nodeAfter(branches)
                .made("chosen");
    }

    private static Arguments model(String what, DenseModel model, String... parts) {
        return Arguments.of(what, model.bytes(), parts);
    }

    static Stream<Arguments> drawing() {
        String training = "training mode";
        return Stream.of(
                model("noise", new DenseModel().before("RandomNormalLike"), "'RandomNormalLike'", "to compute 'xx'"),
                model(
                        "noise with a seed",
                        new DenseModel()
                                .before(
                                        "RandomUniformLike",
                                        new Proto()
                                                .text(1, "seed")
                                                .fixed32(2, 3)
                                                .varint(20, 1)),
                        "also if it has a seed"),
                model("noise of a shape", new DenseModel().node(node("RandomNormal", "r")), "'RandomNormal'"),
                model("uniform noise of a shape", new DenseModel().node(node("RandomUniform", "r")), "'RandomUniform'"),
                model("coins", new DenseModel().before("Bernoulli"), "'Bernoulli'"),
                model("draws of a class", new DenseModel().nodeAfter(node("Multinomial", "r", "m")), "'Multinomial'"),
                model(
                        "a named node in a branch",
                        branch(node("RandomNormalLike", "in", "m").text(3, "noise")),
                        "node 'noise' ('RandomNormalLike')"),
                model("dropout, stored true", dropout().part(5, bool("train", 1)), training, "mask"),
                model("dropout, stored true in a list", dropout().part(5, bool("train", 1, 1)), training),
                model(
                        "dropout, true as an integer",
                        dropout().part(5, OnnxModels.emptyTensor("train", BOOL).varint(5, 1)),
                        training),
                model("dropout, constant true", dropout(constant("train", bool("t", 1))), training),
                model(
                        "dropout, computed",
                        dropout(node("Not", "train", "no")).part(5, bool("no", 0)),
                        training,
                        "eval()"),
                model("dropout, an input", dropout().part(11, value("train", BOOL)), training),
                model(
                        "dropout in a branch",
                        branch(node("Dropout", "in", "m", "ratio", "yes")),
                        training,
                        "to compute 'in'"),
                model(
                        "dropout by the old attribute",
                        new DenseModel().before("Dropout", DenseModel.number("is_test", 0)),
                        training),
                model(
                        "batch normalization in training mode",
                        new DenseModel()
                                .nodeAfter(node("BatchNormalization", "n", "m", "m", "m", "m", "m")
                                        .message(5, DenseModel.number("training_mode", 1))),
                        "a BatchNormalization in training mode",
                        "other rows"),
                model(
                        "batch normalization with the outputs of training",
                        new DenseModel()
                                .nodeAfter(node("BatchNormalization", "n", "m", "m", "m", "m", "m")
                                        .text(2, "mean")),
                        "a BatchNormalization in training mode"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawing")
    void aModelThatDrawsIsRefusedByName(String what, byte[] model, String[] parts) {
        assertThatThrownBy(() -> Onnx.load(model, options(SmallModels.linear()).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("same answers in every run")
                .hasMessageContainingAll(parts);
    }

    static Stream<Arguments> quiet() {
        return Stream.of(
                model("without the input", new DenseModel().before("Dropout")),
                model("with a ratio only", new DenseModel().part(5, ratio()).before("Dropout", "ratio")),
                model("an empty third input", new DenseModel().part(5, ratio()).before("Dropout", "ratio", "")),
                model("stored false", dropout().part(5, bool("train", 0))),
                model(
                        "false as an integer",
                        dropout().part(5, OnnxModels.emptyTensor("train", BOOL).varint(5, 0))),
                model("constant false", dropout(constant("train", bool("t", 0)))),
                model(
                        "a stored false by another name",
                        dropout(node("Identity", "train", "no")).part(5, bool("no", 0))),
                model(
                        "a false of an outer graph",
                        branch(node("Dropout", "in", "m", "ratio", "no")).part(5, bool("no", 0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quiet")
    void dropoutThatIsSwitchedOffChangesNothing(String what, byte[] model, String[] none) {
        TimeSeries history = series(4, 20);
        try (Predictor predictor =
                        Onnx.load(model, options(SmallModels.linear()).build());
                Predictor plain = Onnx.load(
                        new DenseModel().bytes(), options(SmallModels.linear()).build())) {
            assertThat(predictor.predict(history).points())
                    .isEqualTo(plain.predict(history).points());
        }
    }

    static Stream<Arguments> mixing() {
        Proto threshold = new Proto().text(1, "threshold").fixed32(2, 20.5f).varint(20, 1);
        Proto counted = node("Binarizer", "over", "x").text(7, "ai.onnx.ml").message(5, threshold);
        return Stream.of(
                model(
                        "all axes",
                        new DenseModel()
                                .header(8, OnnxModels.opset("ai.onnx.ml", 3))
                                .node(counted)
                                .node(node("ReduceSum", "sum", "over").message(5, DenseModel.number("keepdims", 0)))
                                .nodeAfter(node("Add", "added", "m", "sum"))
                                .made("added")),
                model(
                        "the axis of the batch",
                        new DenseModel()
                                .header(8, OnnxModels.opset("ai.onnx.ml", 3))
                                .list("axes", 0, 1, 2)
                                .node(counted)
                                .node(node("ReduceSum", "sum", "over", "axes")
                                        .message(5, DenseModel.number("keepdims", 0)))
                                .nodeAfter(node("Add", "added", "m", "sum"))
                                .made("added")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mixing")
    void rowsThatMixAboveAThresholdOnlyAreAnsweredOneByOne(String what, byte[] model, String[] none) {
        List<TimeSeries> histories =
                IntStream.range(0, 64).mapToObj(i -> series(i, 20)).toList();
        try (Predictor predictor =
                Onnx.load(model, options(SmallModels.linear()).build())) {
            List<Forecast> alone = histories.stream().map(predictor::predict).toList();
            assertThat(predictor.predictAll(histories)).isEqualTo(alone);
        }
    }

    @Test
    void aFixedBatchWhoseRowsMixIsRefused() {
        byte[] model = new DenseModel()
                .input(3L, 4L, 3L)
                .output(3L, 2L)
                .nodeAfter(node("ReduceMean", "mean", "m").message(5, DenseModel.ints("axes", 0)))
                .nodeAfter(node("Sub", "less", "m", "mean"))
                .made("less")
                .bytes();
        assertThatThrownBy(() -> Onnx.load(model, options(SmallModels.linear()).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(
                        "the rows of a batch should be independent", "in a batch of 3", "a batch of 1");
    }
}
