package io.forecastj.training.network;

import java.util.Arrays;

/** Losses of points, quantiles, classes and labels: means over the elements of each row. Thread-safe. */
public final class Losses {
    private Losses() {}

    /** Returns the squared error. */
    public static Loss squared() {
        return new Squared();
    }

    /** Returns the absolute error. */
    public static Loss absolute() {
        return new Absolute();
    }

    /**
     * Returns Huber's loss: half the squared error up to {@code delta}, and beyond it {@code delta} times what the
     * absolute error is above {@code delta / 2}.
     *
     * @throws IllegalArgumentException if {@code delta} is not above 0 and finite
     */
    public static Loss huber(double delta) {
        return new Huber((float) requirePositive("delta", delta));
    }

    /**
     * Returns the pinball loss: {@code level} times the error where the label is above the quantile, else {@code 1 -
     * level} times it (Koenker and Bassett, Regression quantiles, Econometrica 1978).
     *
     * @param levels the levels of the quantiles in the order of the output, each between 0 and 1
     * @throws IllegalArgumentException if a level is not between 0 and 1
     */
    public static Loss pinball(double... levels) {
        float[] copy = new float[levels.length];
        for (int i = 0; i < levels.length; i++) {
            if (!(levels[i] > 0 && levels[i] < 1)) {
                throw new IllegalArgumentException("a level must be between 0 and 1, found " + levels[i]);
            }
            copy[i] = (float) levels[i];
        }
        return new Pinball(copy);
    }

    /**
     * Returns the cross entropy of exclusive classes: the logarithm of the probability of the label's class, times the
     * weight of that class, with the opposite sign. The mean over the steps is not divided by the weights.
     *
     * @param weights the weights of the classes, above 0
     * @throws IllegalArgumentException if a weight is not above 0 and finite
     */
    public static Loss crossEntropy(double... weights) {
        return new CrossEntropy(positive("the weight of a class", weights));
    }

    /**
     * Returns the binary cross entropy of each label.
     *
     * @param weights the weights of labels that hold, above 0; those that do not hold weigh 1
     * @throws IllegalArgumentException if a weight is not above 0 and finite
     */
    public static Loss binaryCrossEntropy(double... weights) {
        return new BinaryCrossEntropy(positive("the weight of a label", weights));
    }

    private static float[] positive(String what, double[] values) {
        float[] copy = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            copy[i] = (float) requirePositive(what, values[i]);
        }
        return copy;
    }

    private static double requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be above 0 and finite, found " + value);
        }
        return value;
    }

    private static <T> T scalar(Ops<T> ops, float value) {
        return ops.constant(new float[] {value}, 1);
    }

    private static <T> T rowMean(Ops<T> ops, T x) {
        int[] shape = ops.shape(x);
        int size = Arrays.stream(shape, 1, shape.length).reduce(1, Math::multiplyExact);
        return ops.mean(ops.reshape(x, size), 1);
    }

    private record Squared() implements Loss {
        @Override
        public <T> T of(Ops<T> ops, T output, T labels) {
            T error = ops.subtract(output, labels);
            return rowMean(ops, ops.multiply(error, error));
        }
    }

    private record Absolute() implements Loss {
        @Override
        public <T> T of(Ops<T> ops, T output, T labels) {
            return rowMean(ops, ops.abs(ops.subtract(output, labels)));
        }
    }

    private record Huber(float delta) implements Loss {
        @Override
        public <T> T of(Ops<T> ops, T output, T labels) {
            T error = ops.abs(ops.subtract(output, labels));
            T beyond = ops.relu(ops.subtract(error, scalar(ops, delta)));
            T within = ops.subtract(error, beyond);
            T middle = ops.subtract(error, ops.multiply(within, scalar(ops, 0.5f)));
            return rowMean(ops, ops.multiply(within, middle));
        }
    }

    private record Pinball(float[] levels) implements Loss {
        @Override
        public <T> T of(Ops<T> ops, T output, T labels) {
            T error = ops.subtract(labels, output);
            T level = ops.constant(levels, levels.length);
            T above = ops.multiply(error, level);
            return rowMean(ops, ops.max(above, ops.subtract(above, error)));
        }
    }

    private record CrossEntropy(float[] weights) implements Loss {
        @Override
        public <T> T of(Ops<T> ops, T output, T labels) {
            T weighted = ops.multiply(labels, ops.constant(weights, weights.length));
            T gains = ops.sum(ops.multiply(weighted, ops.logSoftmax(output, 2)), 2);
            return rowMean(ops, ops.multiply(gains, scalar(ops, -1)));
        }
    }

    private record BinaryCrossEntropy(float[] weights) implements Loss {
        @Override
        public <T> T of(Ops<T> ops, T output, T labels) {
            // -log sigmoid(z) = softplus(-z) and -log(1 - sigmoid(z)) = softplus(z), which do not overflow
            T held = ops.multiply(labels, ops.constant(weights, weights.length));
            T missed = ops.multiply(held, ops.softplus(ops.multiply(output, scalar(ops, -1))));
            T rest = ops.subtract(scalar(ops, 1), labels);
            return rowMean(ops, ops.add(missed, ops.multiply(rest, ops.softplus(output))));
        }
    }
}
