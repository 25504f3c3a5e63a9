package io.forecastj;

/**
 * Role of a column: its use, and the time at which its values are known.
 *
 * <p>Immutable and thread-safe.
 */
public enum ColumnRole {
    /** A column that is forecast; its values are known up to the origin. */
    TARGET,
    /** A column that is used but not forecast; its values are known up to the origin. */
    PAST,
    /** A column whose values are known ahead of time, such as a price list, a holiday or a weather forecast. */
    KNOWN_FUTURE,
    /** One number for the whole series, kept in {@link TimeSeries#attributes()}. */
    STATIC
}
