package io.forecastj.training.network;

import java.util.Map;

/**
 * A network with the numbers of its weights in an engine, and the state of its optimiser.
 *
 * <p>For one thread. At most one trainer is open in a JVM at a time. Masks of dropout are drawn in Java, from the seed
 * and in the order of the steps, so they do not depend on the engine.
 */
public interface NetworkTrainer extends AutoCloseable {
    /**
     * Makes one step of the optimiser (AdamW; the gradient is scaled so that its norm over all weights is at most the
     * limit).
     *
     * @param batch the rows
     * @param learningRate the size of the step
     * @return the loss of the batch before the step, a mean by the rows' weights; NaN or infinite if the fit diverges,
     *     and then the weights are not changed
     */
    double step(Batch batch, double learningRate);

    /** Returns the loss of a batch without dropout, a mean by the rows' weights. */
    double loss(Batch batch);

    /** Returns the outputs of a batch without dropout, {@code [size, ...]}, logits for classes. */
    float[] outputs(Batch batch);

    /** Returns a copy of the numbers of all weights by name. */
    Map<String, float[]> weights();

    /** Sets the numbers of all weights; the state of the optimiser stays. */
    void setWeights(Map<String, float[]> numbers);

    /** Frees native memory. Further calls do nothing. */
    @Override
    void close();
}
