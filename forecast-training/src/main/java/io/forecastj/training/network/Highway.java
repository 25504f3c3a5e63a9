package io.forecastj.training.network;

/**
 * Autoregressive part of a network whose output is a level: a linear map from the window of a feature, less its last
 * value, to the steps, plus that value. The rest of the network then learns what is not linear (Lai et al., Modeling
 * long- and short-term temporal patterns with deep neural networks, SIGIR 2018).
 *
 * <p>The map starts with zeros: as the naive forecast.
 */
final class Highway {
    private final int column;
    private final int lookback;
    private final Weight weight;

    /**
     * Creates the part.
     *
     * @param name the prefix of its weight
     * @param shape the sizes of the network's inputs
     * @param column the index of the feature
     * @param steps the steps of the output
     * @throws IllegalArgumentException if there is no such feature
     */
    Highway(String name, NetworkShape shape, int column, int steps) {
        requireColumn(shape, column);
        this.column = column;
        this.lookback = shape.lookback();
        this.weight = Weight.of(name + ".weight", new float[lookback * steps], true, lookback, steps);
    }

    static void requireColumn(NetworkShape shape, int column) {
        if (column < 0 || column >= shape.features()) {
            throw new IllegalArgumentException(
                    "the feature of the level must be one of " + shape.features() + ", found the index " + column);
        }
    }

    Weight weight() {
        return weight;
    }

    /** Computes {@code [batch, steps]} from {@code [batch, lookback, features]}. */
    <T> T on(Ops<T> ops, T past) {
        T window = ops.reshape(ops.slice(past, 2, column, column + 1), lookback);
        T last = ops.slice(window, 1, lookback - 1, lookback);
        return ops.add(ops.matMul(ops.subtract(window, last), ops.weight(weight)), last);
    }
}
