package io.forecastj.models.statistical;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Settings by which seasonal patterns are estimated.
 *
 * <p>Immutable by agreement and thread-safe: the array is not changed.
 *
 * @param column the column with the seasons
 * @param seasons the numbers of rows of a season, increasing; empty for none
 * @param multiplicative whether a season multiplies the level, which needs positive values
 */
record SeasonalSettings(String column, int[] seasons, boolean multiplicative) {
    /** Returns the name of the decomposition. */
    String form() {
        return multiplicative ? "multiplicative" : "additive";
    }

    /**
     * Estimates the pattern of a series: the last season of each component by MSTL. Rows up to an absence longer than
     * the longest season are not used, and missing values are filled. A season is left out if the rows or the values
     * are not more than two seasons, or if more than half of the values are missing.
     *
     * @param series the series, at least one row
     * @return the pattern
     * @throws InvalidSeriesException if the series has no such column, or a value is not positive though seasons are
     *     multiplicative
     */
    SeasonalPattern estimate(TimeSeries series) {
        double[] values = series.values(column);
        requirePositive(series, values);
        long anchor = series.timestamp(series.length() - 1);
        SeasonalPattern none = new SeasonalPattern(anchor, series.sampling(), multiplicative, new double[0][]);
        if (seasons.length == 0) {
            return none;
        }
        long[] steps = steps(none.count(), series);
        int first = firstUsed(values, steps);
        long rows = 1 - steps[first];
        long observed = IntStream.range(first, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .count();
        int[] used = Arrays.stream(seasons)
                .filter(season -> 2L * season < observed && rows <= 2 * observed)
                .toArray();
        return used.length == 0
                ? none
                : new SeasonalPattern(
                        anchor, none.sampling(), multiplicative, lastSeasons(onSteps(values, steps, first), used));
    }

    private void requirePositive(TimeSeries series, double[] values) {
        for (int i = 0; i < values.length && multiplicative; i++) {
            if (values[i] <= 0) {
                throw new InvalidSeriesException("multiplicative seasons need positive values; " + series + " has "
                        + values[i] + " of '" + column + "' in row " + i + " at " + series.time(i)
                        + ". Use additive ones");
            }
        }
    }

    private static long[] steps(StepCount count, TimeSeries series) {
        long[] steps = new long[series.length()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = count.to(series.timestamp(i));
        }
        return steps;
    }

    /** Returns the first row with a value after the last long absence; the last row if there is none. */
    private int firstUsed(double[] values, long[] steps) {
        int last = values.length - 1;
        int first = last;
        while (first > 0 && steps[first] - steps[first - 1] <= seasons[seasons.length - 1]) {
            first--;
        }
        while (first < last && Double.isNaN(values[first])) {
            first++;
        }
        return first;
    }

    /** Returns the values, one for each step to the anchor, as logarithms if seasons are multiplicative. */
    private double[] onSteps(double[] values, long[] steps, int first) {
        double[] placed = new double[(int) (1 - steps[first])];
        Arrays.fill(placed, Double.NaN);
        for (int i = first; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                placed[(int) (steps[i] - steps[first])] = multiplicative ? Math.log(values[i]) : values[i];
            }
        }
        return placed;
    }

    private double[][] lastSeasons(double[] values, int[] used) {
        Mstl mstl = Mstl.of(used);
        MstlParts parts = mstl.decompose(FilledValues.filled(values, mstl));
        double[][] last = new double[used.length][];
        for (int s = 0; s < used.length; s++) {
            int season = used[s];
            last[s] = new double[season];
            for (int place = 0; place < season; place++) {
                // the place 0 is that of the last value, the place 1 that of the first value of the last season
                double value = parts.seasonal()[s][values.length - 1 - (season - place) % season];
                last[s][place] = multiplicative ? Math.exp(value) : value;
            }
        }
        return last;
    }
}
