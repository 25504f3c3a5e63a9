package io.forecastj.models.statistical;

/** Innovations of several columns that share the parameters of one model. Not thread-safe. */
interface Innovations {
    /** Computes the innovations for the current coefficients; false if they are not stationary. */
    boolean compute();

    /**
     * Returns the innovations as last computed, divided by their standard deviations for innovations of variance 1:
     * {@code [column][row]}; not copied.
     */
    double[][] values();

    /** Returns the logarithm of the determinant of the covariance matrix of a column, as last computed. */
    double logDeterminant();
}
