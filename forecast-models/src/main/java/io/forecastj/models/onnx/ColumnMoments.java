package io.forecastj.models.onnx;

/**
 * Means and standard deviations of columns, of which scalers are made. Not part of the API: it may change in any
 * version.
 *
 * @param means the mean of each column; NaN if there is no row
 * @param deviations the population's standard deviation of each column; 0 if all its values are equal, NaN if there is
 *     no row
 * @hidden
 */
public record ColumnMoments(double[] means, double[] deviations) {
    /** Collector of rows. */
    static final class Collector {
        private final double[] means;
        private final double[] squares;
        private final double[] least;
        private final double[] greatest;
        private long rows;

        Collector(int columns) {
            means = new double[columns];
            squares = new double[columns];
            least = new double[columns];
            greatest = new double[columns];
        }

        /**
         * Adds a row (Welford, Note on a method for calculating corrected sums of squares and products, Technometrics
         * 4, 1962).
         */
        void add(double[] values, int at) {
            rows++;
            for (int i = 0; i < means.length; i++) {
                double value = values[at + i];
                double distance = value - means[i];
                means[i] += distance / rows;
                squares[i] += distance * (value - means[i]);
                least[i] = rows == 1 ? value : Math.min(least[i], value);
                greatest[i] = rows == 1 ? value : Math.max(greatest[i], value);
            }
        }

        ColumnMoments moments() {
            double[] mean = new double[means.length];
            double[] deviation = new double[means.length];
            for (int i = 0; i < mean.length; i++) {
                // equal values can have a deviation of rounding errors, and what is scaled by it would be noise
                boolean equal = rows > 0 && least[i] == greatest[i];
                mean[i] = rows == 0 ? Double.NaN : equal ? least[i] : means[i];
                deviation[i] = equal ? 0 : Math.sqrt(squares[i] / rows);
            }
            return new ColumnMoments(mean, deviation);
        }
    }
}
