package io.forecastj.training.torch;

import io.forecastj.training.network.Weight;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places of all weights of a network in one array of numbers.
 *
 * <p>Each weight begins at a multiple of 64 bytes: kernels of the engine may sum in another order where it is not so.
 * Immutable and thread-safe.
 */
final class FlatWeights {
    private static final int ALIGNMENT = 16;

    private final List<Weight> weights;
    private final Map<Weight, Integer> places = new IdentityHashMap<>();
    private final int[] offsets;
    private final int[] sizes;
    private final boolean[] decayed;
    private final int length;

    FlatWeights(List<Weight> weights) {
        this.weights = List.copyOf(weights);
        this.offsets = new int[weights.size()];
        this.sizes = new int[weights.size()];
        this.decayed = new boolean[weights.size()];
        int end = 0;
        for (int i = 0; i < offsets.length; i++) {
            Weight weight = weights.get(i);
            places.put(weight, i);
            offsets[i] = end;
            sizes[i] = weight.size();
            decayed[i] = weight.decayed();
            end = Math.addExact(end, Math.multiplyExact((sizes[i] + ALIGNMENT - 1) / ALIGNMENT, ALIGNMENT));
        }
        this.length = end;
    }

    /** Returns the number of weights. */
    int count() {
        return offsets.length;
    }

    /** Returns the length of an array for all numbers; elements between weights are 0. */
    int length() {
        return length;
    }

    Weight weight(int index) {
        return weights.get(index);
    }

    /** Returns the index of the first number of a weight. */
    int offset(int index) {
        return offsets[index];
    }

    /** Returns the number of elements of a weight. */
    int size(int index) {
        return sizes[index];
    }

    boolean decayed(int index) {
        return decayed[index];
    }

    /**
     * Returns the index of a weight.
     *
     * @throws IllegalArgumentException if it is not one of the network's
     */
    int index(Weight weight) {
        Integer index = places.get(weight);
        if (index == null) {
            throw new IllegalArgumentException("the network uses the weight " + weight + ", which it does not list");
        }
        return index;
    }
}
