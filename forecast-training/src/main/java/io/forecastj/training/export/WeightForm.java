package io.forecastj.training.export;

import io.forecastj.training.network.Weight;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A form in which a file stores the numbers of weights. The name of the stored numbers is that of the weight, or of two
 * biases joined by a plus sign, and a suffix for the form, so a file can be read back without its graph.
 */
enum WeightForm {
    /** As they are. */
    SAME(""),
    /** A matrix with its axes swapped. */
    TRANSPOSED(":T"),
    /** Gates in the order of ONNX: input, output, forget, cell; PyTorch has input, forget, cell, output. */
    LSTM(":iofc", 0, 3, 1, 2),
    /** Gates in the order of ONNX: update, reset, hidden; PyTorch has reset, update, new. */
    GRU(":zrh", 1, 0, 2);

    private static final Pattern NAME = Pattern.compile("[\\w./-]+");

    private final String suffix;
    /** The block of the weight that each stored block is. */
    private final int[] gates;

    WeightForm(String suffix, int... gates) {
        this.suffix = suffix;
        this.gates = gates;
    }

    /** Returns true if a weight may have the name, which then cannot be mistaken for a joined one or for a form. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns the form of stored numbers by their name, or null if they are no weights. */
    static @Nullable WeightForm of(String storedName) {
        int colon = storedName.indexOf(':');
        String end = colon < 0 ? "" : storedName.substring(colon);
        return Arrays.stream(values())
                .filter(form -> form.suffix.equals(end))
                .findFirst()
                .orElse(null);
    }

    /** Returns the name of the stored numbers of weights. */
    String name(Weight... weights) {
        return Arrays.stream(weights).map(Weight::name).collect(Collectors.joining("+")) + suffix;
    }

    /** Returns the names of the weights in stored numbers. */
    String[] weights(String storedName) {
        return storedName.substring(0, storedName.length() - suffix.length()).split("\\+", -1);
    }

    int gates() {
        return gates.length;
    }

    /** Returns the shape in which one or two weights of a shape are stored. */
    int[] storedShape(int[] shape, int weights) {
        return switch (this) {
            case SAME -> shape;
            case TRANSPOSED -> new int[] {shape[1], shape[0]};
            default -> shape.length == 1 ? new int[] {1, weights * shape[0]} : new int[] {1, shape[0], shape[1]};
        };
    }

    /** Returns the shape of each of one or two weights that are stored in a shape, or null if there is none. */
    int @Nullable [] weightShape(int[] stored, int weights) {
        return switch (this) {
            case SAME -> weights == 1 ? stored : null;
            case TRANSPOSED -> weights == 1 && stored.length == 2 ? new int[] {stored[1], stored[0]} : null;
            default -> {
                if (stored.length == 3 && stored[0] == 1 && weights == 1 && stored[1] % gates.length == 0) {
                    yield new int[] {stored[1], stored[2]};
                }
                boolean biases = stored.length == 2 && stored[0] == 1 && stored[1] % (weights * gates.length) == 0;
                yield biases ? new int[] {stored[1] / weights} : null;
            }
        };
    }

    /** Returns the numbers of a weight in the order in which they are stored. */
    float[] store(float[] numbers, int[] shape) {
        return switch (this) {
            case SAME -> numbers;
            case TRANSPOSED -> swapped(numbers, shape[0], shape[1]);
            default -> blocks(numbers, false);
        };
    }

    /** Returns stored numbers in the order of the weight, whose shape is given. */
    float[] restore(float[] stored, int[] shape) {
        return switch (this) {
            case SAME -> stored;
            case TRANSPOSED -> swapped(stored, shape[1], shape[0]);
            default -> blocks(stored, true);
        };
    }

    private static float[] swapped(float[] numbers, int rows, int columns) {
        float[] swapped = new float[numbers.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                swapped[column * rows + row] = numbers[row * columns + column];
            }
        }
        return swapped;
    }

    private float[] blocks(float[] numbers, boolean back) {
        float[] moved = new float[numbers.length];
        int size = numbers.length / gates.length;
        for (int block = 0; block < gates.length; block++) {
            int from = back ? block : gates[block];
            int to = back ? gates[block] : block;
            System.arraycopy(numbers, from * size, moved, to * size, size);
        }
        return moved;
    }
}
