package io.forecastj.training.network;

/**
 * Loss of each row of a batch, written over the same operators as networks.
 *
 * <p>Immutable and thread-safe.
 */
@FunctionalInterface
public interface Loss {
    /**
     * Computes the losses {@code [batch, 1]}: a mean over the elements of each row.
     *
     * @param ops the operators
     * @param output the network's output
     * @param labels numbers of the shape of the output; for quantiles {@code [batch, steps, 1]}
     * @param <T> the type of tensors
     */
    <T> T of(Ops<T> ops, T output, T labels);
}
