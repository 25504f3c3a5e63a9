package io.forecastj.models.statistical;

/** Information criterion by which forms are compared: the smaller, the better. Immutable. */
enum EtsCriterion {
    /** Corrected for small samples (Hurvich and Tsai, Regression and time series model selection, 1989). */
    AICC,
    /** Of Akaike. */
    AIC,
    /** Of Schwarz, which prefers smaller forms. */
    BIC;

    /**
     * Computes the criterion.
     *
     * @param value minus twice the logarithm of the likelihood
     * @param size the number of estimated numbers, with the variance
     * @param count the number of values
     */
    double of(double value, int size, int count) {
        return switch (this) {
            case AIC -> value + 2 * size;
            case BIC -> value + StrictMath.log(count) * size;
            case AICC -> value + 2.0 * size + 2.0 * size * (size + 1) / (count - size - 1);
        };
    }
}
