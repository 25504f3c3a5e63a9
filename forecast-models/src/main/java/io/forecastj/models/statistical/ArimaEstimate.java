package io.forecastj.models.statistical;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Most likely parameters of one order.
 *
 * <p>Immutable by agreement and thread-safe.
 *
 * @param order the orders
 * @param free the free numbers of the polynomials, see {@link ArmaPolynomials}
 * @param criterion the corrected criterion of Akaike (Hurvich and Tsai, Regression and Time Series Model Selection in
 *     Small Samples, Biometrika 76, 1989), that of Akaike if there are too few values for the correction; infinite if
 *     there are no more values than parameters
 * @param logLikelihood the logarithm of the likelihood, of the differenced series
 * @param usable whether all roots are far enough from the unit circle
 */
record ArimaEstimate(ArimaOrder order, double[] free, double criterion, double logLikelihood, boolean usable) {
    /** Roots nearer to the unit circle show that a lower order or another number of differences is better. */
    private static final double NEAREST_ROOT = 1.01;

    /** Effort for one of many candidates. */
    private static final Effort QUICK = new Effort(1e-7, 30, 1);

    /** Effort for the final model. */
    private static final Effort THOROUGH = new Effort(1e-9, 100, 3);

    /** Free numbers beyond this are near a unit root, where a search can end although better points are elsewhere. */
    private static final double SATURATED = 3;

    /** Starts by the first free number of each factor: p, q, seasonal P, seasonal Q. */
    private static final double[][] STARTS = {{1.8, 0, 1.5, 0}, {0, 0.5, 0, 0.5}, {-0.7, -0.7, 0.5, 0.5}};

    /**
     * Effort of a search for the most likely parameters.
     *
     * @param tolerance the relative decrease of the sum of squares below which it ends
     * @param iterations the largest number of steps
     * @param restarts the largest number of new starts after it ended near a unit root
     */
    private record Effort(double tolerance, int iterations, int restarts) {}

    /**
     * Estimates from a start in the centre and, if {@code thorough}, from some others.
     *
     * @param data the columns for the differences and the constant of the order
     * @param order the order
     * @param near free numbers of a similar model to start from, null for none
     * @param thorough whether the search begins at several points
     */
    static ArimaEstimate of(ArimaColumns data, ArimaOrder order, double @Nullable [] near, boolean thorough) {
        ArimaRegression regression = new ArimaRegression(data, order);
        Effort effort = thorough ? THOROUGH : QUICK;
        int size = order.coefficients();
        double[] best = near == null ? new double[size] : near.clone();
        double least = search(regression, best, effort);
        if (thorough && size > 0) {
            for (double[] each : STARTS) {
                double[] start = start(order, each);
                double sum = search(regression, start, effort);
                if (sum < least * (1 - effort.tolerance()) || Double.isNaN(least)) {
                    least = sum;
                    best = start;
                }
            }
            if (near != null) {
                double[] start = new double[size];
                double sum = search(regression, start, effort);
                if (sum < least * (1 - effort.tolerance())) {
                    best = start;
                }
            }
        }
        return at(regression, data, order, best);
    }

    private static double[] start(ArimaOrder order, double[] first) {
        double[] start = new double[order.coefficients()];
        int[] degrees = {order.p(), order.q(), order.seasonalP(), order.seasonalQ()};
        int at = 0;
        for (int factor = 0; factor < degrees.length; factor++) {
            if (degrees[factor] > 0) {
                start[at] = first[factor];
            }
            at += degrees[factor];
        }
        return start;
    }

    /** Searches from a point, then again from nearer to the centre if the search ended near a unit root. */
    private static double search(ArimaRegression regression, double[] point, Effort effort) {
        double least = LevenbergMarquardt.minimise(regression, point, effort.tolerance(), effort.iterations());
        for (int again = 0; again < effort.restarts(); again++) {
            double[] inner = point.clone();
            boolean saturated = false;
            for (int i = 0; i < inner.length; i++) {
                if (Math.abs(inner[i]) > SATURATED) {
                    inner[i] = Math.signum(inner[i]) * (1.5 + again);
                    saturated = true;
                }
            }
            if (!saturated) {
                break;
            }
            double sum = LevenbergMarquardt.minimise(regression, inner, effort.tolerance(), effort.iterations());
            if (sum < least) {
                least = sum;
                System.arraycopy(inner, 0, point, 0, point.length);
            }
        }
        return least;
    }

    private static ArimaEstimate at(ArimaRegression regression, ArimaColumns data, ArimaOrder order, double[] free) {
        boolean usable = regression.polynomials().setFree(free).rootsBeyond(NEAREST_ROOT) && regression.compute();
        double logLikelihood = usable || regression.compute() ? regression.logLikelihood() : Double.NaN;
        double criterion =
                criterion(logLikelihood, order.coefficients() + data.coefficients() + 1, data.observations());
        return new ArimaEstimate(order, free, criterion, logLikelihood, usable && !Double.isNaN(criterion));
    }

    /** Computes the criterion; {@code parameters} counts the variance of the innovations. */
    static double criterion(double logLikelihood, int parameters, int observations) {
        double plain = -2 * logLikelihood + 2 * parameters;
        int spare = observations - parameters - 1;
        if (observations <= 3) {
            return observations < parameters ? Double.POSITIVE_INFINITY : plain;
        }
        return spare <= 0 ? Double.POSITIVE_INFINITY : plain + 2.0 * parameters * (parameters + 1) / spare;
    }

    /**
     * Returns free numbers for another order, taken from this one's partial autocorrelations; those that this order
     * does not have are 0, so that a larger order starts as the same model.
     */
    double[] startFor(ArimaOrder other) {
        double[] start = new double[other.coefficients()];
        int[] from = {order.p(), order.q(), order.seasonalP(), order.seasonalQ()};
        int[] to = {other.p(), other.q(), other.seasonalP(), other.seasonalQ()};
        int read = 0;
        int write = 0;
        for (int factor = 0; factor < 4; factor++) {
            System.arraycopy(free, read, start, write, Math.min(from[factor], to[factor]));
            read += from[factor];
            write += to[factor];
        }
        return start;
    }

    @Override
    public String toString() {
        return order.withConstant() + " " + criterion + " " + Arrays.toString(free);
    }
}
