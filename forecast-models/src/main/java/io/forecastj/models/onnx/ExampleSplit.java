package io.forecastj.models.onnx;

import io.forecastj.models.internal.Validation;

/**
 * Split of one series' origins by time: the last ones validate, the first ones train, and those between whose labels
 * would end after the first validation origin do neither. Not part of the API: it may change in any version. Ranges are
 * half-open.
 *
 * @param trainFrom the first training origin
 * @param trainTo the row after the last one
 * @param validFrom the first validation origin
 * @param validTo the row after the last one; equal to {@code validFrom} if there is none
 * @param dataTo the row after the last one that training sees, to the end of its labels
 * @hidden
 */
public record ExampleSplit(int trainFrom, int trainTo, int validFrom, int validTo, int dataTo) {
    /**
     * Splits a series, as the trainers of regressions do.
     *
     * @param length the number of the series' rows
     * @param firstOrigin the first row that can be an origin
     * @param reach the number of rows from an origin to the end of its label
     * @param fraction the share of origins that validate, above 0 and below 1; 0 if none shall
     * @return the split; without validation origins if the series is too short for one and a training origin
     * @throws IllegalArgumentException if the fraction is out of its range
     */
    public static ExampleSplit of(int length, int firstOrigin, int reach, double fraction) {
        Validation validation = fraction == 0 ? Validation.NONE : Validation.fraction(fraction);
        // a label that ends at its own row is known at the origin, and needs no row more than one that is ahead by one
        int ahead = Math.max(1, reach);
        Validation.Split split =
                Validation.split(length, validation.of(length, firstOrigin, ahead), firstOrigin, ahead);
        return new ExampleSplit(split.trainFrom(), split.trainTo(), split.validFrom(), split.validTo(), split.dataTo());
    }

    /**
     * Returns the number of rows that a series needs for a training and a validation origin.
     *
     * @param firstOrigin the first row that can be an origin
     * @param reach the number of rows from an origin to the end of its label
     * @param fraction the share of origins that validate, or 0 for none
     * @return the number
     */
    public static int fewestRows(int firstOrigin, int reach, double fraction) {
        int ahead = Math.max(1, reach);
        if (fraction == 0) {
            return firstOrigin + ahead + 1;
        }
        Validation validation = Validation.fraction(fraction);
        // what remains for training after rounding is at least this many origins, less one
        int rows = firstOrigin + ahead + Math.max(1, (int) ((ahead - 0.5) / (1 - fraction)) - 1);
        while (validation.of(rows, firstOrigin, ahead) == 0) {
            rows++;
        }
        return rows;
    }
}
