package io.forecastj.training.network;

import java.util.List;

/**
 * Convolution over time with a bias, which starts as PyTorch's does: all within 1 / sqrt(in kernel) of zero.
 *
 * @param weight {@code [out, in, kernel]}
 * @param bias {@code [out]}
 * @param dilation the distance of the times that are read
 */
record Convolution(Weight weight, Weight bias, int dilation) {
    static Convolution of(String name, int in, int out, int kernel, int dilation) {
        double bound = 1 / Math.sqrt((double) in * kernel);
        return new Convolution(
                Weight.uniform(name + ".weight", bound, true, out, in, kernel),
                Weight.uniform(name + ".bias", bound, false, out),
                dilation);
    }

    List<Weight> weights() {
        return List.of(weight, bias);
    }

    /** Returns as many times as there are in {@code x}, each from those before and after it. */
    <T> T centred(Ops<T> ops, T x) {
        int padding = dilation * (weight.shape()[2] - 1);
        return ops.convolution(x, weight, bias, padding / 2, padding - padding / 2, dilation);
    }

    /** Returns as many times as there are in {@code x}, each from itself and those before it. */
    <T> T causal(Ops<T> ops, T x) {
        return ops.convolution(x, weight, bias, dilation * (weight.shape()[2] - 1), 0, dilation);
    }
}
