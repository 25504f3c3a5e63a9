package io.forecastj.training.network;

import java.util.List;

/**
 * A network: its weights, its places of dropout, and the function from inputs to output.
 *
 * <p>Immutable and thread-safe; the numbers of the weights are elsewhere.
 */
public interface Network {
    /** Returns the sizes of inputs and output. */
    NetworkShape shape();

    /** Returns the weights, in a fixed order. */
    List<Weight> weights();

    /** Returns the places of dropout, in a fixed order; none with a rate of 0. */
    List<DropoutMask> masks();

    /**
     * Computes the output: {@code [batch, ...]} in the form of {@link NetworkShape#outputs}, logits for classes and
     * labels.
     *
     * @param ops the operators
     * @param in the inputs
     * @param <T> the type of tensors
     */
    <T> T output(Ops<T> ops, NetworkInputs<T> in);
}
