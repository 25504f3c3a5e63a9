package io.forecastj.backtest.strategy;

/** Checks of arguments, all with the same form of message. */
final class StrategyChecks {
    private StrategyChecks() {}

    static int atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", found " + value);
        }
        return value;
    }

    /** Requires a finite number above 0. */
    static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and above 0, found " + value);
        }
        return value;
    }
}
