package io.forecastj.data;

/** Policy of {@link Align} for the times that several series are to have in common. */
public enum CommonClock {
    /** The times at which every series has a row. */
    INTERSECTION,
    /** The times at which any series has a row, with missing values where one has none. */
    UNION,
    /**
     * The times of the slowest series, the one whose rows are farthest apart by their median distance (the first of
     * equal ones), each with the last row of the others at or before it, however old. Missing values before the first
     * row of a series. Causal if the rows are known at their times; {@link AsOfJoin} has delays and limits of age.
     */
    SLOWEST
}
