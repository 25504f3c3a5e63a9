package io.forecastj.models.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * Numbers for the inputs of a trial: many kinds, which together cover the range of an input.
 *
 * <p>Inputs are scaled by the contract before a model sees them, so that the numbers of the training have a size of
 * about 1, which is {@link #ORDINARY}. Those of an unscaled input may have any size. No number is NaN or infinite,
 * since a model is not run for those.
 *
 * <p>Not thread-safe. The same seed gives the same numbers.
 */
final class TrialNumbers {
    /** Numbers of the size that scaled inputs have. */
    static final Kind ORDINARY = spread(1);

    static final Kind SMALL = spread(1e-3);
    static final Kind LARGE = spread(1e2);
    static final Kind LARGER = spread(1e4);

    /** All negative, all positive, and of a size that no threshold of a forecasting model exceeds. */
    static final Kind VERY_LOW = each("-1e6", (random, limit) -> -1e6 * (1 + random.nextDouble()));

    static final Kind VERY_HIGH = each("1e6", (random, limit) -> 1e6 * (1 + random.nextDouble()));
    /** The numbers at the ends of the input's type. */
    static final Kind LOWEST = each("the lowest number", (random, limit) -> -limit);

    static final Kind HIGHEST = each("the highest number", (random, limit) -> limit);

    /** Numbers of all sizes together. */
    static final Kind ANY =
            each("sizes from 1e-3 to 1e6", (random, limit) -> sign(random) * Math.pow(10, 9 * random.nextDouble() - 3));

    /** All kinds, ordinary numbers first. */
    static final List<Kind> ALL = List.of(
            ORDINARY,
            each("0", (random, limit) -> 0),
            each("1", (random, limit) -> 1),
            each("-1", (random, limit) -> -1),
            SMALL,
            spread(1e-2),
            spread(1e-1),
            spread(10),
            LARGE,
            spread(1e3),
            LARGER,
            spread(1e5),
            spread(1e6),
            spread(1e9),
            spread(1e20),
            each("from 0 to 1", (random, limit) -> random.nextDouble()),
            each("from -1 to 0", (random, limit) -> -random.nextDouble()),
            each("from 0 to 1000", (random, limit) -> 1e3 * random.nextDouble()),
            each("whole numbers from 0 to 9", (random, limit) -> random.nextInt(10)),
            ANY,
            each("1e-30", (random, limit) -> 1e-30 * random.nextGaussian()),
            each("the least number", (random, limit) -> sign(random) * Float.MIN_VALUE),
            VERY_LOW,
            VERY_HIGH,
            LOWEST,
            HIGHEST,
            each("the ends of the range", (random, limit) -> sign(random) * limit));

    private final Random random;

    TrialNumbers(long seed) {
        this.random = new Random(seed);
    }

    /**
     * One kind.
     *
     * @param name for messages
     * @param source gives the next number, before it is cut to the range of the type
     */
    record Kind(String name, Source source) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Gives the next number of an input whose numbers are from {@code -limit} to {@code limit}. */
    interface Source {
        double next(Random random, double limit);
    }

    private static Kind each(String name, Source source) {
        return new Kind(name, source);
    }

    private static Kind spread(double size) {
        return new Kind("the size " + size, (random, limit) -> size * random.nextGaussian());
    }

    private static double sign(Random random) {
        return random.nextBoolean() ? 1 : -1;
    }

    static boolean whole(Signature.Port port) {
        return port.type() == ElementType.INT32 || port.type() == ElementType.INT64;
    }

    /** Fills all inputs with numbers of a kind. */
    void fill(ModelRow row, List<Signature.Port> inputs, Kind kind) {
        for (int k = 0; k < row.inputs.length; k++) {
            fill(row.inputs[k], inputs.get(k), kind);
        }
    }

    /** As {@link #fill}, but inputs of whole numbers, which may be indices, get 0 or 1. */
    void fillWithIndices(ModelRow row, List<Signature.Port> inputs, Kind kind) {
        for (int k = 0; k < row.inputs.length; k++) {
            if (whole(inputs.get(k))) {
                fill(row.inputs[k], () -> random.nextInt(2));
            } else {
                fill(row.inputs[k], inputs.get(k), kind);
            }
        }
    }

    /** Fills all inputs with 0 or 1: a graph may take any input for indices. */
    void fillWithBits(ModelRow row) {
        for (double[] input : row.inputs) {
            fill(input, () -> random.nextInt(2));
        }
    }

    /** Removes numbers at the start of an input and some of the others. */
    void putGaps(double[] input) {
        int from = random.nextInt(input.length);
        for (int i = 0; i < input.length; i++) {
            if (i < from || random.nextInt(8) == 0) {
                input[i] = Double.NaN;
            }
        }
    }

    private void fill(double[] input, Signature.Port port, Kind kind) {
        double limit = port.limit();
        fill(input, () -> Math.max(-limit, Math.min(limit, kind.source().next(random, limit))));
    }

    private static void fill(double[] input, DoubleSupplier numbers) {
        Arrays.setAll(input, any -> numbers.getAsDouble());
    }
}
