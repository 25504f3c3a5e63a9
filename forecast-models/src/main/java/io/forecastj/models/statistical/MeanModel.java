package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.Locale;

/**
 * Mean of the last values at the same place in the season: the naive forecasts with a window of 1, moving averages with
 * one place.
 *
 * <p>Immutable and thread-safe. The state holds the place of the next row, then for each place the index of its oldest
 * value and its last values, NaN where there is none yet.
 *
 * @param places the number of rows of a season, 1 if all rows count as one place
 * @param window the number of values of each place that are averaged
 * @param deviation the standard deviation of the errors one season ahead, NaN if it is unknown
 */
record MeanModel(int places, int window, double deviation) implements LocalModel {
    static final String KIND = "mean";

    /** Largest season and window that a file may hold. */
    static final int LARGEST = 100_000;

    /** Most values of a state, for memory: 8 megabytes. */
    private static final int MOST_VALUES = 1_000_000;

    /** Returns whether a state of some places with a window is not too large. */
    static boolean possible(int places, int window) {
        return (long) places * window <= MOST_VALUES;
    }

    /** Returns the state before the first row. */
    double[] start() {
        double[] state = new double[stateSize()];
        Arrays.fill(state, Double.NaN);
        state[0] = 0;
        for (int place = 0; place < places; place++) {
            state[1 + place * (window + 1)] = 0;
        }
        return state;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String form() {
        if (window == 1) {
            return places == 1 ? "naive" : "seasonal naive";
        }
        return (places == 1 ? "mean of the last " : "seasonal mean of the last ") + window;
    }

    @Override
    public String description() {
        return form()
                + (places == 1 ? "" : ", season " + places)
                + String.format(Locale.ROOT, ": sigma %.6g", deviation);
    }

    @Override
    public int stateSize() {
        return 1 + places * (window + 1);
    }

    @Override
    public int countedRows() {
        return places > 1 ? Integer.MAX_VALUE : 1;
    }

    @Override
    public void check(double[] state) {
        StateChecks.requireIndex(state, 0, places);
        boolean found = false;
        for (int i = 1; i < state.length; i++) {
            if ((i - 1) % (window + 1) == 0) {
                StateChecks.requireIndex(state, i, window);
            } else if (!Double.isNaN(state[i])) {
                StateChecks.requireBetween(state, i, -Double.MAX_VALUE, Double.MAX_VALUE);
                found = true;
            }
        }
        if (!found) {
            throw new IllegalArgumentException("at least one value should not be missing, found none");
        }
    }

    @Override
    public void update(double[] state, double[] row) {
        int place = (int) state[0];
        state[0] = place + 1 == places ? 0 : place + 1;
        if (!Double.isNaN(row[0])) {
            int at = 1 + place * (window + 1);
            int oldest = (int) state[at];
            state[at + 1 + oldest] = row[0];
            state[at] = oldest + 1 == window ? 0 : oldest + 1;
        }
    }

    /** Returns the forecast of the next row. */
    double next(double[] state) {
        return mean(state, (int) state[0]);
    }

    /** Returns the mean of a place; a place without a value takes that of the nearest earlier place that has one. */
    private double mean(double[] state, int place) {
        double mean = Double.NaN;
        for (int back = 0; back < places && Double.isNaN(mean); back++) {
            int at = 1 + (place - back + places) % places * (window + 1);
            double sum = 0;
            int count = 0;
            for (int i = 1; i <= window; i++) {
                double value = state[at + i];
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            mean = sum / count;
        }
        return mean;
    }

    @Override
    public void forecast(double[] state, double[] scratch, Regressors regressors, double[] points) {
        for (int step = 0; step < points.length; step++) {
            points[step] = step < places ? mean(state, ((int) state[0] + step) % places) : points[step - places];
        }
    }

    /**
     * Normal quantiles. With a window of 1 the errors of the seasons ahead add up, as for a seasonal random walk; the
     * error of a mean of several values is taken to be the same at all steps (Hyndman and Athanasopoulos, Forecasting:
     * Principles and Practice, 3rd edition, 2021, section 5.5).
     */
    @Override
    public double[][] quantiles(double[] state, Regressors regressors, double[] points, double[] levels) {
        double[] deviations = new double[points.length];
        for (int step = 0; step < points.length; step++) {
            deviations[step] = window > 1 ? deviation : deviation * Math.sqrt(step / places + 1);
        }
        return NormalQuantiles.of(points, deviations, levels);
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND).put("places", places).put("window", window);
        LocalJson.put(out, "deviation", deviation);
    }

    static LocalModel read(JsonFields in) {
        int places = in.integer("places", 1, LARGEST);
        int window = in.integer("window", 1, LARGEST);
        if (!possible(places, window)) {
            throw in.fail("window", "at most " + MOST_VALUES + " over 'places'", window + "");
        }
        return new MeanModel(places, window, SavedNumbers.deviation(in));
    }
}
