package io.forecastj;

/** The checks of numbers in a call, with one form of message. */
final class Checks {
    private Checks() {}

    /** Returns the value, or refuses one that is too small by its name. */
    static int atLeast(int least, String what, int value) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", found " + value);
        }
        return value;
    }
}
