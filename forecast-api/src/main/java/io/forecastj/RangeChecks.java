package io.forecastj;

/** Checks of numbers in a call, all with the same form of message. */
final class RangeChecks {
    private RangeChecks() {}

    /** Returns the value, or refuses one below the least allowed one. */
    static int atLeast(int least, String what, int value) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", found " + value);
        }
        return value;
    }
}
