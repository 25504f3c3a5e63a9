package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Polynomials of a stationary, invertible seasonal ARMA model.
 *
 * <p>Each of the four factors, regular and seasonal, autoregressive and moving-average, is given by partial
 * autocorrelations between -1 and 1, which the hyperbolic tangent takes from free numbers. A factor is stationary, or
 * invertible, exactly if all of them are inside these bounds (Jones, Maximum Likelihood Fitting of ARMA Models to Time
 * Series with Missing Observations, Technometrics 22, 1980; Monahan, A Note on Enforcing Stationarity in
 * Autoregressive-Moving Average Models, Biometrika 71, 1984).
 *
 * <p>An instance is a workspace of one order and one thread. The autoregressive polynomial is {@code 1 - phi[0] B - ...
 * - phi[n - 1] B^n}, the moving-average one {@code 1 + theta[0] B + ...}.
 */
final class ArmaPolynomials {
    /** Largest free number; its tangent keeps a distance of 2e-7 from a unit root. */
    private static final double LARGEST = 8;

    /** Longest season by which the roots of a seasonal factor are measured. */
    private static final int YEAR = 12;

    private final ArimaOrder order;
    /** The coefficients of the four factors in the order p, q, seasonal P, seasonal Q. */
    private final double[] coefficients;

    private final double[] phi;
    private final double[] theta;
    /** Degrees with coefficients that may differ from zero, counted from 1. */
    private final int[] phiLags;

    private final int[] thetaLags;
    private final double[] work;

    ArmaPolynomials(ArimaOrder order) {
        this.order = order;
        this.coefficients = new double[order.coefficients()];
        this.phi = new double[order.autoregressive()];
        this.theta = new double[order.movingAverage()];
        this.phiLags = lags(order.p(), order.seasonalP(), order.season());
        this.thetaLags = lags(order.q(), order.seasonalQ(), order.season());
        this.work = new double[Math.max(order.autoregressive(), order.movingAverage())];
    }

    private static int[] lags(int regular, int seasonal, int season) {
        boolean[] used = new boolean[regular + seasonal * season + 1];
        for (int i = 0; i <= regular; i++) {
            for (int j = 0; j <= seasonal; j++) {
                used[i + j * season] = true;
            }
        }
        int[] lags = new int[used.length];
        int count = 0;
        for (int lag = 1; lag < used.length; lag++) {
            if (used[lag]) {
                lags[count++] = lag;
            }
        }
        return Arrays.copyOf(lags, count);
    }

    ArimaOrder order() {
        return order;
    }

    /** Returns the coefficients in the order p, q, seasonal P, seasonal Q; not copied. */
    double[] coefficients() {
        return coefficients;
    }

    double[] phi() {
        return phi;
    }

    double[] theta() {
        return theta;
    }

    int[] phiLags() {
        return phiLags;
    }

    int[] thetaLags() {
        return thetaLags;
    }

    /** Sets the polynomials from one free number for each coefficient, in the order p, q, seasonal P, seasonal Q. */
    ArmaPolynomials setFree(double[] free) {
        int at = factor(free, 0, order.p(), 1);
        at = factor(free, at, order.q(), -1);
        at = factor(free, at, order.seasonalP(), 1);
        factor(free, at, order.seasonalQ(), -1);
        expand();
        return this;
    }

    /** Sets the polynomials from their coefficients, in the order p, q, seasonal P, seasonal Q. */
    ArmaPolynomials setCoefficients(double[] values) {
        System.arraycopy(values, 0, coefficients, 0, coefficients.length);
        expand();
        return this;
    }

    /** Computes one factor from partial autocorrelations by the recursion of Levinson and Durbin. */
    private int factor(double[] free, int at, int degree, int sign) {
        for (int k = 0; k < degree; k++) {
            double partial = Math.tanh(Math.max(-LARGEST, Math.min(LARGEST, free[at + k])));
            for (int j = 0; j < k; j++) {
                work[j] = coefficients[at + j] - partial * coefficients[at + k - 1 - j];
            }
            System.arraycopy(work, 0, coefficients, at, k);
            coefficients[at + k] = partial;
        }
        if (sign < 0) {
            for (int k = at; k < at + degree; k++) {
                coefficients[k] = -coefficients[k];
            }
        }
        return at + degree;
    }

    /** Computes free numbers that {@link #setFree} turns into these coefficients. */
    static double[] free(ArimaOrder order, double[] coefficients) {
        double[] free = new double[order.coefficients()];
        int at = 0;
        int[] degrees = {order.p(), order.q(), order.seasonalP(), order.seasonalQ()};
        for (int factor = 0; factor < 4; factor++) {
            double[] partials = partials(coefficients, at, degrees[factor], factor % 2 == 0 ? 1 : -1, 1);
            for (int k = 0; k < degrees[factor]; k++) {
                double partial = Math.max(-1, Math.min(1, partials[k]));
                double number = 0.5 * (Math.log1p(partial) - Math.log1p(-partial));
                free[at + k] = Math.max(-LARGEST, Math.min(LARGEST, number));
            }
            at += degrees[factor];
        }
        return free;
    }

    /**
     * Computes the partial autocorrelations of a factor whose argument is stretched, by the recursion of Levinson
     * backwards; they are all inside (-1, 1) exactly if every root is farther from zero than the stretch.
     */
    private static double[] partials(double[] coefficients, int at, int degree, int sign, double stretch) {
        double[] factor = new double[degree];
        double power = 1;
        for (int k = 0; k < degree; k++) {
            power *= stretch;
            factor[k] = sign * coefficients[at + k] * power;
        }
        double[] lower = new double[degree];
        for (int k = degree - 1; k > 0; k--) {
            double partial = factor[k];
            double scale = 1 - partial * partial;
            for (int j = 0; j < k; j++) {
                lower[j] = (factor[j] + partial * factor[k - 1 - j]) / scale;
            }
            System.arraycopy(lower, 0, factor, 0, k);
        }
        return factor;
    }

    /**
     * Returns whether all roots of both polynomials are farther from zero than a distance. A root of a seasonal factor
     * is the power of a root of the polynomial, by the season. For seasons of more than 12 rows, 12 is taken instead,
     * as hardly any seasonal factor would be left.
     *
     * @param distance the distance, at least 1; 1 asks whether the model is stationary and invertible
     */
    boolean rootsBeyond(double distance) {
        int at = 0;
        int[] degrees = {order.p(), order.q(), order.seasonalP(), order.seasonalQ()};
        for (int factor = 0; factor < 4; factor++) {
            double stretch = factor < 2 ? distance : Math.pow(distance, Math.min(order.season(), YEAR));
            for (double partial : partials(coefficients, at, degrees[factor], factor % 2 == 0 ? 1 : -1, stretch)) {
                if (!(Math.abs(partial) < 1)) {
                    return false;
                }
            }
            at += degrees[factor];
        }
        return true;
    }

    private void expand() {
        int season = order.season();
        int q = order.p();
        int seasonalP = q + order.q();
        int seasonalQ = seasonalP + order.seasonalP();
        Arrays.fill(phi, 0);
        for (int j = 0; j <= order.seasonalP(); j++) {
            double outer = j == 0 ? -1 : coefficients[seasonalP + j - 1];
            for (int i = 0; i <= order.p(); i++) {
                if (i + j > 0) {
                    phi[i + j * season - 1] += outer * (i == 0 ? 1 : -coefficients[i - 1]);
                }
            }
        }
        Arrays.fill(theta, 0);
        for (int j = 0; j <= order.seasonalQ(); j++) {
            double outer = j == 0 ? 1 : coefficients[seasonalQ + j - 1];
            for (int i = 0; i <= order.q(); i++) {
                if (i + j > 0) {
                    theta[i + j * season - 1] += outer * (i == 0 ? 1 : coefficients[q + i - 1]);
                }
            }
        }
    }

    /**
     * Returns the coefficients of the autoregressive polynomial multiplied by the differences, in the form of {@link
     * #phi}.
     */
    double[] phiWithDifferences() {
        double[] product = new double[phi.length + order.lost()];
        double[] delta = Differences.polynomial(order);
        for (int i = 0; i <= phi.length; i++) {
            double factor = i == 0 ? 1 : -phi[i - 1];
            for (int j = 0; j < delta.length; j++) {
                if (i + j > 0) {
                    product[i + j - 1] -= factor * delta[j];
                }
            }
        }
        return product;
    }
}
