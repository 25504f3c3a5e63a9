package io.forecastj.models.auto;

/** Smallest value that a forecast may have, by the values of training. Immutable and thread-safe. */
enum Floor {
    /** No limit, since values below 0 occur. */
    NONE,
    /** Zero, since no value is below 0. */
    ZERO,
    /** A fifth of the smallest value so far, since all values are above 0. */
    POSITIVE;

    private static final double PART = 0.2;

    static Floor of(SeriesProfile profile) {
        return profile.positive() ? POSITIVE : profile.nonNegative() ? ZERO : NONE;
    }

    /** Returns a value within the limit; {@code least} is the smallest value so far. */
    double apply(double value, double least) {
        double limit =
                switch (this) {
                    case NONE -> Double.NEGATIVE_INFINITY;
                    case ZERO -> 0;
                    // a series that training did not see may have other values
                    case POSITIVE -> least > 0 && least < Double.POSITIVE_INFINITY ? PART * least : 0;
                };
        return value < limit ? limit : value;
    }
}
