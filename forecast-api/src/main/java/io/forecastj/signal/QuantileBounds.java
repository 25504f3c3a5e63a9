package io.forecastj.signal;

/**
 * What quantiles tell of the probability below a value: linear between two neighbours, and beyond the outermost ones
 * only that it is less than the lowest level or more than the highest.
 */
final class QuantileBounds {
    private final double[] levels;
    private final double[] values;

    /** Levels increase; values do not decrease. No levels at all tell nothing. */
    QuantileBounds(double[] levels, double[] values) {
        this.levels = levels;
        this.values = values;
    }

    /** The least that the probability of a value below {@code x} can be. */
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

    /** The most that the probability of a value of at most {@code x} can be. */
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

    /** Interpolates up to the quantile {@code i}, the first one not below {@code x}. */
    private double at(int i, double x) {
        if (values[i] == x) {
            return levels[i];
        }
        double share = (x - values[i - 1]) / (values[i] - values[i - 1]);
        return levels[i - 1] + share * (levels[i] - levels[i - 1]);
    }
}
