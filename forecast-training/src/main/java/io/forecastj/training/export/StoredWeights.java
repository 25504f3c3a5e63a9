package io.forecastj.training.export;

import io.forecastj.ModelLoadException;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.Weight;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reader of the numbers of a network's weights from a file that {@link OnnxExport} wrote, to continue its training.
 *
 * <p>Thread-safe.
 */
public final class StoredWeights {
    private StoredWeights() {}

    /**
     * Reads the weights of a network. They are those that were written, in every bit.
     *
     * @param network the network that was written
     * @param model the bytes of the file
     * @return the numbers by the weights' names, in the network's order
     * @throws IllegalArgumentException if the file has no weight of a name that the network has, or one that the
     *     network lacks, or one of another shape: the file is another network's
     * @throws ModelLoadException if the bytes are no model, or a tensor has other numbers than its shape says
     */
    public static Map<String, float[]> read(Network network, byte[] model) {
        Map<String, Found> found = found(model);
        Map<String, float[]> numbers = new LinkedHashMap<>();
        for (Weight weight : network.weights()) {
            Found stored = found.get(weight.name());
            if (stored == null) {
                throw mismatch(weight, found.values().toString());
            }
            if (!Arrays.equals(stored.shape, weight.shape())) {
                throw mismatch(weight, stored.toString());
            }
            numbers.put(weight.name(), stored.numbers);
        }
        for (Found stored : found.values()) {
            if (!numbers.containsKey(stored.name)) {
                throw mismatch(network.weights() + " and no other weight", stored.toString());
            }
        }
        return numbers;
    }

    private record Found(String name, int[] shape, float[] numbers) {
        @Override
        public String toString() {
            return name + Arrays.toString(shape);
        }
    }

    private static IllegalArgumentException mismatch(Object expected, String found) {
        return new IllegalArgumentException("expected " + expected + " in the ONNX model, found " + found
                + "; it is another network's, whose training cannot be continued with this one");
    }

    private static Map<String, Found> found(byte[] model) {
        Map<String, Found> found = new LinkedHashMap<>();
        StoredFloats.read(model).forEach((name, tensor) -> {
            WeightForm form = WeightForm.of(name);
            if (form != null) {
                take(name, form, tensor, found);
            }
        });
        return found;
    }

    private static void take(String storedName, WeightForm form, StoredFloats tensor, Map<String, Found> found) {
        String[] names = form.weights(storedName);
        int[] shape = form.weightShape(tensor.shape(), names.length);
        if (shape == null) {
            throw new ModelLoadException("expected weights of the form " + form + " in '" + storedName
                    + "' of the ONNX model, found the shape " + Arrays.toString(tensor.shape()));
        }
        float[] all = tensor.numbers(storedName);
        int size = all.length / names.length;
        for (int i = 0; i < names.length; i++) {
            float[] part = form.restore(Arrays.copyOfRange(all, i * size, (i + 1) * size), shape);
            Found before = found.putIfAbsent(names[i], new Found(names[i], shape, part));
            // a weight that operators use in different ways is stored in each form
            if (before != null && !Arrays.equals(before.numbers, part)) {
                throw new ModelLoadException("expected the same numbers wherever the ONNX model stores the weight "
                        + names[i] + ", found others in '" + storedName + "'");
            }
        }
    }
}
