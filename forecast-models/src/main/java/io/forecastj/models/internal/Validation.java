package io.forecastj.models.internal;

import io.forecastj.WalkForward;

/**
 * Size of the validation part of each series: a fraction of its origins, a number of origins, or none.
 *
 * @param fraction the fraction, or 0
 * @param rows the number, or 0
 */
public record Validation(double fraction, int rows) {
    /** No validation part. */
    public static final Validation NONE = new Validation(0, 0);

    /**
     * Returns the validation by a fraction of each series' origins.
     *
     * @param fraction the fraction, above 0 and below 1
     * @return the validation
     * @throws IllegalArgumentException if the fraction is out of its range
     */
    public static Validation fraction(double fraction) {
        ArgumentChecks.require(fraction > 0 && fraction < 1, "a validation fraction", "above 0 and below 1", fraction);
        return new Validation(fraction, 0);
    }

    /**
     * Returns the validation by a number of origins of each series.
     *
     * @param rows the number, at least 1
     * @return the validation
     * @throws IllegalArgumentException if the number is below 1
     */
    public static Validation rows(int rows) {
        return new Validation(0, ArgumentChecks.atLeast(1, "validation rows", rows));
    }

    /**
     * Returns whether there is no validation part.
     *
     * @return true if there is none
     */
    public boolean none() {
        return fraction == 0 && rows == 0;
    }

    /**
     * Returns the number of a series' validation origins.
     *
     * @param length the number of the series' rows
     * @param first the first row that can be an origin
     * @param reach the largest number of rows from an origin to the end of a label
     * @return the number; 0 if the series is too short for a split
     */
    public int of(int length, int first, int reach) {
        long origins = (long) length - first - reach;
        if (none() || origins < 1) {
            return 0;
        }
        int wanted = rows > 0 ? rows : (int) Math.max(1, Math.round(fraction * origins));
        return origins - wanted - (reach - 1) >= 1 ? wanted : 0;
    }

    /**
     * Splits a series' origins into a training and a validation part.
     *
     * @param length the number of the series' rows
     * @param validating the number of validation origins, from {@link #of}
     * @param first the first row that can be an origin
     * @param reach the number of rows from an origin to the end of its label
     * @return the split
     */
    public static Split split(int length, int validating, int first, int reach) {
        int origins = length - first - reach;
        if (validating == 0) {
            int to = Math.max(first, length - reach);
            return new Split(first, to, to, to, length);
        }
        WalkForward.Window window = WalkForward.expanding(origins - validating - (reach - 1))
                .test(validating)
                .windows(origins, reach)
                .get(0);
        return new Split(
                first,
                first + window.trainTo(),
                first + window.testFrom(),
                first + window.testTo(),
                first + window.dataTo());
    }

    /**
     * Rows of one series; ranges are half-open.
     *
     * @param trainFrom the first training origin
     * @param trainTo the row after the last one
     * @param validFrom the first validation origin
     * @param validTo the row after the last one
     * @param dataTo the row after the last one that training may use
     */
    public record Split(int trainFrom, int trainTo, int validFrom, int validTo, int dataTo) {}
}
