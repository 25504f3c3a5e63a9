package io.forecastj.training.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A trained tensor of a network: its name, its shape, and the numbers that training starts from.
 *
 * <p>Immutable and thread-safe. Two weights are the same only if they are the same object.
 */
public final class Weight {
    private final String name;
    private final int[] shape;
    private final float bound;
    private final float[] start;
    private final boolean decayed;

    private Weight(String name, int[] shape, float bound, float[] start, boolean decayed) {
        this.name = name;
        this.shape = shape.clone();
        this.bound = bound;
        this.start = start;
        this.decayed = decayed;
    }

    /**
     * Creates a weight that starts with numbers drawn evenly from {@code -bound} to {@code bound}.
     *
     * @param decayed true if weight decay draws it to zero: for matrices, not for biases and norms
     */
    public static Weight uniform(String name, double bound, boolean decayed, int... shape) {
        return new Weight(name, shape, (float) bound, new float[0], decayed);
    }

    /** Creates a weight that starts with given numbers. */
    public static Weight of(String name, float[] start, boolean decayed, int... shape) {
        Weight weight = new Weight(name, shape, 0, start.clone(), decayed);
        if (weight.size() != start.length) {
            throw new IllegalArgumentException(
                    name + " has the shape " + Arrays.toString(shape) + ", found " + start.length + " numbers");
        }
        return weight;
    }

    /** Creates a weight that starts with one number everywhere and is not decayed: a bias, or the gain of a norm. */
    public static Weight filled(String name, float value, int... shape) {
        Weight weight = new Weight(name, shape, 0, new float[0], false);
        float[] start = new float[weight.size()];
        Arrays.fill(start, value);
        return of(name, start, false, shape);
    }

    /** Returns the name, unique in its network. */
    public String name() {
        return name;
    }

    /** Returns the sizes of its axes. */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns the number of its elements. */
    public int size() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Returns true if weight decay draws it to zero. */
    public boolean decayed() {
        return decayed;
    }

    /** Returns new numbers to start from; drawn ones take as many numbers of the generator as there are elements. */
    public float[] start(RandomGenerator random) {
        if (start.length > 0) {
            return start.clone();
        }
        float[] drawn = new float[size()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (2 * random.nextFloat() - 1) * bound;
        }
        return drawn;
    }

    @Override
    public String toString() {
        return name + Arrays.toString(shape);
    }
}
