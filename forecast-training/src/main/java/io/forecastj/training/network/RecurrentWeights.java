package io.forecastj.training.network;

import java.util.List;

/**
 * The weights of one recurrent layer, with the gates in PyTorch's order: input, forget, cell, output for a long
 * short-term memory; reset, update, new for gated recurrent units.
 *
 * @param input {@code [gates * units, in]}
 * @param recurrent {@code [gates * units, units]}
 * @param inputBias {@code [gates * units]}
 * @param recurrentBias {@code [gates * units]}
 */
public record RecurrentWeights(Weight input, Weight recurrent, Weight inputBias, Weight recurrentBias) {
    /** Creates the weights of a layer, which start as PyTorch's do: all within 1 / sqrt(units) of zero. */
    public static RecurrentWeights of(String name, int gates, int in, int units) {
        double bound = 1 / Math.sqrt(units);
        return new RecurrentWeights(
                Weight.uniform(name + ".input", bound, true, gates * units, in),
                Weight.uniform(name + ".recurrent", bound, true, gates * units, units),
                Weight.uniform(name + ".inputBias", bound, false, gates * units),
                Weight.uniform(name + ".recurrentBias", bound, false, gates * units));
    }

    /** Returns the number of units. */
    public int units() {
        return recurrent.shape()[1];
    }

    /** Returns all four. */
    public List<Weight> all() {
        return List.of(input, recurrent, inputBias, recurrentBias);
    }
}
