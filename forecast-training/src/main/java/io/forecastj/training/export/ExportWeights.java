package io.forecastj.training.export;

import io.forecastj.training.network.Weight;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The weights of a network with their numbers, stored in a graph where operators use them. For one thread. */
final class ExportWeights {
    private final ExportGraph graph;
    /** By identity, as weights are compared. */
    private final Map<Weight, float[]> numbers = new IdentityHashMap<>();

    /** The names under which a weight is stored. */
    private final Map<Weight, Set<String>> stored = new IdentityHashMap<>();

    /**
     * Creates the weights.
     *
     * @throws IllegalArgumentException if a weight lacks numbers, has another number of them or one that is not finite,
     *     or if there are numbers of no weight
     */
    ExportWeights(ExportGraph graph, List<Weight> weights, Map<String, float[]> numbersByName) {
        this.graph = graph;
        List<String> names = weights.stream().map(Weight::name).toList();
        for (Weight weight : weights) {
            numbers.put(weight, checked(weight, numbersByName));
        }
        for (String name : numbersByName.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("expected numbers of the weights " + names + ", found " + name);
            }
        }
    }

    private static float[] checked(Weight weight, Map<String, float[]> numbersByName) {
        float[] values = numbersByName.get(weight.name());
        if (values == null || values.length != weight.size()) {
            throw new IllegalArgumentException("expected " + weight.size() + " numbers of the weight " + weight
                    + ", found " + (values == null ? "none" : values.length));
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("expected finite numbers of the weight " + weight + ", found "
                        + values[i] + " at " + i + "; did the training diverge?");
            }
        }
        return values;
    }

    /** Stores one or two weights of one shape in a form, once for all uses. */
    OnnxValue store(WeightForm form, Weight... weights) {
        for (Weight weight : weights) {
            if (!numbers.containsKey(weight)) {
                throw new IllegalArgumentException("the network uses " + weight + ", which is none of its weights");
            }
        }
        int[] shape = weights[0].shape();
        int[] storedShape = form.storedShape(shape, weights.length);
        String name = graph.stored(form.name(weights), () -> ExportTensor.floats(joined(form, weights), storedShape));
        for (Weight weight : weights) {
            stored.computeIfAbsent(weight, each -> new HashSet<>()).add(name);
        }
        return OnnxValue.of(name, storedShape);
    }

    private float[] joined(WeightForm form, Weight... weights) {
        int size = weights[0].size();
        float[] all = new float[weights.length * size];
        for (int i = 0; i < weights.length; i++) {
            float[] part = form.store(numbers.getOrDefault(weights[i], new float[0]), weights[i].shape());
            System.arraycopy(part, 0, all, i * size, size);
        }
        return all;
    }

    /** Refuses a weight of another shape than an operator on a value needs. */
    static void require(String operator, OnnxValue x, Weight weight, int... shape) {
        if (!Arrays.equals(weight.shape(), shape)) {
            throw ExportShapes.fail(
                    operator, "a weight of the shape " + Arrays.toString(shape) + " for " + x, weight.toString());
        }
    }

    /** Refuses weights that are under none of the names: the file would lack their numbers. */
    void requireAllIn(Set<String> names) {
        numbers.keySet().forEach(weight -> {
            if (Collections.disjoint(stored.getOrDefault(weight, Set.of()), names)) {
                throw new IllegalArgumentException("expected a network whose output depends on all its weights, found"
                        + " that it does not depend on " + weight);
            }
        });
    }
}
