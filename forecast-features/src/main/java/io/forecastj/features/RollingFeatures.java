package io.forecastj.features;

/**
 * Statistics of the last n rows, the current one included. Immutable and thread-safe.
 *
 * <p>Each is NaN for the first n - 1 rows and while a missing value is in the window. None drifts: every value is
 * computed from the rows of its window alone.
 */
public final class RollingFeatures {
    static final RollingFeatures GROUP = new RollingFeatures();

    private RollingFeatures() {}

    /**
     * The mean: {@code mean(x,n)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature mean(Feature x, int n) {
        return RollingMean.KIND.of(x, n);
    }

    /**
     * As {@link #mean(Feature, int)}, of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature mean(String column, int n) {
        return mean(Features.column(column), n);
    }

    /**
     * The standard deviation: {@code std(x,n)}, the root of the mean squared deviation (of the population, not of a
     * sample).
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature std(Feature x, int n) {
        return Moments.STD.of(x, n);
    }

    /**
     * As {@link #std(Feature, int)}, of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature std(String column, int n) {
        return std(Features.column(column), n);
    }

    /**
     * The least value: {@code min(x,n)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature min(Feature x, int n) {
        return RollingExtreme.MIN.of(x, n);
    }

    /**
     * As {@link #min(Feature, int)}, of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature min(String column, int n) {
        return min(Features.column(column), n);
    }

    /**
     * The greatest value: {@code max(x,n)}.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature max(Feature x, int n) {
        return RollingExtreme.MAX.of(x, n);
    }

    /**
     * As {@link #max(Feature, int)}, of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature max(String column, int n) {
        return max(Features.column(column), n);
    }

    /**
     * How many standard deviations the value is above the mean: {@code zscore(x,n)}; 0 where the window does not vary.
     *
     * @param x a feature of one output
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature zscore(Feature x, int n) {
        return Moments.ZSCORE.of(x, n);
    }

    /**
     * As {@link #zscore(Feature, int)}, of a column.
     *
     * @param column the column
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 2 <= n <= 1_000_000}
     */
    public Feature zscore(String column, int n) {
        return zscore(Features.column(column), n);
    }
}
