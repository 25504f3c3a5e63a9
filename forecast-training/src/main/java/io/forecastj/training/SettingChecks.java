package io.forecastj.training;

import io.forecastj.PredictorInfo;
import java.util.List;

/** Checks of settings, with one form of message for each. Stateless and thread-safe. */
final class SettingChecks {
    private SettingChecks() {}

    /** Requires an integer of at least a given size. */
    static void atLeast(int least, String what, int value) {
        require(value >= least, what, "at least " + least, value);
    }

    /** Requires a number of forecast steps. */
    static void horizon(int steps) {
        require(
                steps >= 1 && steps <= PredictorInfo.MAX_HORIZON,
                "horizon",
                "from 1 to " + PredictorInfo.MAX_HORIZON,
                steps);
    }

    /** Requires a positive number. */
    static void positive(String what, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, what, "above 0 and finite", value);
    }

    /** Requires that a condition on a value holds. */
    static void require(boolean holds, String what, String expected, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be " + expected + ", found " + value);
        }
    }

    /** Returns whether numbers increase between 0 and 1, both excluded. */
    static boolean increaseBetween0And1(List<Double> levels) {
        double before = 0;
        for (double level : levels) {
            if (!(level > before && level < 1)) {
                return false;
            }
            before = level;
        }
        return true;
    }
}
