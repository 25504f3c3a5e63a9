package io.forecastj.features;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import java.util.Arrays;
import java.util.List;

/**
 * The values of one input over the training series, checked for an optimiser: enough of them, and not all the same.
 *
 * @param series the values of each series, NaN for a missing one; those without any are left out
 * @param count the number of values that are not missing
 * @param mean their mean
 * @param std their standard deviation, above 0
 */
record FitValues(List<double[]> series, int count, double mean, double std) {
    private static final int LEAST = 20;

    static FitValues of(Feature feature, List<double[][]> training) {
        List<double[]> series = training.stream()
                .map(columns -> columns[0])
                .filter(values -> Arrays.stream(values).anyMatch(x -> !Double.isNaN(x)))
                .toList();
        int count = present(series).length;
        if (count < LEAST) {
            throw new InsufficientHistoryException(feature.text() + " needs at least " + LEAST
                    + " values in the training series to be fitted, found " + count + "; train on more rows");
        }
        double mean = Arrays.stream(present(series)).average().orElseThrow();
        double std = Math.sqrt(Arrays.stream(present(series))
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
        if (!(std > 0 && std < Double.POSITIVE_INFINITY)) {
            throw new InvalidSeriesException(feature.text() + " needs training values that vary, found " + count
                    + " with the mean " + mean + " and the standard deviation " + std
                    + "; leave the feature out for such a series");
        }
        return new FitValues(series, count, mean, std);
    }

    /** All values that are not missing, one series after the other. */
    double[] present() {
        return present(series);
    }

    private static double[] present(List<double[]> series) {
        return series.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(x -> !Double.isNaN(x))
                .toArray();
    }
}
