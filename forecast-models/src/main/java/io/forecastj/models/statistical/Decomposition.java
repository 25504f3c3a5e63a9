package io.forecastj.models.statistical;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.util.Arrays;

/**
 * Decomposition of a column into seasonal components, a trend and a remainder, which add up to it.
 *
 * <pre>{@code
 * TimeSeries parts = Decomposition.stl(passengers, "y", 12);
 * double[] withoutSeason = parts.with("adjusted", row -> row.value("y") - row.value("seasonal")).values("adjusted");
 * }</pre>
 *
 * <p>All methods are static and thread-safe. Each needs a few milliseconds for thousands of rows.
 *
 * <p>A component may change slowly from season to season. Each value of it is determined by about 11 seasons, or 15 of
 * the second, 19 of the third season and so on, as in R's function {@code mstl}. The parts of a row depend on later
 * rows too, so as features of a model they would be a leak; {@link Deseasonalised} forecasts a series without its
 * seasons.
 *
 * <p>Seasons count rows. If rows are absent, put the series on its grid first with {@link TimeSeries#onGrid()}. A
 * missing value is filled for the decomposition, and its remainder is missing. For a season that grows with the level,
 * decompose the logarithm.
 */
public final class Decomposition {
    private static final String SEASONAL = "seasonal";
    private static final String TREND = "trend";
    private static final String REMAINDER = "remainder";

    private Decomposition() {}

    /**
     * Decomposes a column with one season (Cleveland, Cleveland, McRae and Terpenning, STL: A Seasonal-Trend
     * Decomposition Procedure Based on Loess, Journal of Official Statistics, 1990).
     *
     * @param series the series, more than two seasons long
     * @param column the column
     * @param season the number of rows of a season, at least 2, such as 12 for months
     * @return the series with the added columns {@code seasonal}, {@code trend} and {@code remainder}
     * @throws io.forecastj.InvalidSeriesException if there is no such column
     * @throws InsufficientHistoryException if the series has at most two seasons of rows, or the column no value
     * @throws IllegalArgumentException if the season is below 2, or the series has one of the added columns already
     */
    public static TimeSeries stl(TimeSeries series, String column, int season) {
        return decompose(series, column, new int[] {season}, new String[] {SEASONAL});
    }

    /**
     * Decomposes a column with several seasons, such as those of a day and a week (Bandara, Hyndman and Bergmeir, MSTL:
     * A Seasonal-Trend Decomposition Algorithm for Time Series with Multiple Seasonal Patterns, 2021).
     *
     * @param series the series, more than two of the longest season long
     * @param column the column
     * @param seasons the numbers of rows of a season, increasing, at least 2 each, such as 24 and 168 for hours
     * @return the series with an added column for each season, such as {@code seasonal_24}, and {@code trend} and
     *     {@code remainder}
     * @throws io.forecastj.InvalidSeriesException if there is no such column
     * @throws InsufficientHistoryException if the series has at most two seasons of rows, or the column no value
     * @throws IllegalArgumentException if there is no season, they do not increase, one is below 2, or the series has
     *     one of the added columns already
     */
    public static TimeSeries mstl(TimeSeries series, String column, int... seasons) {
        String[] names = Arrays.stream(seasons)
                .mapToObj(season -> SEASONAL + "_" + season)
                .toArray(String[]::new);
        return decompose(series, column, seasons, names);
    }

    private static TimeSeries decompose(TimeSeries series, String column, int[] seasons, String[] names) {
        if (series.vintageColumns().contains(column)) {
            throw new InvalidSeriesException("the parts of '" + column + "' would be taken as known at their rows, but "
                    + series + " has publication times in it: decompose the values known at a time, asOf(...)");
        }
        Mstl mstl = Mstl.of(seasons);
        double[] values = series.values(column);
        int longest = seasons[seasons.length - 1];
        if (values.length <= 2L * longest) {
            throw new InsufficientHistoryException("a decomposition with a season of " + longest + " rows needs more"
                    + " than " + 2L * longest + ", found " + series);
        }
        if (Arrays.stream(values).allMatch(Double::isNaN)) {
            throw new InsufficientHistoryException(
                    "a decomposition needs values, and all of '" + column + "' are missing in " + series);
        }
        MstlParts parts = mstl.decompose(FilledValues.filled(values, mstl));
        double[] remainder = parts.remainder();
        for (int i = 0; i < values.length; i++) {
            remainder[i] = Double.isNaN(values[i]) ? Double.NaN : remainder[i];
        }
        TimeSeries all = series;
        for (int s = 0; s < names.length; s++) {
            all = added(all, names[s], parts.seasonal()[s]);
        }
        return added(added(all, TREND, parts.trend()), REMAINDER, remainder);
    }

    private static TimeSeries added(TimeSeries series, String name, double[] values) {
        if (series.hasColumn(name)) {
            throw new IllegalArgumentException("the decomposition adds a column '" + name + "', and " + series
                    + " has one already: rename it first");
        }
        return series.with(name, values);
    }
}
