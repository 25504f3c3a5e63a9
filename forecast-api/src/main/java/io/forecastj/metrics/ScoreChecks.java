package io.forecastj.metrics;

/** Checks of the arguments of scores. */
final class ScoreChecks {
    private ScoreChecks() {}

    static void requireSameLength(double[] values, double[] others) {
        requireSameLength(values.length, others.length);
    }

    static void requireSameLength(int length, int other) {
        if (length != other || length == 0) {
            throw new IllegalArgumentException(
                    "expected two arrays of one length of at least 1, found " + length + " and " + other);
        }
    }

    static void requireIntervals(double[] lower, double[] upper) {
        requireSameLength(lower, upper);
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] > upper[i]) {
                throw new IllegalArgumentException(
                        "interval " + i + " has its lower end " + lower[i] + " above its upper end " + upper[i]);
            }
        }
    }

    static void requireLevel(String what, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(what + " must lie between 0 and 1, found " + level);
        }
    }
}
