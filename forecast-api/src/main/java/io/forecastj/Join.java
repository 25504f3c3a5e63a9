package io.forecastj;

/** Policy of {@link TimeSeries#join} for times that one of the two series lacks. */
public enum Join {
    /**
     * The rows of this series, each of which must have a row at the same time in the other one; an absent one is
     * refused with its time. Further rows of the other series are left out.
     */
    EXACT,
    /**
     * The rows of this series, with missing values where the other one has no row at the same time. Further rows of the
     * other series are left out.
     */
    MISSING,
    /**
     * The rows of this series, each with the other one's last row at or before its time, however old; missing values
     * before the other one's first row. For slower series, such as a monthly index beside daily prices. Causal if a row
     * of the other series is known at its time; a bar that has the time of its start is not.
     */
    PREVIOUS,
    /** The rows whose times are in both series. */
    COMMON,
    /** The rows of both series in order of time, with missing values where one of them has no row. */
    ALL
}
