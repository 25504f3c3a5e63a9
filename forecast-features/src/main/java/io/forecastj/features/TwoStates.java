package io.forecastj.features;

import java.util.Arrays;

/**
 * A series that switches between a calm and a volatile state (Hamilton, A New Approach to the Economic Analysis of
 * Nonstationary Time Series and the Business Cycle, 1989), normal in each.
 *
 * @param calmMean the mean in the calm state
 * @param calmStd the standard deviation in the calm state
 * @param volatileMean the mean in the volatile state
 * @param volatileStd the standard deviation in the volatile state
 * @param calmStays the probability that the row after a calm one is calm
 * @param volatileStays the probability that the row after a volatile one is volatile
 */
record TwoStates(
        double calmMean,
        double calmStd,
        double volatileMean,
        double volatileStd,
        double calmStays,
        double volatileStays) {

    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    TwoStates {
        if (!(calmStd > 0 && volatileStd > 0 && inside(calmStays) && inside(volatileStays))) {
            throw new IllegalArgumentException(
                    "regime has the parameters mean and standard deviation > 0 of the calm and of the"
                            + " volatile state, and for both the probability to stay, between 0 and 1; found"
                            + " standard deviations " + calmStd + " and " + volatileStd + ", probabilities " + calmStays
                            + " and "
                            + volatileStays);
        }
    }

    static TwoStates of(double[] p) {
        if (p.length != 6) {
            throw new IllegalArgumentException("regime has 6 parameters, found " + Arrays.toString(p));
        }
        return new TwoStates(p[0], p[1], p[2], p[3], p[4], p[5]);
    }

    double[] toArray() {
        return new double[] {calmMean, calmStd, volatileMean, volatileStd, calmStays, volatileStays};
    }

    /** The same model with the names of its states exchanged. */
    TwoStates swapped() {
        return new TwoStates(volatileMean, volatileStd, calmMean, calmStd, volatileStays, calmStays);
    }

    private static boolean inside(double probability) {
        return probability > 0 && probability < 1;
    }

    /** The probability of the volatile state, when nothing is known. */
    double stationary() {
        return (1 - calmStays) / ((1 - calmStays) + (1 - volatileStays));
    }

    /** The probability that the next row is volatile, when this one is with probability {@code p}. */
    double predict(double p) {
        return p * volatileStays + (1 - p) * (1 - calmStays);
    }

    /**
     * Updates the probability of the volatile state by a value.
     *
     * @param predicted the probability of the volatile state before the value
     * @param x the value; if it is missing, or too far out for both states, the probability does not change
     * @return the probability after
     */
    double filter(double predicted, double x) {
        double calm = (x - calmMean) / calmStd;
        double wild = (x - volatileMean) / volatileStd;
        double odds =
                predicted / (1 - predicted) * (calmStd / volatileStd) * Math.exp(0.5 * (calm * calm - wild * wild));
        double p = 1 / (1 + 1 / odds);
        return Double.isNaN(p) ? predicted : p;
    }

    /** The logarithm of the density of a value that is not missing, given what was known before. */
    double logLikelihood(double predicted, double x) {
        double calm = (x - calmMean) / calmStd;
        double wild = (x - volatileMean) / volatileStd;
        double least = 0.5 * Math.min(calm * calm, wild * wild); // of the two exponents, so that one power is 1
        double density = (1 - predicted) / calmStd * Math.exp(least - 0.5 * calm * calm)
                + predicted / volatileStd * Math.exp(least - 0.5 * wild * wild);
        return Math.log(density) - least - HALF_LOG_2_PI;
    }
}
