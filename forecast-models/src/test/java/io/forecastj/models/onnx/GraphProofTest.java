package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.HostileOperators.integer;
import static io.forecastj.models.onnx.HostileOperators.integers;
import static io.forecastj.models.onnx.HostileOperators.words;
import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.INT64;
import static io.forecastj.models.onnx.OnnxModels.floats;
import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.longs;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.opset;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static io.forecastj.models.onnx.OnnxModels.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelLoadException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs whose sizes, divisors and weights do not follow from the file and the shapes of its inputs are refused. */
class GraphProofTest {
    private static final int ROWS = 2;

    /** A graph that passes the scan, and words of the reason why its runs are not proven. */
    record Unproven(String name, Proto graph, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Proto list(String name, long... values) {
        return tensor(name, INT64, longs(values), values.length);
    }

    private static Proto cast(String output, String input, long type) {
        return node("Cast", output, input).message(5, integer("to", type));
    }

    private static Proto weights(String name, long... dims) {
        int count = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        return tensor(name, FLOAT, floats(new float[count]), dims);
    }

    /** A graph with the integers {@code i}, which nobody knows, and the list {@code k}. */
    private static Proto with(long... values) {
        return graph().message(1, cast("i", "x", INT64)).message(5, list("k", values));
    }

    private static Unproven size(String name, Proto node, String reason, long... values) {
        return new Unproven(name, with(values).message(1, node), reason);
    }

    static List<Unproven> divisors() {
        Proto many = tensor("m", INT64, longs(new long[40]), 40, 1, 1);
        return List.of(
                size("a division by 0", node("Div", "z", "i", "k"), "cannot be 0", 0),
                size("a division by data", node("Div", "z", "k", "i"), "cannot be 0", 5),
                size("a remainder by 0", node("Mod", "z", "i", "k"), "cannot be 0", 1, 0, 2),
                size("a remainder of the least integer", node("Mod", "z", "i", "k"), "by -1", -1),
                size("a division of the least integer", node("Div", "z", "i", "k"), "by -1", -1),
                new Unproven(
                        "a long list with a 0",
                        with(1).message(5, many).message(1, node("Div", "z", "i", "m")),
                        "cannot be 0"),
                new Unproven(
                        "a divisor that was another number",
                        with(3).message(1, node("Sub", "d", "k", "k")).message(1, node("Div", "z", "i", "d")),
                        "one that is 0"),
                new Unproven(
                        "a divisor that overflows to 0",
                        with(1 << 20)
                                .message(1, node("Mul", "a", "k", "k"))
                                .message(1, node("Mul", "bb", "a", "a"))
                                .message(1, node("Div", "z", "i", "bb")),
                        "cannot be 0"));
    }

    static List<Unproven> sizes() {
        return List.of(
                size("an expansion by data", node("Expand", "z", "x", "i"), "depends on numbers", 1),
                size("a huge expansion", node("Expand", "z", "x", "k"), "elements", 1 << 20, 1 << 10, 1),
                size("repetitions by data", node("Tile", "z", "x", "i"), "depends on numbers", 1),
                size("huge repetitions", node("Tile", "z", "x", "k"), "elements", 1 << 20, 1 << 10),
                size("too few repetitions", node("Tile", "z", "x", "k"), "a count for each", 2),
                size("a shape of data", node("ConstantOfShape", "z", "i"), "depends on numbers", 1),
                size("a huge constant", node("ConstantOfShape", "z", "k"), "elements", 1 << 20, 1 << 20),
                size("a constant of a negative size", node("ConstantOfShape", "z", "k"), "from 0", -1),
                size("a range to data", node("Range", "z", "k", "i", "k"), "depends on data", 1),
                size("a range that never ends", node("Range", "z", "k", "k", "k"), "step other than 0", 0),
                size("a border of data", node("Pad", "z", "x", "i"), "depends on numbers", 1),
                size("a huge border", node("Pad", "z", "x", "k"), "elements", 1 << 20, 0, 0, 1 << 10),
                size("a border that cuts too much", node("Pad", "z", "x", "k"), "less than nothing", -1, 0, -2, 0),
                size(
                        "a mirror beyond the axis",
                        node("Pad", "z", "x", "k").message(5, words("mode", "reflect")),
                        "less than the axis",
                        0,
                        0,
                        0,
                        3),
                new Unproven(
                        "one number for each integer",
                        with(1 << 20)
                                .message(1, node("OneHot", "z", "i", "k", "w"))
                                .message(1, node("OneHot", "q", "z", "k", "w")),
                        "elements"),
                new Unproven(
                        "a scale of infinity",
                        with(1, 1, 3)
                                .message(1, node("Reshape", "r", "x", "k"))
                                .message(5, tensor("s", FLOAT, floats(1, 1, Float.POSITIVE_INFINITY), 3))
                                .message(1, node("Resize", "z", "r", "", "s")),
                        "scales"));
    }

    static List<Unproven> shapes() {
        Proto image = with(1, 3, 2).message(1, node("Reshape", "r", "x", "k")).message(5, weights("v", 4, 3, 1));
        Proto none = with(0, 1).message(1, node("ConstantOfShape", "e", "k"));
        Proto lstm = new Proto()
                .append(with(2, 1, 3))
                .message(1, node("Reshape", "r", "x", "k"))
                .message(5, weights("a", 1, 16, 3));
        return List.of(
                new Unproven(
                        "channels that do not fit",
                        new Proto()
                                .append(image)
                                .message(5, weights("u", 4, 2, 1))
                                .message(1, node("Conv", "z", "r", "u")),
                        "weights for 3 channels"),
                new Unproven(
                        "groups that do not fit",
                        new Proto()
                                .append(image)
                                .message(1, node("Conv", "z", "r", "v").message(5, integer("group", 2))),
                        "2 groups"),
                new Unproven(
                        "a bias that does not fit",
                        new Proto().append(image).message(1, node("Conv", "z", "r", "v", "w")),
                        "a bias of 4"),
                new Unproven(
                        "another kernel",
                        new Proto()
                                .append(image)
                                .message(1, node("Conv", "z", "r", "v").message(5, integers("kernel_shape", 2))),
                        "the kernel of the weights"),
                new Unproven(
                        "a kernel beyond the axis",
                        new Proto()
                                .append(image)
                                .message(1, node("MaxPool", "z", "r").message(5, integers("kernel_shape", 3))),
                        "a kernel that fits"),
                new Unproven(
                        "the largest of nothing",
                        new Proto().append(none).message(5, list("one", 1)).message(1, node("TopK", "z", "e", "one")),
                        "inputs with elements"),
                new Unproven(
                        "the norm of nothing",
                        new Proto().append(none).message(1, node("LpNormalization", "z", "e")),
                        "inputs with elements"),
                new Unproven(
                        "more parts than outputs",
                        graph().message(1, node("Split", "z", "x").text(2, "q").message(5, integer("num_outputs", 1))),
                        "num_outputs 2"),
                new Unproven(
                        "weights of another layer",
                        new Proto()
                                .append(lstm)
                                .message(5, weights("rr", 1, 16, 5))
                                .message(1, node("LSTM", "z", "r", "a", "rr")),
                        "input 1 of the shape"),
                new Unproven(
                        "another number of units",
                        new Proto()
                                .append(lstm)
                                .message(5, weights("rr", 1, 16, 4))
                                .message(1, node("LSTM", "z", "r", "a", "rr").message(5, integer("hidden_size", 8))),
                        "hidden_size 4"),
                new Unproven(
                        "heads that do not divide the units",
                        new Proto()
                                .append(with(1, 2, 3))
                                .message(1, node("Reshape", "r", "x", "k"))
                                .message(
                                        1,
                                        node("Attention", "z", "r", "r", "r")
                                                .message(5, integer("q_num_heads", 2))
                                                .message(5, integer("kv_num_heads", 2))),
                        "heads that divide"),
                new Unproven(
                        "a mask that is wider than the scores",
                        new Proto()
                                .append(with(1, 2, 3))
                                .message(1, node("Reshape", "r", "x", "k"))
                                .message(5, weights("wide", 6, 1, 3, 1))
                                .message(
                                        1,
                                        node("Attention", "z", "r", "r", "r", "wide")
                                                .message(5, integer("q_num_heads", 1))
                                                .message(5, integer("kv_num_heads", 1))),
                        "a mask that can be spread to the scores [1, 1, 2, 2]"),
                new Unproven(
                        "an equation of nothing",
                        graph().message(1, node("Einsum", "z", "x").message(5, words("equation", "..."))),
                        "an equation of letters"));
    }

    static List<Unproven> doublings() {
        Proto concat = graph();
        Proto add = graph().message(5, list("k", 1, -1)).message(5, list("l", -1, 1));
        Proto product = graph().message(5, list("two", 2, 1)).message(1, node("Tile", "p0", "x", "two"));
        for (int i = 0; i < 40; i++) {
            concat.message(
                    1,
                    node("Concat", "c" + i, i == 0 ? "x" : "c" + (i - 1), i == 0 ? "x" : "c" + (i - 1))
                            .message(5, integer("axis", 1)));
            add.message(1, node("Reshape", "a" + i, i == 0 ? "x" : "s" + (i - 1), "k"))
                    .message(1, node("Reshape", "b" + i, i == 0 ? "x" : "s" + (i - 1), "l"))
                    .message(1, node("Add", "s" + i, "a" + i, "b" + i));
            product.message(1, node("Tile", "p" + (i + 1), "p" + i, "two"));
        }
        Proto matrices = graph().message(5, list("big", 4_000, 4_000)).message(1, node("ConstantOfShape", "m0", "big"));
        for (int i = 0; i < 40; i++) {
            matrices.message(1, node("MatMul", "m" + (i + 1), "m" + i, "m0"));
        }
        Proto kept = graph();
        for (int i = 0; i < 10; i++) {
            kept.message(5, list("k" + i, 1 << 13, 1 << 13)).message(1, node("ConstantOfShape", "z" + i, "k" + i));
        }
        return List.of(
                new Unproven("40 doublings", concat, "elements"),
                new Unproven("40 squares", add, "elements"),
                new Unproven("40 repetitions", product, "elements"),
                new Unproven("hours of products", matrices, "multiplications"),
                new Unproven("many large tensors", kept, "bytes at the same time"));
    }

    @ParameterizedTest
    @MethodSource({"divisors", "sizes", "shapes", "doublings"})
    void unprovenRunsAreRefusedWithTheNode(Unproven model) {
        assertThatThrownBy(() -> prove(model.graph()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith("evil.onnx: node ''")
                .hasMessageContaining(model.reason())
                .hasMessageContaining("provenInChildProcess")
                .hasMessageNotContaining("null");
    }

    private static void prove(Proto graph) {
        byte[] model = new Proto()
                .varint(1, 10)
                .message(8, opset("", 23))
                .message(8, opset("ai.onnx.ml", 3))
                .message(7, graph)
                .toBytes();
        OnnxScan scan = OnnxScan.of(model, "evil.onnx", OnnxLimits.DEFAULT);
        GraphProof.require(scan.graph(), Map.of("x", Fact.of(ElementType.FLOAT, ROWS, 3)), "evil.onnx");
    }

    @Test
    void whatFollowsFromTheShapesIsProven() {
        Proto graph = with(2).message(5, list("axis", 0))
                .message(5, list("minus", -1))
                .message(1, node("Shape", "shape", "x"))
                .message(1, node("Gather", "rows", "shape", "axis"))
                .message(1, node("Div", "half", "rows", "k"))
                .message(1, node("Div", "third", "i", "rows"))
                .message(1, node("Concat", "sizes", "half", "rows", "minus").message(5, integer("axis", 0)))
                .message(1, node("Abs", "sure", "sizes"))
                .message(1, node("ConstantOfShape", "zeros", "sure"))
                .message(1, node("Equal", "open", "sizes", "minus"))
                .message(1, node("Where", "target", "open", "k", "sizes"))
                .message(1, node("Expand", "z", "zeros", "target"))
                // data may be divided, if the divisor is sure
                .message(1, node("Mod", "m", "i", "k"))
                // fractions have an infinity for a division by 0
                .message(1, node("Div", "f", "x", "x"));
        assertThatCode(() -> prove(graph)).doesNotThrowAnyException();
    }

    @Test
    void theNumbersOfAShapeAreFollowedThroughTurnsAndSlices() {
        // PyTorch turns the order of paddings like this
        Proto pads = with(0, 0, 1, 1)
                .message(5, list("two", -1, 2))
                .message(5, list("flat", -1))
                .message(5, list("last", -1))
                .message(5, list("least", -(1 << 20)))
                .message(5, list("zero", 0))
                .message(1, node("Reshape", "pairs", "k", "two"))
                .message(1, node("Slice", "turned", "pairs", "last", "least", "zero", "last"))
                .message(1, node("Transpose", "columns", "turned").message(5, integers("perm", 1, 0)))
                .message(1, node("Reshape", "sides", "columns", "flat"))
                .message(1, node("Pad", "z", "x", "sides"))
                .message(1, node("Conv", "q", "z", "nothing"));
        assertThatThrownBy(() -> prove(pads.message(5, weights("nothing", 1, 1, 1))))
                .hasMessageContaining("('Conv')")
                .hasMessageContaining("FLOAT[4, 3]");
    }

    @Test
    void anOperatorOutsideTheListPassesTheScanOnlyWhenAnyIsAllowed() {
        Proto graph = graph().message(1, node("CastLike", "z", "x", "x"));
        byte[] model = OnnxModels.model(graph).toBytes();
        OnnxScan scan = OnnxScan.of(model, "proven.onnx", OnnxLimits.ANY_OPERATOR);
        assertThat(scan.graph().operators()).isEqualTo(Operators.ANY);
        assertThatThrownBy(() -> OnnxScan.of(model, "proven.onnx", OnnxLimits.DEFAULT))
                .hasMessageContaining("CastLike");
    }

    @Test
    void moreThan5000NodesBesidesConstantsAreRefused() {
        assertThatCode(() -> OnnxScan.of(chain(4_999), "long.onnx", OnnxLimits.DEFAULT))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> OnnxScan.of(chain(5_000), "long.onnx", OnnxLimits.DEFAULT))
                .hasMessageContaining("at most 5000 nodes besides constants, found more");
        assertThatCode(() -> OnnxScan.of(chain(5_000), "long.onnx", OnnxLimits.ANY_OPERATOR))
                .doesNotThrowAnyException();
    }

    private static byte[] chain(int nodes) {
        Proto graph = graph();
        for (int i = 0; i < nodes; i++) {
            graph.message(1, node("Relu", "z" + i, i == 0 ? "x" : "z" + (i - 1)));
        }
        return OnnxModels.model(graph).toBytes();
    }

    @Test
    void everyModelOfTheTestsIsProvenForABatch() throws Exception {
        for (String name : List.of(
                "lstm-stacked",
                "lstm-bidirectional",
                "lstm-attention",
                "gru",
                "transformer",
                "transformer-double",
                "seq2seq-quantiles",
                "flat",
                "trees")) {
            byte[] model = Files.readAllBytes(TestModels.path(name));
            OnnxScan scan = OnnxScan.of(model, name, OnnxLimits.DEFAULT);
            Map<String, Fact> inputs = new HashMap<>();
            for (TensorSpec input : scan.inputs()) {
                long[] dims = input.dims().stream()
                        .mapToLong(dim -> dim instanceof Dim.Fixed fixed ? fixed.size() : 32)
                        .toArray();
                inputs.put(input.name(), Fact.of(input.type(), dims));
            }
            assertThatCode(() -> GraphProof.require(scan.graph(), inputs, name))
                    .as(name)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aDoublingModelIsRefusedByLoading() {
        Proto graph = new Proto()
                .text(2, "doubling")
                .message(11, value("x", FLOAT, "batch", 4L, 3L))
                .message(12, value("y", FLOAT, "batch", 2L))
                .message(5, weights("w", 12, 2))
                .message(1, node("Flatten", "c0", "x"));
        for (int i = 0; i < 40; i++) {
            graph.message(1, node("Concat", "c" + (i + 1), "c" + i, "c" + i).message(5, integer("axis", 1)));
        }
        graph.message(1, node("Flatten", "f", "x")).message(1, node("MatMul", "y", "f", "w"));
        OnnxOptions options =
                OnnxOptions.builder().contract(SmallModels.linear().toString()).build();
        assertThatThrownBy(() -> Onnx.load(OnnxModels.model(graph).toBytes(), options))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("('Concat'): expected tensors of at most 134217728 elements");
    }
}
