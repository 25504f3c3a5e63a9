package io.forecastj.features;

import java.util.List;

/**
 * Description of one or several numbers that are computed for every row of a series.
 *
 * <p>Implementations are immutable, thread-safe and compared by value; a record is a good one. Two features of the same
 * {@link #text} are the same feature, computed once in a pipeline.
 */
public interface Feature {
    /**
     * Returns the name of the kind of feature, such as {@code "rsi"}.
     *
     * @return a letter, then letters, digits and underscores
     */
    String kind();

    /**
     * Returns the inputs of the computation, as in the text.
     *
     * @return columns and other features of one output each, unmodifiable
     */
    List<Feature> inputs();

    /**
     * Returns the numbers that configure the feature, such as the length of its window.
     *
     * @return the arguments, finite; a new array
     */
    default double[] arguments() {
        return new double[0];
    }

    /**
     * Returns the names of the values, in the order in which the kernel writes them.
     *
     * @return the names, unmodifiable; by default the one name {@code "value"}
     */
    default List<String> outputs() {
        return List.of("value");
    }

    /**
     * Returns the features whose slots {@link #bind} receives. They are the inputs, unless the feature is built of
     * others: Bollinger bands are written as {@code bollinger(close,20,2)} and computed from the moments of the window,
     * which other features of the pipeline may share.
     *
     * @return features of one output each, unmodifiable
     */
    default List<Feature> parts() {
        return inputs();
    }

    /**
     * Returns the number of first rows that are NaN in a series without gaps, including the warm-up of the parts.
     *
     * @return the number of rows, at least 0
     */
    int warmup();

    /**
     * Makes a new kernel, in the state before the first row.
     *
     * @param inputs for each of {@link #parts()}, its slot in the row
     * @return the kernel, a new one for each call
     * @throws IllegalStateException if the feature has parameters that must be fitted
     * @throws UnsupportedOperationException if this is a column, which is read and not computed
     */
    Kernel bind(int[] inputs);

    /**
     * Returns the canonical text, such as {@code lag(difference(y,24),24)}, which {@link FeatureRegistry#parse} reads.
     * For the features of this library, {@code toString()} returns it too.
     *
     * @return the kind, then inputs and arguments in parentheses
     */
    default String text() {
        return Text.of(this);
    }

    /**
     * Returns one of several values as a feature; its text is {@code macd(close,12,26,9).signal}.
     *
     * @param name one of {@link #outputs()}
     * @return the feature; this one if it has no other value
     * @throws IllegalArgumentException if there is no such output; the message lists the outputs
     */
    default Feature output(String name) {
        return Output.of(this, name);
    }
}
