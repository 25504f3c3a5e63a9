package io.forecastj.training.torch;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.forecastj.training.network.Ops;
import io.forecastj.training.torch.OperatorNetwork.Operator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** All operators, each at least once, by name. */
final class OperatorCases {
    private OperatorCases() {}

    static Stream<Arguments> all() {
        return Stream.of(
                operator("relu", Ops::relu, 20),
                operator("gelu", Ops::gelu, 20),
                operator("tanh", Ops::tanh, 20),
                operator("sigmoid", Ops::sigmoid, 20),
                operator("softplus", Ops::softplus, 20),
                operator("abs", Ops::abs, 20),
                operator("add", OperatorCases::add, 20),
                operator("subtract", OperatorCases::subtract, 20),
                operator("multiply", OperatorCases::multiply, 20),
                operator("divide", OperatorCases::divide, 20),
                operator("max of two", OperatorCases::maxOfTwo, 20),
                operator("constant", OperatorCases::constant, 20),
                operator("matMul with a matrix", OperatorCases::matrix, 25),
                operator("matMul of a batch", OperatorCases::batchOfMatrices, 25),
                operator("linear", OperatorCases::linear, 15),
                operator("softmax over time", OperatorCases::softmax, 20),
                operator("logSoftmax over features", OperatorCases::logSoftmax, 20),
                operator("sum over time", OperatorCases::sum, 4),
                operator("mean over features", OperatorCases::mean, 5),
                operator("max over time", OperatorCases::maxOverTime, 4),
                operator("layerNorm", OperatorCases::layerNorm, 20),
                operator("transpose", OperatorCases::transpose, 20),
                operator("reshape", OperatorCases::reshape, 20),
                operator("slice", OperatorCases::slice, 8),
                operator("concat", OperatorCases::concat, 28),
                operator("reverse", OperatorCases::reverse, 20),
                operator("lstm", OperatorCases::lstm, 15),
                operator("lstm of the reversed window", OperatorCases::backwards, 15),
                operator("gru", OperatorCases::gru, 15),
                operator("convolution", OperatorCases::convolution, 9),
                operator("convolution, padded on both sides", OperatorCases::padded, 15),
                operator("convolution, dilated and padded before", OperatorCases::causal, 15),
                operator("convolution, padded after", OperatorCases::padAfter, 12));
    }

    private static Arguments operator(String name, Operator operator, int size) {
        return arguments(named(name, new OperatorNetwork(operator, size)));
    }

    private static <T> T add(Ops<T> ops, T x) {
        return ops.tanh(ops.add(ops.weight(OperatorNetwork.OTHER), x));
    }

    private static <T> T subtract(Ops<T> ops, T x) {
        return ops.tanh(ops.subtract(ops.weight(OperatorNetwork.OTHER), x));
    }

    private static <T> T multiply(Ops<T> ops, T x) {
        return ops.multiply(x, ops.weight(OperatorNetwork.GAIN));
    }

    private static <T> T divide(Ops<T> ops, T x) {
        return ops.divide(x, ops.add(ops.abs(x), ops.softplus(ops.weight(OperatorNetwork.OTHER))));
    }

    private static <T> T maxOfTwo(Ops<T> ops, T x) {
        return ops.max(x, ops.weight(OperatorNetwork.OTHER));
    }

    private static <T> T constant(Ops<T> ops, T x) {
        return ops.multiply(ops.constant(new float[] {1, -2, 3, -4, 5}, 5, 1), x);
    }

    private static <T> T matrix(Ops<T> ops, T x) {
        T square = ops.matMul(ops.weight(OperatorNetwork.OTHER), ops.constant(new float[] {1, 2, -1, 1, 3}, 1, 5));
        return ops.tanh(ops.matMul(square, ops.matMul(x, ops.transpose(x, 0, 2, 1))));
    }

    private static <T> T batchOfMatrices(Ops<T> ops, T x) {
        return ops.matMul(x, ops.transpose(x, 0, 2, 1));
    }

    private static <T> T linear(Ops<T> ops, T x) {
        return ops.linear(x, OperatorNetwork.MATRIX, OperatorNetwork.BIAS);
    }

    private static <T> T softmax(Ops<T> ops, T x) {
        return ops.softmax(x, 1);
    }

    private static <T> T logSoftmax(Ops<T> ops, T x) {
        return ops.logSoftmax(x, 2);
    }

    private static <T> T sum(Ops<T> ops, T x) {
        return ops.sum(ops.multiply(x, x), 1);
    }

    private static <T> T mean(Ops<T> ops, T x) {
        return ops.mean(ops.multiply(x, x), 2);
    }

    private static <T> T maxOverTime(Ops<T> ops, T x) {
        return ops.max(x, 1);
    }

    private static <T> T layerNorm(Ops<T> ops, T x) {
        return ops.layerNorm(x, OperatorNetwork.GAIN, OperatorNetwork.OFFSET);
    }

    private static <T> T transpose(Ops<T> ops, T x) {
        return ops.transpose(ops.tanh(x), 0, 2, 1);
    }

    private static <T> T reshape(Ops<T> ops, T x) {
        return ops.softmax(ops.reshape(x, 2, 10), 1);
    }

    private static <T> T slice(Ops<T> ops, T x) {
        return ops.slice(ops.tanh(x), 1, 1, 3);
    }

    private static <T> T concat(Ops<T> ops, T x) {
        return ops.concat(List.of(ops.slice(x, 1, 3, 5), ops.tanh(x)), 1);
    }

    private static <T> T reverse(Ops<T> ops, T x) {
        return ops.multiply(ops.reverse(x, 1), ops.weight(OperatorNetwork.OTHER));
    }

    private static <T> T lstm(Ops<T> ops, T x) {
        return ops.lstm(x, OperatorNetwork.LSTM);
    }

    private static <T> T backwards(Ops<T> ops, T x) {
        return ops.reverse(ops.lstm(ops.reverse(x, 1), OperatorNetwork.LSTM), 1);
    }

    private static <T> T gru(Ops<T> ops, T x) {
        return ops.gru(x, OperatorNetwork.GRU);
    }

    private static <T> T convolution(Ops<T> ops, T x) {
        return convolution(ops, x, 0, 0, 1);
    }

    private static <T> T padded(Ops<T> ops, T x) {
        return convolution(ops, x, 1, 1, 1);
    }

    private static <T> T causal(Ops<T> ops, T x) {
        return convolution(ops, x, 4, 0, 2);
    }

    private static <T> T padAfter(Ops<T> ops, T x) {
        return convolution(ops, x, 0, 1, 1);
    }

    private static <T> T convolution(Ops<T> ops, T x, int padLeft, int padRight, int dilation) {
        T channels = ops.transpose(x, 0, 2, 1);
        return ops.convolution(channels, OperatorNetwork.KERNEL, OperatorNetwork.BIAS, padLeft, padRight, dilation);
    }
}
