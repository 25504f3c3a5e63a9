package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Parameters that the searches of models with several seasons share, as an array: alpha, beta, phi, rho, then one gamma
 * for each season. Stateless and thread-safe.
 */
final class SmoothingParameters {
    /** The index of the first gamma. */
    static final int GAMMAS = 4;

    static final double MOST_DAMPING = 0.998;
    static final double MOST_CORRELATION = 0.99;

    private static final double LEAST_DAMPING = 0.8;

    private SmoothingParameters() {}

    /** Returns parameters with a slow, damped trend and the same gamma for each season. */
    static double[] of(double alpha, double rho, double gamma, int seasons) {
        double[] parameters = new double[GAMMAS + seasons];
        parameters[0] = alpha;
        parameters[1] = 0.01;
        parameters[2] = 0.95;
        parameters[3] = rho;
        Arrays.fill(parameters, GAMMAS, parameters.length, gamma);
        return parameters;
    }

    /** Returns whether all are in their ranges, and an error moves the forecast of its own row by at most itself. */
    static boolean allowed(double[] parameters) {
        double gains = parameters[0] + parameters[1];
        boolean allowed = parameters[0] >= 0
                && parameters[1] >= 0
                && parameters[2] >= LEAST_DAMPING
                && parameters[2] <= MOST_DAMPING
                && Math.abs(parameters[3]) <= MOST_CORRELATION;
        for (int i = GAMMAS; i < parameters.length; i++) {
            allowed &= parameters[i] >= 0;
            gains += parameters[i];
        }
        return allowed && gains <= 1;
    }
}
