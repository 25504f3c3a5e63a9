package io.forecastj.models.ensemble;

/** What becomes of the weights of members that are missing, where weights need not be positive or add up to 1. */
final class Missing {
    private Missing() {}

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
