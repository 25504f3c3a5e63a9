package io.forecastj;

/** What is known of a column, and when. */
public enum ColumnRole {
    /** A column that is forecast; known up to the origin. */
    TARGET,
    /** A column that is only used; known up to the origin. */
    PAST,
    /** A column that is known ahead of time, such as a price list, a holiday or a weather forecast. */
    KNOWN_FUTURE,
    /** One number for the whole series, kept in {@link TimeSeries#attributes()}. */
    STATIC
}
