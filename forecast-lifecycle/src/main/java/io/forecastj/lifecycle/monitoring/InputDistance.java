package io.forecastj.lifecycle.monitoring;

/** Distances between two histograms over the same bins. */
final class InputDistance {
    /**
     * Number added to the count of every bin, so that an empty one has a share: half a row, as of Jeffreys' prior for
     * shares (Krichevsky and Trofimov, The Performance of Universal Encoding, IEEE Transactions on Information Theory
     * 27, 1981).
     */
    private static final double SMOOTHING = 0.5;

    private InputDistance() {}

    /**
     * The population stability index, the sum over the bins of {@code (q - p) ln(q / p)} with the shares {@code p} and
     * {@code q}: Siddiqi, Credit Risk Scorecards, Wiley 2006. For two samples of {@code n} and {@code m} independent
     * rows of one distribution its expectation is about {@code (bins - 1) (1 / n + 1 / m)}: Yurdakul and Naranjo,
     * Statistical Properties of the Population Stability Index, Journal of Risk Model Validation 14, 2020.
     */
    static double psi(long[] reference, long[] live) {
        double references = sum(reference) + SMOOTHING * reference.length;
        double lives = sum(live) + SMOOTHING * live.length;
        double psi = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double p = (reference[bin] + SMOOTHING) / references;
            double q = (live[bin] + SMOOTHING) / lives;
            psi += (q - p) * Math.log(q / p);
        }
        return psi;
    }

    /** The largest distance of the two distribution functions at the edges between the bins. */
    static double kolmogorovSmirnov(long[] reference, long[] live) {
        double references = sum(reference);
        double lives = sum(live);
        double largest = 0;
        long below = 0;
        long liveBelow = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            below += reference[bin];
            liveBelow += live[bin];
            largest = Math.max(largest, Math.abs(below / references - liveBelow / lives));
        }
        return largest;
    }

    static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
