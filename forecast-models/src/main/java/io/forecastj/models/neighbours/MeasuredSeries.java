package io.forecastj.models.neighbours;

import java.util.Arrays;

/**
 * Rows of one training series, and for every window the three numbers by which the distance to it follows from a sum of
 * products.
 *
 * <p>A window {@code v} is compared in the form {@code (v - level) / change}. The level is the mean of its last rows,
 * and the change is the mean absolute difference of successive rows. With {@code inverse = 1 / change} and {@code
 * offset = level / change}, the form is {@code inverse v - offset}, and {@code norm} is its sum of squares. A window
 * that is no candidate has the norm NaN.
 *
 * <p>Immutable and thread-safe; the arrays must not be changed. It takes 32 bytes a row.
 */
final class MeasuredSeries {
    /**
     * The least mean change of a candidate, in terms of that of its whole series. What follows a flatter window is
     * large in terms of the window's changes, however usual it is.
     */
    private static final double LEAST_CHANGE = 0.1;

    private final String id;
    private final NearestSettings settings;
    private final double[] values;
    private final double[] inverses;
    private final double[] offsets;
    private final double[] norms;

    /**
     * Measures the windows.
     *
     * @param id the id of the series
     * @param values the rows as {@link #standardised} returns them, not copied
     */
    MeasuredSeries(String id, double[] values, NearestSettings settings) {
        this.id = id;
        this.settings = settings;
        this.values = values;
        int windows = Math.max(0, values.length - settings.lookback() - settings.horizon() + 1);
        this.inverses = new double[windows];
        this.offsets = new double[windows];
        this.norms = new double[windows];
        measure();
    }

    /**
     * Returns the values in the form that is searched: minus their mean, over their mean absolute difference of
     * successive rows.
     *
     * @param values the values, NaN where one is missing
     * @return new values
     */
    static double[] standardised(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Double.isNaN(value) ? largest : Math.max(largest, Math.abs(value));
        }
        // relative to the largest value, so that no sum leaves the range of a double
        double unit = largest > 0 ? largest : 1;
        double[] relative = new double[values.length];
        double sum = 0;
        int count = 0;
        double changes = 0;
        int differences = 0;
        for (int row = 0; row < values.length; row++) {
            relative[row] = values[row] / unit;
            if (!Double.isNaN(relative[row])) {
                count++;
                sum += relative[row];
            }
            double difference = row == 0 ? Double.NaN : relative[row] - relative[row - 1];
            if (!Double.isNaN(difference)) {
                differences++;
                changes += Math.abs(difference);
            }
        }
        double mean = sum / Math.max(1, count);
        double change = changes > 0 ? changes / differences : 1;
        for (int row = 0; row < values.length; row++) {
            relative[row] = (relative[row] - mean) / change;
        }
        return relative;
    }

    String id() {
        return id;
    }

    double[] values() {
        return values;
    }

    /** Returns the inverses by the windows' first rows; the number of windows is the length. */
    double[] inverses() {
        return inverses;
    }

    double[] offsets() {
        return offsets;
    }

    double[] norms() {
        return norms;
    }

    /** Returns the number of windows that forecasts may use. */
    int candidates() {
        int candidates = 0;
        for (double norm : norms) {
            candidates += Double.isNaN(norm) ? 0 : 1;
        }
        return candidates;
    }

    private void measure() {
        boolean missing = Arrays.stream(values).anyMatch(Double::isNaN);
        for (int start = 0; start < norms.length; start++) {
            int end = start + settings.lookback();
            double change = change(start, end);
            if (!(change >= LEAST_CHANGE) || missing && missing(end, end + settings.horizon())) {
                norms[start] = Double.NaN;
                continue;
            }
            double level = level(end);
            double squares = 0;
            for (int row = start; row < end; row++) {
                double distance = values[row] - level;
                squares += distance * distance;
            }
            inverses[start] = 1 / change;
            offsets[start] = level / change;
            norms[start] = squares / (change * change);
        }
    }

    /** Returns the mean absolute difference; NaN if a value is missing. */
    private double change(int start, int end) {
        double sum = 0;
        for (int row = start + 1; row < end; row++) {
            sum += Math.abs(values[row] - values[row - 1]);
        }
        return sum / (end - start - 1);
    }

    private double level(int end) {
        double sum = 0;
        for (int row = end - settings.centreRows(); row < end; row++) {
            sum += values[row];
        }
        return sum / settings.centreRows();
    }

    private boolean missing(int from, int to) {
        for (int row = from; row < to; row++) {
            if (Double.isNaN(values[row])) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds what followed a window, in the form that is compared.
     *
     * @param start the window's first row
     * @param weight the factor of each value
     * @param out the sums of the horizon's steps
     */
    void addContinuation(int start, double weight, double[] out) {
        int end = start + settings.lookback();
        for (int step = 0; step < settings.horizon(); step++) {
            out[step] += weight * (inverses[start] * values[end + step] - offsets[start]);
        }
    }
}
