package io.forecastj.models.ensemble;

import io.forecastj.models.internal.SeriesForecasts;

/** Handles missing forecasts: which ones count as missing, and the weights of the rest if weights may be negative. */
final class MissingForecasts {
    /** Description of the forecasts that {@link #dropUnusable} removes, for messages. */
    static final String UNUSABLE = "NaN or beyond 1e50";

    /**
     * Largest absolute forecast that counts. No series has such values, and beyond it the squares and products of the
     * rules overflow a double.
     */
    private static final double LARGEST = 1e50;

    private MissingForecasts() {}

    /** Replaces unusable forecasts with missing ones, so that one member does not spoil the combination. */
    static void dropUnusable(double[] forecasts) {
        for (int i = 0; i < forecasts.length; i++) {
            if (!(Math.abs(forecasts[i]) <= LARGEST)) {
                forecasts[i] = Double.NaN;
            }
        }
    }

    /** Removes the forecasts of steps that the ensemble does not have. */
    static void keepSteps(double[] forecasts, boolean[] steps) {
        for (int i = 0; i < forecasts.length; i++) {
            if (!steps[i % steps.length]) {
                forecasts[i] = Double.NaN;
            }
        }
    }

    /** Reads the usable forecasts of an origin, {@code [member][target x step]}. */
    static void read(SeriesForecasts forecasts, int row, double[][] into) {
        for (int member = 0; member < into.length; member++) {
            forecasts.points(row, member, into[member]);
            dropUnusable(into[member]);
        }
    }

    /**
     * Divides the weights of missing members equally among the others, as if missing members forecast the others' mean.
     */
    static void shareOut(double[] x, int xAt, double[] w) {
        double lost = 0;
        int there = 0;
        for (int k = 0; k < w.length; k++) {
            if (Double.isNaN(x[xAt + k])) {
                lost += w[k];
                w[k] = 0;
            } else {
                there++;
            }
        }
        if (there < w.length) {
            for (int k = 0; k < w.length; k++) {
                w[k] += Double.isNaN(x[xAt + k]) ? 0 : lost / there;
            }
        }
    }
}
