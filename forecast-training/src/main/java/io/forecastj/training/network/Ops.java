package io.forecastj.training.network;

import java.util.List;

/**
 * Operators that networks consist of, for one kind of tensor: those of the engine, or values of an ONNX graph.
 *
 * <p>For one thread. Axis 0 of every tensor but weights and constants is the batch, whose size networks never ask for;
 * shapes that are passed leave it out. Two operands are broadcast as in NumPy, aligned at their last axes. Axes count
 * from 0, which is the batch.
 *
 * @param <T> the type of tensors
 */
public interface Ops<T> {
    /** Returns the sizes of all axes; that of a batch is -1 where it is not known. */
    int[] shape(T x);

    /** Returns a trained weight. */
    T weight(Weight weight);

    /** Returns fixed numbers of a shape, without a batch. */
    T constant(float[] values, int... shape);

    /** Returns the mask of a place of dropout, {@code [batch, units]}: ones if nothing is dropped. */
    T mask(DropoutMask mask);

    /** Returns the sum. */
    T add(T a, T b);

    /** Returns the difference. */
    T subtract(T a, T b);

    /** Returns the product, element by element. */
    T multiply(T a, T b);

    /** Returns the quotient, element by element. */
    T divide(T a, T b);

    /** Returns the greater element of each pair. */
    T max(T a, T b);

    /** Returns the product of matrices in the last two axes; the axes before are those of a batch of matrices. */
    T matMul(T a, T b);

    /**
     * Returns {@code x w' + b} over the last axis.
     *
     * @param x {@code [.., in]}
     * @param weight {@code [out, in]}
     * @param bias {@code [out]}
     */
    T linear(T x, Weight weight, Weight bias);

    /** Returns the positive part. */
    T relu(T x);

    /** Returns {@code x Phi(x)}, with the exact normal distribution. */
    T gelu(T x);

    /** Returns the hyperbolic tangent. */
    T tanh(T x);

    /** Returns the logistic function. */
    T sigmoid(T x);

    /** Returns {@code log(1 + exp(x))}. */
    T softplus(T x);

    /** Returns the absolute values. */
    T abs(T x);

    /** Returns the softmax over an axis. */
    T softmax(T x, int axis);

    /** Returns the logarithm of the softmax over an axis. */
    T logSoftmax(T x, int axis);

    /** Returns the sum over an axis, which stays with the size 1. */
    T sum(T x, int axis);

    /** Returns the mean over an axis, which stays with the size 1. */
    T mean(T x, int axis);

    /** Returns the greatest element over an axis, which stays with the size 1. */
    T max(T x, int axis);

    /**
     * Returns {@code (x - mean) / sqrt(variance + 1e-5) * gain + shift}, with mean and population variance over the
     * last axis.
     */
    T layerNorm(T x, Weight gain, Weight shift);

    /** Returns the tensor with its axes in another order; the batch stays first. */
    T transpose(T x, int... axes);

    /** Returns the same elements in another shape; the batch stays. */
    T reshape(T x, int... shapeAfterBatch);

    /** Returns a range of an axis that is not the batch; half-open. */
    T slice(T x, int axis, int from, int to);

    /** Returns tensors put one after the other along an axis. */
    T concat(List<T> parts, int axis);

    /** Returns the elements of an axis in the reverse order. */
    T reverse(T x, int axis);

    /**
     * Returns the states of a one-way long short-term memory layer that starts with zeros.
     *
     * @param x {@code [batch, time, in]}
     * @return {@code [batch, time, units]}
     */
    T lstm(T x, RecurrentWeights weights);

    /**
     * Returns the states of a one-way layer of gated recurrent units that starts with zeros, in the form with the reset
     * gate after the recurrent product, as PyTorch has it.
     *
     * @param x {@code [batch, time, in]}
     * @return {@code [batch, time, units]}
     */
    T gru(T x, RecurrentWeights weights);

    /**
     * Returns a convolution over time.
     *
     * @param x {@code [batch, in, time]}
     * @param weight {@code [out, in, kernel]}
     * @param bias {@code [out]}
     * @param padLeft the number of zeros before the first time
     * @param padRight the number of zeros after the last time
     * @return {@code [batch, out, time + padLeft + padRight - dilation (kernel - 1)]}
     */
    T convolution(T x, Weight weight, Weight bias, int padLeft, int padRight, int dilation);
}
