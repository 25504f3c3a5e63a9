package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.INT64;
import static io.forecastj.models.onnx.OnnxModels.attribute;
import static io.forecastj.models.onnx.OnnxModels.longs;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators along the batch are found in a graph, whatever the numbers are by which a row could change another. */
class BatchOperatorsTest {
    private static final int GRAPH = 5;

    private static Proto integer(String name, long value) {
        return new Proto().text(1, name).varint(3, value).varint(20, 2);
    }

    private static Proto integers(String name, long... values) {
        Proto attribute = new Proto().text(1, name);
        for (long value : values) {
            attribute.varint(8, value);
        }
        return attribute.varint(20, 7);
    }

    private static BatchOperators operators(byte[] model) {
        return BatchOperators.of(
                OnnxScan.of(model, "test", OnnxLimits.ANY_OPERATOR).graph());
    }

    private static Proto graph() {
        return new Proto()
                .text(2, "main")
                .message(11, OnnxModels.value("x", FLOAT, "batch", 3L))
                .message(11, OnnxModels.value("z", INT64, "batch"))
                .message(12, OnnxModels.value("y", FLOAT, "batch", 3L))
                .message(5, tensor("first", INT64, longs(0), 1))
                .message(5, tensor("last", INT64, longs(-1), 1))
                .message(5, tensor("second", INT64, longs(1), 1))
                .message(5, tensor("table", FLOAT, OnnxModels.floats(1, 2), 2, 1));
    }

    static Stream<Arguments> along() {
        return Stream.of(
                Arguments.of("all axes", graph().message(1, node("ReduceSum", "y", "x"))),
                Arguments.of(
                        "an optional input that is not given", graph().message(1, node("ReduceSum", "y", "x", ""))),
                Arguments.of(
                        "the first axis as an attribute",
                        graph().message(1, node("ReduceMean", "y", "x").message(5, integers("axes", 1, 0)))),
                Arguments.of("the first axis as an input", graph().message(1, node("ReduceSum", "y", "x", "first"))),
                Arguments.of("axes that are computed", graph().message(1, node("ReduceSum", "y", "x", "x"))),
                Arguments.of(
                        "an axis counted from the end",
                        graph().message(1, node("ReduceMax", "y", "x").message(5, integers("axes", -3)))),
                Arguments.of(
                        "the first axis of a constant node",
                        graph().message(
                                        1,
                                        node("Constant", "c")
                                                .message(5, attribute("value", 4, 5, tensor("", INT64, longs(0), 1))))
                                .message(1, node("CumSum", "y", "x", "c"))),
                Arguments.of(
                        "a softmax over the rows",
                        graph().message(1, node("Softmax", "y", "x").message(5, integer("axis", 0)))),
                Arguments.of("the largest row by default", graph().message(1, node("ArgMax", "y", "x"))),
                Arguments.of("rows where numbers point to", graph().message(1, node("Gather", "y", "x", "z"))),
                Arguments.of("8 bits", graph().message(1, node("DynamicQuantizeLinear", "y", "x"))),
                Arguments.of(
                        "a graph in a node",
                        graph().message(
                                        1,
                                        node("Any", "y", "x")
                                                .message(
                                                        5,
                                                        attribute(
                                                                "body",
                                                                GRAPH,
                                                                6,
                                                                new Proto()
                                                                        .text(2, "inner")
                                                                        .message(1, node("Unique", "u", "x"))
                                                                        .message(
                                                                                12,
                                                                                OnnxModels.value("u", FLOAT, "n")))))),
                Arguments.of("a loop", graph().message(1, node("Loop", "y", "x"))));
    }

    static Stream<Arguments> apart() {
        return Stream.of(
                Arguments.of("the second axis", graph().message(1, node("ReduceSum", "y", "x", "second"))),
                Arguments.of("the last axis", graph().message(1, node("CumSum", "y", "x", "last"))),
                Arguments.of(
                        "no axis",
                        graph().message(1, node("ReduceSum", "y", "x").message(5, integer("noop_with_empty_axes", 1)))),
                Arguments.of("a softmax of each row", graph().message(1, node("Softmax", "y", "x"))),
                Arguments.of(
                        "the largest number of each row",
                        graph().message(1, node("ArgMax", "y", "x").message(5, integer("axis", 1)))),
                Arguments.of("a stored row", graph().message(1, node("Gather", "y", "x", "first"))),
                Arguments.of("rows of a stored table", graph().message(1, node("Gather", "y", "table", "x"))),
                Arguments.of("a matrix product", graph().message(1, node("MatMul", "y", "x", "table"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("along")
    void anOperatorAlongTheBatchIsFound(String what, Proto graph) {
        assertThat(operators(OnnxModels.model(graph).toBytes()).mixes()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("apart")
    void anOperatorWithinARowIsNotTakenForOne(String what, Proto graph) {
        assertThat(operators(OnnxModels.model(graph).toBytes()).mixes()).isFalse();
    }

    @Test
    void noModelOfOursHasOne() throws IOException {
        for (String model : TestModels.all().toList()) {
            assertThat(operators(Files.readAllBytes(TestModels.path(model))).mixes())
                    .as(model)
                    .isFalse();
        }
    }
}
