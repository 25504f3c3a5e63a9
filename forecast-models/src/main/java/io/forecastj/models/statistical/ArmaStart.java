package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Stationary distribution of the state of an ARMA model before its first value, for an innovation variance of 1.
 *
 * <p>The state is that of Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, section 3.4:
 * its first number is the next value, and each step takes number {@code i} to {@code i - 1} and adds {@code phi[i - 1]}
 * times the value and {@code theta[i - 1]} times the innovation.
 *
 * <p>A workspace of one order and one thread.
 */
final class ArmaStart {
    private final int size;
    private final double[] phi;
    private final double[] theta;
    private final int[] phiLags;
    private final int[] thetaLags;
    /** Autoregressive coefficients of all degrees up to that of the model, one degree after the other. */
    private final double[] degrees;
    /** Autocovariances of the autoregression with innovations of variance 1. */
    private final double[] pure;

    private final double[] covariances;
    private final double[] psi;
    /** Autocovariances of the moving average of innovations of variance 1. */
    private final double[] moving;

    private final double[] gain;

    ArmaStart(ArmaPolynomials polynomials) {
        ArimaOrder order = polynomials.order();
        int p = order.autoregressive();
        int q = order.movingAverage();
        this.size = Math.max(p, q + 1);
        this.phi = polynomials.phi();
        this.theta = polynomials.theta();
        this.phiLags = polynomials.phiLags();
        this.thetaLags = polynomials.thetaLags();
        this.degrees = new double[p * (p + 1) / 2];
        this.pure = new double[p + q + 1];
        this.covariances = new double[p + 1];
        this.psi = new double[q + 1];
        this.moving = new double[q + 1];
        this.gain = new double[size];
    }

    /** Returns the size of the state. */
    int size() {
        return size;
    }

    /** Returns the variance of a value, as last computed. */
    double variance() {
        return covariances[0];
    }

    /** Returns the covariances of the state after a value with this value, as last computed; not copied. */
    double[] gain() {
        return gain;
    }

    /** Computes the distribution for the current coefficients; false if they are not stationary. */
    boolean compute() {
        if (!autoregression()) {
            return false;
        }
        movingAverage();
        for (int k = 0; k < covariances.length; k++) {
            double sum = moving[0] * pure[k];
            for (int j = 1; j < moving.length; j++) {
                if (moving[j] != 0) {
                    sum += moving[j] * (pure[Math.abs(k - j)] + pure[k + j]);
                }
            }
            covariances[k] = sum;
        }
        Arrays.fill(gain, 0);
        for (int lag : phiLags) {
            double coefficient = phi[lag - 1];
            for (int i = 0; i < lag; i++) {
                gain[i] += coefficient * covariances[lag - 1 - i];
            }
        }
        for (int lag : thetaLags) {
            double coefficient = theta[lag - 1];
            for (int i = 0; i < lag; i++) {
                gain[i] += coefficient * psi[lag - 1 - i];
            }
        }
        return true;
    }

    /**
     * Computes the autocovariances of the autoregression by the recursion of Levinson and Durbin, first backwards for
     * the partial autocorrelations, then forwards.
     */
    private boolean autoregression() {
        int p = phi.length;
        int from = p * (p - 1) / 2;
        System.arraycopy(phi, 0, degrees, Math.max(0, from), p);
        double variance = 1;
        for (int k = p; k > 0; k--) {
            double partial = degrees[from + k - 1];
            double scale = 1 - partial * partial;
            if (!(scale > 0)) {
                return false;
            }
            variance /= scale;
            int lower = from - (k - 1);
            for (int j = 0; j < k - 1; j++) {
                degrees[lower + j] = (degrees[from + j] + partial * degrees[from + k - 2 - j]) / scale;
            }
            from = lower;
        }
        pure[0] = variance;
        double error = variance;
        int at = 0;
        for (int k = 1; k <= p; k++) {
            int lower = at - (k - 1);
            double partial = degrees[at + k - 1];
            double sum = partial * error;
            for (int j = 1; j < k; j++) {
                sum += degrees[lower + j - 1] * pure[k - j];
            }
            pure[k] = sum;
            error *= 1 - partial * partial;
            at += k;
        }
        for (int k = p + 1; k < pure.length; k++) {
            double sum = 0;
            for (int lag : phiLags) {
                sum += phi[lag - 1] * pure[k - lag];
            }
            pure[k] = sum;
        }
        return true;
    }

    /** Computes the autocovariances of the moving average and the first weights of past innovations in a value. */
    private void movingAverage() {
        Arrays.fill(moving, 0);
        moving[0] = 1;
        for (int lag : thetaLags) {
            double coefficient = theta[lag - 1];
            moving[0] += coefficient * coefficient;
            moving[lag] += coefficient;
            for (int other : thetaLags) {
                if (other < lag) {
                    moving[lag - other] += coefficient * theta[other - 1];
                }
            }
        }
        psi[0] = 1;
        for (int k = 1; k < psi.length; k++) {
            double sum = theta[k - 1];
            for (int lag : phiLags) {
                if (lag > k) {
                    break;
                }
                sum += phi[lag - 1] * psi[k - lag];
            }
            psi[k] = sum;
        }
    }

    /**
     * Computes the covariance matrix of the state before the first value.
     *
     * @return the lower triangle, row by row
     */
    double[] covariance() {
        double[] matrix = new double[size * (size + 1) / 2];
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i; j >= 0; j--) {
                double value = 0;
                if (j == 0) {
                    value = firstColumn(i);
                } else {
                    value = phi(i) * phi(j) * variance() + loading(i) * loading(j);
                    if (i + 1 < size) {
                        value += phi(j) * firstColumn(i + 1) + matrix[(i + 1) * (i + 2) / 2 + j + 1];
                    }
                    if (j + 1 < size) {
                        value += phi(i) * firstColumn(j + 1);
                    }
                }
                matrix[i * (i + 1) / 2 + j] = value;
            }
        }
        return matrix;
    }

    private double firstColumn(int i) {
        return i == 0 ? variance() : gain[i - 1] - phi(i - 1) * variance();
    }

    private double phi(int i) {
        return i < phi.length ? phi[i] : 0;
    }

    /** Returns the weight of the innovation in a number of the state. */
    private double loading(int i) {
        return i == 0 ? 1 : i <= theta.length ? theta[i - 1] : 0;
    }
}
