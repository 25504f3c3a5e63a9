package io.forecastj.models.ensemble;

import java.util.Arrays;

/**
 * Training rows of a series that had never changed before them, so that errors have no unit. They count only where no
 * other row teaches anything: the members with the least error share the weight equally.
 *
 * <p>For one thread.
 */
final class FlatRows {
    /** Difference of errors that is taken for rounding, relative to the level of the series. */
    private static final double ROUNDING = 1e-9;

    private final double[] errors;
    private double levels;
    private int count;

    FlatRows(int members) {
        this.errors = new double[members];
    }

    void add(double[] forecasts, double truth) {
        count++;
        levels += Math.abs(truth);
        for (int k = 0; k < errors.length; k++) {
            errors[k] += Math.abs(forecasts[k] - truth);
        }
    }

    boolean any() {
        return count > 0;
    }

    int count() {
        return count;
    }

    /**
     * Returns the weights; equal ones of all if there is no row, as for a step that is not forecast.
     *
     * @param width the number of weights, which may be one more than the members, for their median
     */
    double[] weights(int width) {
        double[] weights = new double[width];
        if (!any()) {
            Arrays.fill(weights, 1.0 / width);
            return weights;
        }
        double limit = Arrays.stream(errors).min().orElseThrow() + ROUNDING * levels;
        long best = Arrays.stream(errors).filter(error -> error <= limit).count();
        for (int k = 0; k < errors.length; k++) {
            weights[k] = errors[k] <= limit ? 1.0 / best : 0;
        }
        return weights;
    }
}
