package io.forecastj.models.statistical;

/**
 * Smoothing parameters of exponential smoothing. Immutable and thread-safe.
 *
 * @param alpha the part of an error that moves the level, in (0, 1]
 * @param beta the part that moves the trend, from 0 to alpha; 0 without a trend
 * @param gamma the part that moves the season, from 0 to 1 - alpha; 0 without a season
 * @param phi the damping of the trend in one row, in (0, 1]; 1 if it is not damped
 */
record EtsParameters(double alpha, double beta, double gamma, double phi) {
    /** Damps a slope that multiplies. {@link StrictMath#pow} allocates, which sessions must not. */
    static double power(double slope, double phi) {
        return phi == 1 ? slope : StrictMath.exp(phi * StrictMath.log(slope));
    }
}
