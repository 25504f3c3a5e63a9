package io.forecastj.lifecycle.retraining;

import java.time.Duration;

/** Checks of the settings of a policy and of a retrainer. */
final class PolicyChecks {
    private PolicyChecks() {}

    static Duration positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("expected a positive " + what + ", found " + time);
        }
        return time;
    }

    static long atLeastOne(String what, long number) {
        if (number < 1) {
            throw new IllegalArgumentException("expected at least 1 as the " + what + ", found " + number);
        }
        return number;
    }

    static double fraction(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("expected a " + what + " from 0 to 1, found " + value);
        }
        return value;
    }
}
