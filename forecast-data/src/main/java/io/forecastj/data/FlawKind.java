package io.forecastj.data;

/** Kind of a flaw that {@link Checks} reports, and what to do about it. */
public enum FlawKind {
    /** Rows are absent by the spacing of the series. */
    GAP("put the series on its grid with GapPolicy or onGrid(), or declare its trading days"),
    /** A row does not lie on the spacing of the series. */
    OFF_GRID("check the times, or put the rows on a grid with onGrid(Sampling, Aggregation)"),
    /** A column has missing values. */
    MISSING("fill them by a GapPolicy, or use a model that takes missing values"),
    /** Rows are absent where clocks change, as if local times were taken for UTC or an hour had been lost. */
    CLOCK_CHANGE("read local times with their zone and a ClockChanges policy"),
    /** The time of day of the rows, or their daily pattern, moves by hours. */
    TIME_SHIFT("check the time zones of the parts; set the zone of the series if the rows keep local time"),
    /** A value repeats for longer than chance explains, as of a stuck sensor or a halted market. */
    CONSTANT("check the source; set the values to NaN if they were not measured"),
    /** A stretch of rows equals the season before it, as if it had been copied. */
    REPEATED("check the source; set the copied values to NaN"),
    /** A value is far from its neighbours, and those after it are near those before it. */
    OUTLIER("check the source for a wrong digit or unit; correct the value or set it to NaN"),
    /** The level changes in one step and stays. */
    LEVEL_JUMP("check for a change of unit, of method or of contract; begin the training after it if it is real"),
    /** A value is 0 where its neighbours are far from it, or where a price cannot be. */
    ZERO("0 may stand for a missing value; set it to NaN"),
    /** A negative value of a column that counts an amount. */
    NEGATIVE("correct the value, or set it to NaN"),
    /** The prices of a bar contradict each other. */
    BAR("correct the bar at its source"),
    /** The price changes by the ratio of a usual split and stays. */
    SPLIT("adjust the prices before it by the ratio and the volumes by its inverse, or read adjusted prices");

    private final String advice;

    FlawKind(String advice) {
        this.advice = advice;
    }

    /**
     * Returns what to do.
     *
     * @return one phrase
     */
    public String advice() {
        return advice;
    }
}
