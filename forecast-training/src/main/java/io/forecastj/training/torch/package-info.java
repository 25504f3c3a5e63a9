/**
 * The engine that trains: PyTorch's library, through DJL. Not part of the API: it may change in any version.
 *
 * <p>No other package imports {@code ai.djl}. {@link io.forecastj.training.torch.TorchTrainer} is the way in: it runs a
 * network on tensors for the loss and its gradient. The numbers of the weights and the optimiser stay in Java, so that
 * nothing outlives a step in the engine but one block of memory.
 */
@NullMarked
package io.forecastj.training.torch;

import org.jspecify.annotations.NullMarked;
