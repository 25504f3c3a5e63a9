package io.forecastj.models.linear;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Training series on the common scale of all series: logarithms if chosen, divided by the mean absolute change over a
 * number of rows.
 *
 * <p>Immutable by agreement: the arrays are not changed.
 *
 * @param id the id
 * @param values the scaled values, NaN where one is missing
 * @param scale the divisor of the values
 */
record PanelSeries(String id, double[] values, double scale) {
    /** Added to the mean change of logarithms, so that the noise of a constant series is not scaled up. */
    private static final double LEAST_CHANGE = 1e-4;

    /**
     * Scales training series.
     *
     * @param series the series
     * @param column the column
     * @param logarithm whether to take logarithms
     * @param lag the number of rows of the changes that define the scale
     * @return the scaled series, in the same order
     * @throws InvalidSeriesException if a value has no logarithm, or changes exceed the range of a double
     */
    static List<PanelSeries> of(List<TimeSeries> series, String column, boolean logarithm, int lag) {
        List<PanelSeries> panel = new ArrayList<>();
        for (TimeSeries one : series) {
            double[] values = values(one, column, logarithm);
            double scale = scale(values, lag, logarithm);
            if (!Double.isFinite(scale)) {
                throw new InvalidSeriesException(
                        "series '" + one.id() + "' has changes of '" + column + "' that exceed the range of a double");
            }
            for (int row = 0; row < values.length; row++) {
                values[row] /= scale;
            }
            panel.add(new PanelSeries(one.id(), values, scale));
        }
        return panel;
    }

    /**
     * Chooses whether to take logarithms.
     *
     * @param chosen the choice of the user; null for logarithms if all values are above 0
     * @param series the training series
     * @param column the column
     * @return whether to take logarithms
     */
    static boolean logarithm(@Nullable Boolean chosen, List<TimeSeries> series, String column) {
        if (chosen != null) {
            return chosen;
        }
        boolean any = false;
        for (TimeSeries one : series) {
            for (double value : one.values(column)) {
                if (value <= 0) {
                    return false;
                }
                any |= value > 0;
            }
        }
        return any;
    }

    /** Returns the value on the scale of the model before division; NaN if it is missing or has no logarithm. */
    static double transform(double value, boolean logarithm) {
        if (!logarithm) {
            return value;
        }
        return value > 0 ? Math.log(value) : Double.NaN;
    }

    /**
     * Returns the value that {@link #transform} made another of.
     *
     * @param value the value on the scale of the model
     * @param last the value there that replaces one beyond the range of a double
     * @param logarithm whether the scale is that of logarithms
     */
    static double inverse(double value, double last, boolean logarithm) {
        double original = logarithm ? Math.exp(value) : value;
        if (Double.isFinite(original)) {
            return original;
        }
        return logarithm ? Math.exp(last) : last;
    }

    /** Returns the words for a value that {@link #transform} turns into NaN. */
    static String absent(boolean logarithm) {
        return logarithm ? "missing or not above 0" : "missing";
    }

    private static double[] values(TimeSeries series, String column, boolean logarithm) {
        double[] values = series.values(column);
        for (int row = 0; row < values.length; row++) {
            if (logarithm && values[row] <= 0) {
                throw new InvalidSeriesException(series + " has the value " + values[row] + " of '" + column + "' at "
                        + series.time(row) + ", which has no logarithm; use logarithms(false)");
            }
            values[row] = transform(values[row], logarithm);
        }
        return values;
    }

    private static double scale(double[] values, int lag, boolean logarithm) {
        double sum = 0;
        long count = 0;
        for (int row = lag; row < values.length; row++) {
            double change = Math.abs(values[row] - values[row - lag]);
            if (!Double.isNaN(change)) {
                sum += change;
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        if (logarithm) {
            return mean + LEAST_CHANGE;
        }
        // the differences of a constant series are 0 at any scale
        return mean > 0 ? mean : 1;
    }
}
