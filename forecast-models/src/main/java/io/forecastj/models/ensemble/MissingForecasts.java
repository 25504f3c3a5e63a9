package io.forecastj.models.ensemble;

/** When a member counts as missing, and what becomes of its weight where weights need not be positive or add up to 1. */
final class MissingForecasts {
    /** For messages: what {@link #dropUnusable} takes out. */
    static final String UNUSABLE = "NaN or beyond 1e50";

    /** No series has such values, and beyond it the squares and products of the rules leave the range of a double. */
    private static final double LARGEST = 1e50;

    private MissingForecasts() {}

    /** Makes forecasts that nobody can work with missing ones, so that one member does not spoil the combination. */
    static void dropUnusable(double[] forecasts) {
        for (int i = 0; i < forecasts.length; i++) {
            if (!(Math.abs(forecasts[i]) <= LARGEST)) {
                forecasts[i] = Double.NaN;
            }
        }
    }

    /** Gives the weight of members that are missing to the others in equal parts, as if they forecast these's mean. */
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
