package io.forecastj.models.conformal;

/**
 * Rule that keeps one bound of one step at its nominal miss rate: issues bounds and learns from the scores of earlier
 * ones. Not thread-safe. What a forecast must remember until its actual value arrives is kept by the caller, as
 * {@link #width()} numbers from an index on.
 */
sealed interface BoundTracker permits Tracker, WidthTracker {
    /** Returns the number of values that {@link #bounds} writes. */
    int width();

    /**
     * Writes the current bound and what is to be remembered of it; changes nothing.
     *
     * @param window the scores, at least one
     * @param least the bound of the next smaller coverage, which the interval will contain; negative infinity if there
     *     is none
     */
    void bounds(ScoreWindow window, double least, double[] out, int at);

    /** Takes note that written bounds were issued and will be scored. */
    void issued(double[] issued, int at);

    /** Returns the bound of an issued forecast; NaN if none was issued. */
    double bound(double[] issued, int at);

    /**
     * Takes the score of an earlier step of an issued forecast whose own actual value is still to come.
     *
     * @param earlier the index of the earlier step among those of {@link StepPlan#earlier()}
     * @param rank the share of the earlier step's scores that are larger, in (0, 1]
     */
    void revise(int earlier, double rank, double[] issued, int at);

    /** Learns from the score of an issued forecast. */
    void learn(double score, double[] issued, int at);

    /** Gives up an issued forecast whose actual value is missing. */
    void forget(double[] issued, int at);

    /** Returns the number of values of the state. */
    int stateSize();

    double[] state();

    void restore(double[] state);
}
