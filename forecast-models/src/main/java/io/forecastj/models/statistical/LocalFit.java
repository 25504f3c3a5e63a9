package io.forecastj.models.statistical;

import io.forecastj.ForecastException;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fit of a method to one series, or of the seasonal naive forecast where the method fails. Stateless and thread-safe.
 */
final class LocalFit {
    /** Stands in for a method that fails; the mean of one value is the naive forecast. */
    private static final MeanMethod FALLBACK = new MeanMethod(true, 1);

    /** Largest size of a value: the squares of errors, summed over all rows and scaled by forms, stay finite. */
    private static final double LARGEST = 1e100;

    private LocalFit() {}

    /**
     * Result of a fit.
     *
     * @param fitted the model and its state after the last row
     * @param failure null if the method gave the model, else its exception
     */
    record Outcome(LocalMethod.Fitted fitted, @Nullable ForecastException failure) {}

    /**
     * Fits a method to the rows from the first observed value on.
     *
     * @param method the method
     * @param rows the rows, which may begin with missing values
     * @param season the number of rows of a season, 1 if there is none
     * @return the model of the method, or that of the fallback with the reason
     * @throws InsufficientHistoryException if there is no observed value
     */
    static Outcome fit(LocalMethod method, LocalRows rows, int season) {
        LocalRows observed = fromFirstObserved(rows);
        try {
            requireSize(observed);
            LocalMethod.Fitted fitted = method.fit(observed, season);
            requireState(fitted);
            return new Outcome(fitted, null);
        } catch (ForecastException e) {
            return new Outcome(FALLBACK.fit(observed, season), e);
        }
    }

    private static void requireSize(LocalRows rows) {
        for (int i = 0; i < rows.length(); i++) {
            try {
                requireSize(rows.values()[i]);
                for (double[] regressor : rows.regressors()) {
                    requireSize(regressor[i]);
                }
            } catch (InvalidSeriesException e) {
                throw new InvalidSeriesException("row " + i + " from the first value: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Requires that a value is not too large to compute with.
     *
     * @throws InvalidSeriesException if it is above 1e100 or below -1e100
     */
    static void requireSize(double value) {
        if (Math.abs(value) > LARGEST) {
            throw new InvalidSeriesException("the value " + value + " is too large to compute with, more than "
                    + LARGEST + "; divide the series by a constant, or mark the value as missing if it is an error");
        }
    }

    /** Requires what the reader of a saved model requires. */
    private static void requireState(LocalMethod.Fitted fitted) {
        try {
            fitted.model().check(fitted.state());
        } catch (IllegalArgumentException e) {
            throw new InvalidSeriesException(
                    "the estimate of " + fitted.model().form() + " cannot be computed with: " + e.getMessage(), e);
        }
    }

    private static LocalRows fromFirstObserved(LocalRows rows) {
        double[] values = rows.values();
        int first = 0;
        while (first < values.length && Double.isNaN(values[first])) {
            first++;
        }
        if (first == values.length) {
            throw new InsufficientHistoryException("the " + values.length + " rows hold no value: all are missing");
        }
        if (first == 0) {
            return rows;
        }
        int from = first;
        return new LocalRows(
                Arrays.copyOfRange(values, from, values.length),
                Arrays.stream(rows.regressors())
                        .map(column -> Arrays.copyOfRange(column, from, column.length))
                        .toArray(double[][]::new));
    }
}
