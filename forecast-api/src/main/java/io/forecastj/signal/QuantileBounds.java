package io.forecastj.signal;

/**
 * Bounds of the probability below a value, from quantiles: linear between two neighbouring quantiles; beyond the
 * outermost ones only less than the lowest level or more than the highest.
 */
final class QuantileBounds {
    private final double[] levels;
    private final double[] values;

    /** Takes increasing levels and values that do not decrease. Without levels, the bounds are 0 and 1. */
    QuantileBounds(double[] levels, double[] values) {
        this.levels = levels;
        this.values = values;
    }

    /** A lower bound of the probability of a value below {@code x}. */
    double least(double x) {
        int n = values.length;
        if (n == 0 || x < values[0]) {
            return 0;
        }
        int i = 0;
        while (i < n && values[i] < x) {
            i++;
        }
        return i == n ? levels[n - 1] : at(i, x);
    }

    /** An upper bound of the probability of a value of at most {@code x}. */
    double most(double x) {
        int n = values.length;
        if (n == 0 || x > values[n - 1]) {
            return 1;
        }
        int i = n - 1;
        while (i >= 0 && values[i] > x) {
            i--;
        }
        return i < 0 ? levels[0] : values[i] == x ? levels[i] : at(i + 1, x);
    }

    /** Interpolates at {@code x}; {@code i} is the first quantile that is not below it. */
    private double at(int i, double x) {
        if (values[i] == x) {
            return levels[i];
        }
        double share = (x - values[i - 1]) / (values[i] - values[i - 1]);
        return levels[i - 1] + share * (levels[i] - levels[i - 1]);
    }
}
