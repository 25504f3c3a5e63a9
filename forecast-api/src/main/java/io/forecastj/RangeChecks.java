package io.forecastj;

import java.util.List;

/** Checks of arguments in a call, all with the same form of message. */
final class RangeChecks {
    private RangeChecks() {}

    /** Returns the value, or refuses one below the least allowed one. */
    static int atLeast(int least, String what, int value) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", found " + value);
        }
        return value;
    }

    /** Returns a number of steps, or refuses one for which there would be no memory. */
    static int horizon(int steps) {
        if (steps < 1 || steps > PredictorInfo.MAX_HORIZON) {
            throw new IllegalArgumentException(
                    "a horizon must be from 1 to " + PredictorInfo.MAX_HORIZON + " steps, found " + steps);
        }
        return steps;
    }

    /** Refuses lists of histories and of their known-future rows that do not belong together. */
    static void requireSameSize(List<TimeSeries> histories, List<TimeSeries> futures) {
        if (histories.size() != futures.size()) {
            throw new IllegalArgumentException("expected known-future rows for each of the " + histories.size()
                    + " histories, found " + futures.size() + " of them");
        }
    }
}
