package io.forecastj.training.export;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.training.network.DropoutMask;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.OutputForm;
import io.forecastj.training.network.RecurrentWeights;
import io.forecastj.training.network.Weight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks whose file would not run, or not as it was trained, are refused when they are written. */
class RefusedNetworksTest {
    private static final Weight WEIGHT = Weight.uniform("weight", 1, true, 3, 4);
    private static final Weight BIAS = Weight.uniform("bias", 1, false, 3);
    private static final Weight FOREIGN = Weight.uniform("weight", 1, true, 3, 4);
    private static final DropoutMask MASK = new DropoutMask("mask", 4, 0.5);
    private static final RecurrentWeights LAYER = RecurrentWeights.of("layer", 3, 4, 2);

    static Stream<Arguments> bodies() {
        float[] three = {1, 2, 3};
        return Stream.of(
                refused((ops, in) -> ops.add(in.past(), ops.constant(three, 3)), "Add", "past[batch, 5, 4]", "[3]"),
                refused((ops, in) -> ops.add(in.past(), ops.mask(MASK)), "Add", "mask[batch, 4]"),
                refused((ops, in) -> ops.add(in.past(), ops.reshape(ops.mask(MASK), 1, 1, 4)), "Add", "batch"),
                refused(
                        (ops, in) -> ops.add(ops.mask(MASK), ops.constant(three, 3, 1, 1)),
                        "Add",
                        "the batch as the first axis"),
                refused((ops, in) -> ops.constant(three, 4), "constant", "[4]", "3"),
                refused((ops, in) -> ops.mask(new DropoutMask("mask", 5, 0.5)), "mask", "units=5"),
                refused((ops, in) -> ops.weight(FOREIGN), "weight[3, 4]", "none of its weights"),
                refused((ops, in) -> ops.matMul(in.past(), in.past()), "matMul", "past[batch, 5, 4]"),
                refused((ops, in) -> ops.matMul(ops.weight(WEIGHT), ops.mask(MASK)), "matMul", "mask[batch, 4]"),
                refused(
                        (ops, in) -> ops.matMul(ops.constant(three, 3, 1, 1), ops.reshape(ops.mask(MASK), 1, 4)),
                        "matMul",
                        "[3, 1, 1]"),
                refused(
                        (ops, in) -> ops.matMul(ops.mask(MASK), ops.constant(new float[8], 2, 4, 1)),
                        "matMul",
                        "the batch as the first axis"),
                refused((ops, in) -> ops.linear(ops.slice(in.past(), 2, 0, 3), WEIGHT, BIAS), "linear", "[3, 3]"),
                refused((ops, in) -> ops.linear(in.past(), BIAS, BIAS), "linear", "bias[3]"),
                refused((ops, in) -> ops.linear(in.past(), WEIGHT, WEIGHT), "linear", "[12]"),
                refused((ops, in) -> ops.softmax(in.past(), 0), "softmax", "from 1 to 2", "found 0"),
                refused((ops, in) -> ops.logSoftmax(in.past(), 3), "logSoftmax", "found 3"),
                refused((ops, in) -> ops.sum(in.past(), 0), "sum", "found 0"),
                refused((ops, in) -> ops.mean(in.past(), -1), "ReduceMean", "found -1"),
                refused((ops, in) -> ops.layerNorm(in.past(), BIAS, BIAS), "layerNorm", "[4]", "bias[3]"),
                refused((ops, in) -> ops.transpose(in.past(), 1, 0, 2), "transpose", "[1, 0, 2]"),
                refused((ops, in) -> ops.transpose(in.past(), 0, 1), "transpose", "[0, 1]"),
                refused((ops, in) -> ops.transpose(in.past(), 0, 1, 1), "transpose", "[0, 1, 1]"),
                refused((ops, in) -> ops.reshape(in.past(), 21), "reshape", "[batch, 21]"),
                refused((ops, in) -> ops.reshape(in.past(), -20, -1), "reshape", "past[batch, 5, 4]"),
                refused((ops, in) -> ops.slice(in.past(), 1, 3, 6), "slice", "3 to 6"),
                refused((ops, in) -> ops.slice(in.past(), 1, 3, 3), "slice", "3 to 3"),
                refused((ops, in) -> ops.slice(in.past(), 0, 0, 1), "slice", "found 0"),
                refused((ops, in) -> ops.concat(List.of(), 1), "concat", "none"),
                refused(
                        (ops, in) -> ops.concat(List.of(in.past(), ops.slice(in.past(), 1, 0, 2)), 2),
                        "concat",
                        "[batch, 2, 4]"),
                refused((ops, in) -> ops.reverse(in.past(), 0), "reverse", "found 0"),
                refused((ops, in) -> ops.lstm(in.past(), LAYER), "LSTM", "layer.input[6, 4]"),
                refused((ops, in) -> ops.gru(ops.slice(in.past(), 2, 1, 4), LAYER), "GRU", "[6, 3]"),
                refused((ops, in) -> ops.gru(ops.mask(MASK), LAYER), "GRU", "3 axes"),
                refused((ops, in) -> ops.convolution(in.past(), WEIGHT, BIAS, 0, 0, 1), "convolution", "weight[3, 4]"),
                refused((ops, in) -> in.past(), "output", "[batch, 4]", "past[batch, 5, 4]"),
                refused((ops, in) -> ops.constant(new float[4], 1, 4), "output", "[batch, 4]"));
    }

    private static Arguments refused(BodyNetwork.Body body, String... parts) {
        return Arguments.of(body, parts);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("bodies")
    void anOperatorNamesTheShapesThatDoNotFit(BodyNetwork.Body body, String[] parts) {
        assertRefused(network(body), parts);
    }

    @Test
    void aKernelFitsItsAxis() {
        Weight kernel = Weight.uniform("kernel", 1, true, 3, 5, 3);
        BodyNetwork network = network((ops, in) -> ops.convolution(in.past(), kernel, BIAS, 0, 0, 2), kernel, BIAS);
        assertRefused(network, "convolution", "dilation 2", "kernel 3", "past[batch, 5, 4]");
    }

    @Test
    void theOutputDependsOnEveryWeight() {
        BodyNetwork unused = network((ops, in) -> ops.mask(MASK), WEIGHT);
        assertRefused(unused, "depends on all its weights", "weight[3, 4]");
        BodyNetwork forgotten = network(
                (ops, in) -> {
                    ops.linear(in.past(), WEIGHT, BIAS);
                    return ops.mask(MASK);
                },
                BIAS,
                WEIGHT);
        assertRefused(forgotten, "depends on all its weights");
    }

    @Test
    void namesOccurOnceAndHaveNoCharactersOfForms() {
        assertRefused(network((ops, in) -> ops.mask(MASK), WEIGHT, FOREIGN), "'weight'");
        for (String name : List.of("past", "future", "point", "mask", "a+b", "a:T", "")) {
            Weight weight = Weight.uniform(name, 1, true, 4);
            BodyNetwork network = network((ops, in) -> ops.multiply(ops.mask(MASK), ops.weight(weight)), weight);
            assertRefused(network, "'" + name + "'");
        }
    }

    @Test
    void numbersAreThoseOfTheWeights() {
        BodyNetwork network =
                network((ops, in) -> ops.linear(ops.reshape(ops.mask(MASK), 1, 4), WEIGHT, BIAS), WEIGHT, BIAS);
        assertNumbersRefused(network, Map.of("bias", new float[3]), "12 numbers", "weight[3, 4]", "none");
        assertNumbersRefused(network, Map.of("bias", new float[3], "weight", new float[11]), "12 numbers", "11");
        Map<String, float[]> numbers = new HashMap<>(network.numbers(1));
        numbers.put("other", new float[1]);
        assertNumbersRefused(network, numbers, "[weight, bias]", "other");
        numbers.remove("other");
        numbers.put("bias", new float[] {0, Float.NaN, 0});
        assertNumbersRefused(network, numbers, "finite", "bias[3]", "NaN at 1");
    }

    private static BodyNetwork network(BodyNetwork.Body body, Weight... weights) {
        List<Weight> all = weights.length > 0
                ? List.of(weights)
                : Stream.concat(Stream.of(WEIGHT, BIAS), LAYER.all().stream()).toList();
        NetworkShape shape = new NetworkShape(5, 4, 4, 0, 0, new OutputForm.Points(4));
        return new BodyNetwork("refused", shape, all, List.of(MASK), body);
    }

    private static void assertRefused(BodyNetwork network, String... parts) {
        assertNumbersRefused(network, network.numbers(1), parts);
    }

    private static void assertNumbersRefused(BodyNetwork network, Map<String, float[]> numbers, String... parts) {
        assertThatThrownBy(() -> OnnxExport.write(network, numbers, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }
}
