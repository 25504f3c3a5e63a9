package io.forecastj.training.export;

import io.forecastj.training.network.DropoutMask;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.Ops;
import io.forecastj.training.network.OutputForm;
import io.forecastj.training.network.PlainRun;
import io.forecastj.training.network.RecurrentWeights;
import io.forecastj.training.network.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A network for each operator, on windows {@code [batch, 5, 4]}. */
final class OperatorNetworks {
    private static final int LOOKBACK = 5;
    private static final int FEATURES = 4;

    private OperatorNetworks() {}

    static Stream<BodyNetwork> all() {
        return Stream.of(elementwise(), alongAxes(), shapes(), products(), layers())
                .flatMap(networks -> networks);
    }

    private static Stream<BodyNetwork> elementwise() {
        Weight gain = weight("gain", FEATURES);
        float[] two = {2, -3};
        return Stream.of(
                of("weight", (ops, in) -> ops.add(in.past(), ops.weight(gain)), gain),
                of("constant", (ops, in) -> ops.add(in.past(), ops.constant(new float[] {1, 2, 3, 4}, 4))),
                of("scalar constant", (ops, in) -> ops.add(in.past(), ops.constant(new float[] {0.25f}))),
                of(
                        "add with two broadcast axes",
                        (ops, in) -> ops.add(ops.slice(in.past(), 2, 0, 1), ops.constant(two, 1, 1, 2))),
                of("subtract", (ops, in) -> ops.subtract(ops.slice(in.past(), 1, 0, 1), in.past())),
                of("multiply", (ops, in) -> ops.multiply(in.past(), in.past())),
                of(
                        "divide",
                        (ops, in) -> ops.divide(in.past(), ops.add(ops.abs(in.past()), ops.constant(new float[] {1})))),
                of("max of two", (ops, in) -> ops.max(in.past(), ops.slice(in.past(), 1, 2, 3))),
                of("relu", (ops, in) -> ops.relu(in.past())),
                of("gelu", (ops, in) -> ops.gelu(wide(ops, in.past()))),
                of("tanh", (ops, in) -> ops.tanh(wide(ops, in.past()))),
                of("sigmoid", (ops, in) -> ops.sigmoid(wide(ops, in.past()))),
                of("softplus", (ops, in) -> ops.softplus(ops.multiply(in.past(), ops.constant(new float[] {40})))),
                of("abs", (ops, in) -> ops.abs(in.past())));
    }

    private static <T> T wide(Ops<T> ops, T x) {
        return ops.multiply(x, ops.constant(new float[] {3}));
    }

    private static Stream<BodyNetwork> alongAxes() {
        Weight gain = weight("norm.gain", FEATURES);
        Weight shift = weight("norm.shift", FEATURES);
        return Stream.of(
                of("softmax over time", (ops, in) -> ops.softmax(in.past(), 1)),
                of("softmax over features", (ops, in) -> ops.softmax(in.past(), 2)),
                of("logSoftmax", (ops, in) -> ops.logSoftmax(in.past(), 2)),
                of("sum over time", (ops, in) -> ops.sum(in.past(), 1)),
                of("sum over features", (ops, in) -> ops.sum(in.past(), 2)),
                of("mean", (ops, in) -> ops.mean(in.past(), 1)),
                of("max over time", (ops, in) -> ops.max(in.past(), 1)),
                of("layerNorm", (ops, in) -> ops.layerNorm(in.past(), gain, shift), gain, shift));
    }

    private static Stream<BodyNetwork> shapes() {
        return Stream.of(
                of("transpose", (ops, in) -> ops.transpose(in.past(), 0, 2, 1)),
                of("transpose of four axes", (ops, in) -> ops.transpose(ops.reshape(in.past(), 5, 2, 2), 0, 2, 3, 1)),
                of(
                        "transpose twice",
                        (ops, in) ->
                                ops.transpose(ops.transpose(ops.reshape(in.past(), 5, 2, 2), 0, 2, 3, 1), 0, 3, 1, 2)),
                of(
                        "transpose there and back",
                        (ops, in) -> ops.relu(ops.transpose(ops.transpose(in.past(), 0, 2, 1), 0, 2, 1))),
                of("reshape", (ops, in) -> ops.reshape(in.past(), 2, 10)),
                of("slice of time", (ops, in) -> ops.slice(in.past(), 1, 1, 4)),
                of("slice of features", (ops, in) -> ops.slice(in.past(), 2, 3, 4)),
                of("concat", (ops, in) -> ops.concat(List.of(in.past(), ops.relu(in.past())), 2)),
                of("concat of time", (ops, in) -> ops.concat(List.of(in.past(), ops.slice(in.past(), 1, 0, 2)), 1)),
                of("reverse", (ops, in) -> ops.reverse(in.past(), 1)),
                of("reverse of features", (ops, in) -> ops.reverse(in.past(), 2)));
    }

    private static Stream<BodyNetwork> products() {
        Weight matrix = weight("matrix", FEATURES, 3);
        Weight left = weight("left", 2, LOOKBACK);
        Weight weight = weight("head.weight", 3, FEATURES);
        Weight bias = weight("head.bias", 3);
        Weight flat = weight("flat.weight", 3, LOOKBACK * FEATURES);
        return Stream.of(
                of("matMul with a weight", (ops, in) -> ops.matMul(in.past(), ops.weight(matrix)), matrix),
                of("matMul with a weight on the left", (ops, in) -> ops.matMul(ops.weight(left), in.past()), left),
                of(
                        "matMul of a batch of matrices",
                        (ops, in) -> ops.matMul(in.past(), ops.transpose(in.past(), 0, 2, 1))),
                of("linear over time", (ops, in) -> ops.linear(in.past(), weight, bias), weight, bias),
                of(
                        "linear of rows",
                        (ops, in) -> ops.linear(ops.reshape(in.past(), LOOKBACK * FEATURES), flat, bias),
                        flat,
                        bias),
                of(
                        "a weight in two forms",
                        (ops, in) -> ops.matMul(ops.linear(in.past(), weight, bias), ops.weight(weight)),
                        weight,
                        bias));
    }

    private static Stream<BodyNetwork> layers() {
        RecurrentWeights lstm = RecurrentWeights.of("lstm", 4, FEATURES, 3);
        RecurrentWeights second = RecurrentWeights.of("second", 4, 3, 2);
        RecurrentWeights gru = RecurrentWeights.of("gru", 3, FEATURES, 3);
        RecurrentWeights upper = RecurrentWeights.of("upper", 3, 3, 2);
        Weight kernel = weight("kernel", 3, FEATURES, 3);
        Weight bias = weight("bias", 3);
        DropoutMask mask = new DropoutMask("dropout", FEATURES, 0.5);
        return Stream.of(
                of("lstm", (ops, in) -> ops.lstm(in.past(), lstm), weights(lstm)),
                of(
                        "two layers of lstm",
                        (ops, in) -> ops.lstm(ops.lstm(in.past(), lstm), second),
                        weights(lstm, second)),
                of(
                        "lstm backwards",
                        (ops, in) -> ops.reverse(ops.lstm(ops.reverse(in.past(), 1), lstm), 1),
                        weights(lstm)),
                of("gru", (ops, in) -> ops.gru(in.past(), gru), weights(gru)),
                of("two layers of gru", (ops, in) -> ops.gru(ops.gru(in.past(), gru), upper), weights(gru, upper)),
                convolution("convolution", kernel, bias, 1, 1, 1),
                convolution("causal convolution", kernel, bias, 4, 0, 2),
                convolution("convolution without pads", kernel, bias, 0, 0, 1),
                new BodyNetwork(
                        "mask",
                        shape(LOOKBACK * FEATURES),
                        List.of(),
                        List.of(mask),
                        (ops, in) -> ops.reshape(
                                ops.multiply(in.past(), ops.reshape(ops.mask(mask), 1, FEATURES)),
                                LOOKBACK * FEATURES)));
    }

    private static BodyNetwork convolution(
            String name, Weight kernel, Weight bias, int padLeft, int padRight, int dilation) {
        return of(
                name,
                (ops, in) ->
                        ops.convolution(ops.transpose(in.past(), 0, 2, 1), kernel, bias, padLeft, padRight, dilation),
                kernel,
                bias);
    }

    private static Weight weight(String name, int... shape) {
        return Weight.uniform(name, 1, true, shape);
    }

    private static Weight[] weights(RecurrentWeights... layers) {
        return Arrays.stream(layers).flatMap(layer -> layer.all().stream()).toArray(Weight[]::new);
    }

    /** Makes a network of an operator, whose result becomes the points. */
    static BodyNetwork of(String name, BodyNetwork.Body body, Weight... weights) {
        BodyNetwork bare = new BodyNetwork(name, shape(1), List.of(weights), List.of(), body);
        int[] result = PlainRun.shape(bare, bare.numbers(1), bare.inputs(1, 1));
        int size = Arrays.stream(result).reduce(1, (a, b) -> a * b);
        return new BodyNetwork(
                name, shape(size), List.of(weights), List.of(), (ops, in) -> ops.reshape(body.output(ops, in), size));
    }

    private static NetworkShape shape(int points) {
        return new NetworkShape(LOOKBACK, FEATURES, points, 0, 0, new OutputForm.Points(points));
    }
}
