package io.forecastj.models.auto;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * Properties of the training series that decide on the candidates.
 *
 * <p>Immutable and thread-safe.
 *
 * @param series the number of series
 * @param rows the number of all rows
 * @param medianRows the median number of rows of a series
 * @param seasons the numbers of rows of the seasons, increasing; empty if there is none
 * @param positive true if all values are above 0
 * @param nonNegative true if no value is below 0
 * @param intermittent the share of the series in which at least 30 % of the values are 0
 * @param missing the share of the rows without a value
 */
record SeriesProfile(
        int series,
        long rows,
        int medianRows,
        List<Integer> seasons,
        boolean positive,
        boolean nonNegative,
        double intermittent,
        double missing) {
    /** The share of zeros from which a series counts as intermittent. */
    private static final double ZEROS = 0.3;

    /**
     * Describes series.
     *
     * @param series the series, at least one
     * @param column the target column
     * @param given the seasons that the user has set, empty to find them
     */
    static SeriesProfile of(List<TimeSeries> series, String column, List<Integer> given) {
        List<double[]> values = series.stream().map(one -> one.values(column)).toList();
        boolean positive = true;
        boolean nonNegative = true;
        long observed = 0;
        int intermittent = 0;
        for (double[] one : values) {
            int zeros = 0;
            int count = 0;
            for (double value : one) {
                if (!Double.isNaN(value)) {
                    count++;
                    zeros += value == 0 ? 1 : 0;
                    positive &= value > 0;
                    nonNegative &= value >= 0;
                }
            }
            observed += count;
            intermittent += count > 0 && zeros >= ZEROS * count ? 1 : 0;
        }
        long rows = values.stream().mapToLong(one -> one.length).sum();
        int[] lengths = values.stream().mapToInt(one -> one.length).sorted().toArray();
        return new SeriesProfile(
                series.size(),
                rows,
                lengths[lengths.length / 2],
                given.isEmpty() ? seasons(series, values) : given,
                positive,
                nonNegative,
                (double) intermittent / series.size(),
                rows == 0 ? 0 : 1 - (double) observed / rows);
    }

    /** Returns the usual season of the spacing and the longer ones above it, as far as the series hold them. */
    private static List<Integer> seasons(List<TimeSeries> series, List<double[]> values) {
        int usual = Sampling.season(series);
        List<Integer> possible = new ArrayList<>();
        if (usual > 1) {
            possible.add(usual);
            Sampling sampling = Sampling.common(series);
            if (sampling != null && ofDay(sampling, usual)) {
                possible.add(7 * usual);
            }
        }
        List<Integer> found = new ArrayList<>();
        for (int season : possible) {
            double share = Seasonality.share(values, season);
            // two seasons are too few for the test, but enough for models that choose whether to have a season
            if (share >= Seasonality.ENOUGH || Double.isNaN(share) && longest(series) >= 2 * season) {
                found.add(season);
            }
        }
        if (possible.isEmpty()) {
            Seasonality.search(values).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** Returns whether a season is a day of several rows, above which there is a week. */
    private static boolean ofDay(Sampling sampling, int season) {
        long[] times = new long[season];
        sampling.after(0, times);
        return times[season - 1] == 86_400_000L;
    }

    /** Returns the shortest season, 1 if there is none. */
    int season() {
        return seasons.isEmpty() ? 1 : seasons.get(0);
    }

    /** Returns the longest season, 1 if there is none. */
    int longestSeason() {
        return seasons.isEmpty() ? 1 : seasons.get(seasons.size() - 1);
    }

    /** Returns the number of rows of the longest series. */
    private static int longest(List<TimeSeries> series) {
        return series.stream().mapToInt(TimeSeries::length).max().orElse(0);
    }

    @Override
    public String toString() {
        return series + " series of " + medianRows + " rows (median), "
                + (season() == 1 ? "no season" : "seasons " + seasons)
                + (positive ? ", all values above 0" : nonNegative ? ", no value below 0" : ", values of both signs")
                + (intermittent > 0 ? ", " + Math.round(100 * intermittent) + " % intermittent" : "")
                + (missing > 0 ? ", " + Math.round(1000 * missing) / 10.0 + " % missing" : "");
    }
}
