package io.forecastj.models.auto;

import java.util.List;

/**
 * Rule that makes weights of the members' errors in windows.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind the common weights
 * @param power the power of a series' own errors that multiplies the common weights, 0 for none
 */
record CombinationRule(Kind kind, int power) {
    /** Common weights of all series. */
    enum Kind {
        /** All weight on the median of the members. */
        MEDIAN,
        /** The same weight for each member. */
        EQUAL,
        /** Weights of at least 0 that add up to 1 and have the least weighted absolute error. */
        SIMPLEX
    }

    /** All rules, the simplest one first. */
    static final List<CombinationRule> ALL = List.of(
            new CombinationRule(Kind.MEDIAN, 0),
            new CombinationRule(Kind.EQUAL, 0),
            new CombinationRule(Kind.SIMPLEX, 0),
            new CombinationRule(Kind.EQUAL, 2),
            new CombinationRule(Kind.SIMPLEX, 1),
            new CombinationRule(Kind.SIMPLEX, 2),
            new CombinationRule(Kind.SIMPLEX, 4));

    @Override
    public String toString() {
        String common =
                switch (kind) {
                    case MEDIAN -> "the median of the members";
                    case EQUAL -> "equal weights";
                    case SIMPLEX -> "the weights of the least absolute error";
                };
        return power == 0 ? common : common + ", times each series' relative error to the power -" + power;
    }
}
