package io.forecastj.features;

import io.forecastj.InsufficientHistoryException;
import java.util.Arrays;
import java.util.List;

/** The values of the training series that fitted features learn from, and their quantiles. */
final class TrainingValues {
    private TrainingValues() {}

    /**
     * The values of the first part in all series, in order; missing ones are left out.
     *
     * @throws InsufficientHistoryException if there are none
     */
    static double[] sorted(Feature feature, List<double[][]> training) {
        double[] values = training.stream()
                .flatMapToDouble(series -> Arrays.stream(series[0]))
                .filter(x -> !Double.isNaN(x))
                .sorted()
                .toArray();
        if (values.length == 0) {
            throw new InsufficientHistoryException(feature.text() + " needs at least one value in the training series,"
                    + " found none in " + training.size() + " series");
        }
        return values;
    }

    /** The value at {@code q (n-1)}, interpolated linearly. */
    static double quantile(double[] sorted, double q) {
        double place = q * (sorted.length - 1);
        int rank = (int) place;
        double low = sorted[rank];
        return place == rank ? low : low + (sorted[rank + 1] - low) * (place - rank);
    }
}
