package io.forecastj.features;

/**
 * Earlier values, and changes since then. Immutable and thread-safe.
 *
 * <p>Each is NaN where one of the values that it needs is missing, and on no other row.
 */
public final class LagFeatures {
    static final LagFeatures GROUP = new LagFeatures();

    private LagFeatures() {}

    /**
     * The value n rows before: {@code lag(x,n)}.
     *
     * @param x a feature of one output
     * @param n how many rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature lag(Feature x, int n) {
        return Lag.KIND.of(x, n);
    }

    /**
     * As {@link #lag(Feature, int)}, of a column.
     *
     * @param column the column
     * @param n how many rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature lag(String column, int n) {
        return lag(Features.column(column), n);
    }

    /**
     * The change since n rows before: {@code difference(x,n)}, which is x[t] - x[t-n].
     *
     * @param x a feature of one output
     * @param n how many rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature difference(Feature x, int n) {
        return Changes.DIFFERENCE.of(x, n);
    }

    /**
     * As {@link #difference(Feature, int)}, of a column.
     *
     * @param column the column
     * @param n how many rows before
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature difference(String column, int n) {
        return difference(Features.column(column), n);
    }
}
