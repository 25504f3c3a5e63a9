package io.forecastj.training.network;

import java.util.List;

/**
 * First part of a network: it turns the window into a representation of fixed width, from which a {@link Head}
 * computes the output.
 *
 * <p>Immutable and thread-safe.
 */
public interface Encoder {
    /** Returns the inputs of each row of the window: its features, then the attributes of the series. */
    int inputs();

    /** Returns the size of the representation. */
    int width();

    /** Returns the weights, in a fixed order. */
    List<Weight> weights();

    /** Returns the places of dropout, in a fixed order. */
    List<DropoutMask> masks();

    /**
     * Computes the representation {@code [batch, width]}.
     *
     * @param ops the operators
     * @param window {@code [batch, lookback, inputs]}, the oldest row first
     * @param <T> the type of tensors
     */
    <T> T encode(Ops<T> ops, T window);
}
